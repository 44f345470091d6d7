"""The act of importing references: chosen records become drafts in a folder, all of them or none.

What a record says goes into the draft as it stands. What cannot be right is not stored as data, but is flagged with
the value that was given; nothing is completed. Called by `admin_import`.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from msgspec.structs import replace
from wagtail.models import Page

from editions.bibliography.csl import Csl, problems_with
from editions.vocabulary import Standing
from factsheets.free_slugs import free_slug
from factsheets.importing import Record
from factsheets.models import Reference, ReferenceIndex
from factsheets.readiness.own_words import field_of_csl

LONGEST_REMARK = 500
_EMPTY = Csl(type="report")


@transaction.atomic
def import_references(records: Iterable[Record], *, folder: ReferenceIndex, by: Any, language: str) -> list[Reference]:
    """Make a draft of each record. `language` is the one in which the notes on them will be written."""
    # Two imports at once would give two pages the same place in the tree.
    Page.objects.select_for_update().get(pk=folder.pk)
    parent = ReferenceIndex.objects.get(pk=folder.pk)
    return [_draft(record, parent, by, language) for record in records]


def _draft(record: Record, folder: ReferenceIndex, by: Any, language: str) -> Reference:
    csl, doubts = storable(record)
    page = Reference(source_language=language, live=False, owner=by)
    page.set_csl(csl)
    page.standing = Standing.RETRACTED if record.retracted else ""
    page.title = page.draft_title = page.working_title() or record.label
    setattr(page, "doubts", json.dumps([_doubt(name, remark) for name, remark in doubts.items()]))  # noqa: B010
    page.slug = free_slug(page.title[:80], page)
    folder.add_child(instance=page)
    page.save_revision(user=by, log_action=True, clean=False)
    return page


def _doubt(name: str, remark: str) -> dict[str, Any]:
    return {"type": "doubt", "id": str(uuid.uuid4()), "value": {"field": name, "remark": remark}}


def storable(record: Record) -> tuple[Csl, dict[str, str]]:
    """The record's data as the columns can hold them, and its doubts by field."""
    doubts = dict(record.doubtful)
    changes: dict[str, Any] = {}
    for name in problems_with(record.csl):
        doubts[name] = _with_value(doubts.get(name, ""), getattr(record.csl, name))
        changes[name] = getattr(_EMPTY, name)
    if "year" in changes or "month" in changes:
        changes |= {"month": None, "day": None}
    for name, limit in _limits().items():
        text = changes.get(name, getattr(record.csl, name))
        if len(text) > limit:
            changes[name] = text[:limit]
            cut = _("It was longer than %(limit)s characters and has been cut.") % {"limit": limit}
            doubts[name] = f"{doubts.get(name, '')} {cut}".strip()
    shortened = {
        name: remark[: LONGEST_REMARK - 1] + "…" * (len(remark) >= LONGEST_REMARK) for name, remark in doubts.items()
    }
    return replace(record.csl, **changes), shortened


def _with_value(reason: str, value: Any) -> str:
    """What was given stays readable for the person who will look at the work itself."""
    given = str(value) if isinstance(value, str | int) else ""
    return " ".join(filter(None, [_("Given as “%(value)s”.") % {"value": given[:200]} if given else "", reason]))


def _limits() -> dict[str, int]:
    """The longest text that each field's column takes."""
    columns = {name: Reference._meta.get_field(field_of_csl(name)) for name in Csl.__struct_fields__}
    return {
        name: column.max_length
        for name, column in columns.items()
        if isinstance(column, models.CharField) and column.max_length and isinstance(getattr(_EMPTY, name), str)
    }
