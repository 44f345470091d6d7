"""History: the editions of one content in one language, without their texts."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from editions.models import Edition
from editions.reading import Served

from . import links
from .contents import moment

Row = dict[str, Any]

_COLUMNS = (
    "id",
    "version",
    "released_at",
    "change_kind",
    "change_note",
    "hash",
    "schema",
    "made_from__version",
    "method",
    "translator",
    "reviewer",
    "redaction__reason",
)


def rows(editions: QuerySet[Edition]) -> QuerySet[Edition, Row]:
    """What a history tells of each."""
    found: QuerySet[Edition, Row] = editions.values(*_COLUMNS)
    return found


def line(row: Row, served: Served) -> dict[str, Any]:
    """One edition, with its live status beside what never changes."""
    return {
        "id": str(row["id"]),
        "version": row["version"],
        "status": _status(row, served),
        "released_at": moment(row["released_at"]),
        "change": {"kind": row["change_kind"], "note": row["change_note"]},
        "hash": row["hash"],
        "schema": row["schema"],
        "made_from_version": row["made_from__version"],
        "method": row["method"] or None,
        "translator": row["translator"] or None,
        "reviewer": row["reviewer"] or None,
        "url": links.edition(row["id"]),
    }


def _status(row: Row, served: Served) -> str:
    if row["redaction__reason"] is not None:
        return "redacted"
    return served.status if row["id"] == served.edition_id else "superseded"
