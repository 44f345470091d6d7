"""Contents: what stands before and after the words of an edition in an answer, read at the moment.

A list, a detail and an edition, of whatever type, are put together from the same members here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings

from editions import languages
from editions.models import Role, Status
from editions.models.publications import SERVED
from editions.reading import Detail, Served
from editions.surroundings import Around

from . import links
from .collections import Collection
from .formats.json import dumps, joined
from .neighbours import OF_ONE, Neighbours, neighbours_of, users
from .notices import notice

Members = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """A content in the language in which it is served."""

    detail: Detail
    served: Served

    @property
    def slug(self) -> str:
        """The current one."""
        return str(self.detail.envelope["slug"])

    @cached_property
    def neighbours(self) -> Neighbours:
        """The contents that this one depends on."""
        return neighbours_of(self.detail.around.neighbours, self.served.language)

    @cached_property
    def users(self) -> list[Members]:
        """The contents that this one stands in."""
        return users(self.detail.around.uses, self.served.language)


def around(collection: Collection, roles: tuple[Role, ...] = OF_ONE) -> Around:
    """What an answer of this collection says of other contents, as `editions.reading` understands it."""
    return Around(
        neighbours=roles if collection.has_topics else (),
        used_as=collection.used_as[1] if collection.used_as else None,
        finds_sheets=collection.finds_sheets[1] if collection.finds_sheets else None,
    )


def content(collection: Collection, answer: Answer, words: str, *, language: Members) -> str:
    """A content as JSON text: identity, then the words as they were stored, then their standing."""
    envelope, served = answer.detail.envelope, answer.served
    return joined(
        dumps(identity(collection, answer.detail.work_id, envelope, language)),
        words,
        dumps(
            {
                **_of_others(collection, answer),
                "translation": translation(served, envelope, status=served.status),
                "edition": edition(served),
                "available_languages": available_languages(collection, envelope),
                "urls": urls(collection, answer.slug, served.language),
            }
        ),
    )


def identity(collection: Collection, content_id: UUID, envelope: Members, language: Members) -> Members:
    """Which content this is, and in which language."""
    return {"id": str(content_id), "type": collection.type, "slug": envelope["slug"], "language": language}


def translation(served: Served, envelope: Members, *, status: str) -> Members:
    """How the text came about and how it stands towards its source and towards what it includes."""
    is_source = served.language == envelope["source_language"]
    is_of_newest = is_source or served.made_from_version == envelope["source_version"]
    said = notice(language=served.language, status=status, method=served.method, by_neighbour=is_of_newest)
    return {
        "status": "source" if is_source and status == Status.CURRENT else status,
        "source_language": languages.language(envelope["source_language"]).tag,
        "source_version": envelope["source_version"],
        "made_from_version": served.made_from_version,
        "method": served.method or None,
        "translator": served.translator or None,
        "reviewer": served.reviewer or None,
        "pending_update": served.is_waiting,
        "notice": said.text,
        "notice_language": said.language,
    }


def edition(served: Served) -> Members:
    """The edition whose words these are; nothing in it ever changes."""
    return {
        "id": str(served.edition_id),
        "version": served.version,
        "released_at": moment(served.released_at),
        "change": {"kind": served.change_kind, "note": served.change_note},
        "hash": served.hash,
        "schema": served.schema,
        "url": links.edition(served.edition_id),
    }


def available_languages(collection: Collection, envelope: Members) -> list[dict[str, str]]:
    """The languages that are served, of those that are switched on."""
    return [
        {
            "code": languages.language(line["code"]).tag,
            "status": line["status"],
            "url": links.content(collection.type, envelope["slug"], line["code"]),
        }
        for line in envelope["languages"]
        if line["status"] in SERVED and line["code"] in settings.CONTENT_LANGUAGES
    ]


def urls(collection: Collection, slug: str, language: str) -> dict[str, str]:
    """Where this content is: in this language, in the reader's own, its history, and the sheets found by it."""
    found = {
        "self": links.content(collection.type, slug, language),
        "canonical": links.content(collection.type, slug),
        "editions": links.history(collection.type, slug, language),
    }
    if collection.finds_sheets:
        found["factsheets"] = links.resource(f"factsheets/?{collection.finds_sheets[0]}={slug}")
    return found


def withdrawal(envelope: Members) -> Members:
    """Why a content was withdrawn and what to read instead."""
    facts = envelope["withdrawal"]
    replacement = facts["replacement"]
    if replacement:
        replacement = {**replacement, "url": links.content(replacement["type"], replacement["slug"])}
    return {
        "reason": facts["reason"],
        "note": facts["note"],
        "withdrawn_at": moment(datetime.fromisoformat(facts["at"])),
        "replacement": replacement,
    }


def moment(value: datetime) -> str:
    """A moment as RFC 3339 in UTC."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _of_others(collection: Collection, answer: Answer) -> Members:
    """The members that are looked up, of those that the collection has."""
    found: Members = {}
    if collection.has_topics:
        found["topics"] = answer.neighbours.topics
    if collection.used_as:
        found[collection.used_as[0]] = answer.users
    if collection.finds_sheets:
        found["factsheets"] = answer.detail.around.sheets
    return found
