"""Sheets: what stands before and after the words of an edition in an answer, read at the moment.

A list, a detail and an edition are put together from the same members here, in the contract's order.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from editions import languages
from editions.models.publications import SERVED
from editions.reading import Detail, Served

from . import links
from .formats.json import dumps, joined
from .notices import notice

FACTSHEET = "factsheet"


def sheet(detail: Detail, served: Served, *, language: dict[str, Any]) -> str:
    """A sheet as JSON text: identity, then the words as they were stored, then their standing."""
    envelope = detail.envelope
    return joined(
        dumps(identity(detail.work_id, envelope, language)),
        served.body,
        dumps(
            {
                "translation": translation(served, envelope, status=served.status),
                "edition": edition(served),
                "available_languages": available_languages(envelope),
                "urls": urls(envelope["slug"], served.language),
            }
        ),
    )


def identity(content_id: UUID, envelope: dict[str, Any], language: dict[str, Any]) -> dict[str, Any]:
    """Which content this is, and in which language."""
    slug = envelope["slug"]
    return {"id": str(content_id), "type": FACTSHEET, "slug": slug, "language": language}


def translation(served: Served, envelope: dict[str, Any], *, status: str) -> dict[str, Any]:
    """How the text came about and how it stands towards its source."""
    is_source = served.language == envelope["source_language"]
    said = notice(language=served.language, status=status, method=served.method)
    return {
        "status": "source" if is_source else status,
        "source_language": languages.language(envelope["source_language"]).tag,
        "source_version": envelope["source_version"],
        "made_from_version": served.made_from_version,
        "method": served.method or None,
        "translator": served.translator or None,
        "reviewer": served.reviewer or None,
        "notice": said.text,
        "notice_language": said.language,
    }


def edition(served: Served) -> dict[str, Any]:
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


def available_languages(envelope: dict[str, Any]) -> list[dict[str, str]]:
    """The languages that are served, of those that are switched on."""
    return [
        {
            "code": languages.language(line["code"]).tag,
            "status": line["status"],
            "url": links.content(FACTSHEET, envelope["slug"], line["code"]),
        }
        for line in envelope["languages"]
        if line["status"] in SERVED and line["code"] in settings.CONTENT_LANGUAGES
    ]


def urls(slug: str, language: str) -> dict[str, str]:
    """Where this sheet is: in this language, in the reader's own, and its history."""
    return {
        "self": links.content(FACTSHEET, slug, language),
        "canonical": links.content(FACTSHEET, slug),
        "editions": links.history(FACTSHEET, slug, language),
    }


def withdrawal(envelope: dict[str, Any]) -> dict[str, Any]:
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
