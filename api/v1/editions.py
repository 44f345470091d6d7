"""`/api/v1/editions/{id}/`: one edition. Its words never change; its live status beside them does."""

from __future__ import annotations

import json
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import TextField
from django.db.models.expressions import RawSQL
from django.http import HttpResponse
from rest_framework.request import Request

from editions import languages, reading
from editions.models import Edition, Status
from editions.reading import Served
from editions.slugs import is_uuid
from editions.surroundings import neighbours_in, neighbours_sql

from .. import contents, links
from ..caching import tag
from ..collections import BY_TYPE, FACTSHEETS, Collection
from ..documents import Document
from ..formats.media import EVERY
from ..neighbours import OF_ONE, Neighbours, neighbours_of
from ..parameters import FIELDS, FORMAT, HEADING_LEVEL
from ..preferences import line_of
from ..problems import NOT_FOUND, REDACTED, WITHDRAWN, WITHHELD, Problem
from . import shapes

Members = dict[str, Any]


class OneEdition(Document):
    """One edition by its id, current or not: its words, which never change, and its live status."""

    formats = EVERY
    parameters = (FIELDS, HEADING_LEVEL, FORMAT)
    shape: ClassVar[Any] = shapes.ANY_EDITION
    examples = ("edition",)
    own_problems = (WITHHELD, WITHDRAWN, REDACTED)

    def get(self, request: Request, id: str) -> HttpResponse:
        """The words as they were released, with what replaced them; or why they are not shown."""
        edition = _found(id)
        collection = BY_TYPE[edition.work.type]
        status = reading.status_of_edition(edition)
        envelope = json.loads(edition.work.envelope)
        _refuse_if_taken_back(collection, edition, status, envelope)
        self.choose_format(collection.formats)
        others = neighbours_of(neighbours_in(vars(edition)["neighbours"]), edition.language)
        dates = [edition.work.envelope_changed_at, others.changed_at]
        identity = contents.identity(collection, edition.work_id, envelope, _language(edition))
        standing = _standing(collection, edition, status, envelope, others)
        self.is_read(edition.work_id, edition.language, edition.version)
        return self.answer(
            self.written(edition.id, identity, standing, body=lambda: reading.rendition_of(edition).body),
            languages=[languages.language(edition.language).tag],
            modified=max(filter(None, dates), default=None),
            tags=map(tag, [str(edition.work_id), *others.ids]),
        )


def _found(id: str) -> Edition:
    found = None
    if is_uuid(id):
        around = neighbours_sql(OF_ONE, edition="editions_edition.id", language="editions_edition.language")
        known = Edition.objects.select_related("work", "made_from", "redaction").annotate(
            neighbours=RawSQL(around, (), TextField())  # noqa: S611 - no word in it comes from outside
        )
        found = known.defer("content", "made_from__content").filter(id=UUID(id)).first()
    if found is None:
        raise Problem(NOT_FOUND)
    return found


def _refuse_if_taken_back(collection: Collection, edition: Edition, status: str, envelope: Members) -> None:
    """Raise the 410 with everything that is known of the edition except its words."""
    members = {"id": str(edition.work_id), "edition": contents.edition(_served(edition, status))}
    if status == "redacted":
        problem = Problem(REDACTED, members=members | {"reason": edition.redaction.reason})
    elif status == Status.WITHDRAWN:
        problem = Problem(WITHDRAWN, members=members | contents.withdrawal(envelope))
    elif status == Status.WITHHELD:
        line = line_of(envelope, edition.language) or {}
        reason = {"reason": line["reason"]} if "reason" in line else {}
        available = {"available_languages": contents.available_languages(collection, envelope)}
        problem = Problem(WITHHELD, members=members | reason | available)
    else:
        return
    problem.tags = (tag(edition.work_id),)
    raise problem


def _standing(collection: Collection, edition: Edition, status: str, envelope: Members, others: Neighbours) -> Members:
    """What stands after the words of an edition."""
    served = _served(edition, status)
    standing = contents.translation(served, envelope, status=status)
    for live in ("status", "pending_update"):  # of the publication; that of the edition is one level up
        del standing[live]
    return {
        **({"topics": others.topics} if collection.has_topics else {}),
        "translation": standing,
        "edition": contents.edition(served),
        "status": status,
        "replaced_by": _replacement(edition, status, envelope),
        "available_languages": contents.available_languages(collection, envelope),
        "urls": _urls(collection, edition, envelope),
    }


def _language(edition: Edition) -> Members:
    """As in a sheet; nobody asks for the language of an edition."""
    language = languages.language(edition.language)
    return {
        "requested": None,
        "served": language.tag,
        "direction": language.direction,
        "reason": None,
    }


def _replacement(edition: Edition, status: str, envelope: Members) -> Members | None:
    """The edition that readers get now instead of a superseded one."""
    line = line_of(envelope, edition.language)
    if status != "superseded" or not line:
        return None
    return {"id": line["edition"], "version": line["version"], "url": links.edition(line["edition"])}


def _urls(collection: Collection, edition: Edition, envelope: Members) -> Members:
    """`factsheet` is older than `content`, and stays."""
    own, now = links.edition(edition.id), links.content(collection.type, envelope["slug"], edition.language)
    return {
        "self": own,
        **links.in_formats(own, collection.formats),
        "content": now,
        **({"factsheet": now} if collection is FACTSHEETS else {}),
        "editions": links.history(collection.type, envelope["slug"], edition.language),
    }


def _served(edition: Edition, status: str) -> Served:
    """The edition in the words of a read."""
    return Served(
        language=edition.language,
        status=status,
        edition_id=edition.id,
        version=edition.version,
        body="",
        made_from_version=edition.made_from.version if edition.made_from else None,
        method=edition.method,
        translator=edition.translator,
        reviewer=edition.reviewer,
        released_at=edition.released_at,
        schema=edition.schema,
        hash=edition.hash,
        change_kind=edition.change_kind,
        change_note=edition.change_note,
    )
