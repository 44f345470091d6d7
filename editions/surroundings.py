"""Surroundings: what an answer says of other contents, read in the very query that reads the content.

Each piece is a correlated subquery whose rows come as one JSON text, so that a detail stays one query and a list of a
hundred stays two. `reading` puts them into its own SQL, `api` into the queries of its lists.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

import msgspec
from django.db import connection

from .models import Role
from .models.publications import SERVED
from .vocabulary import ContentType

_SERVED = ", ".join(f"'{status.value}'" for status in SERVED)


@dataclass(frozen=True, slots=True)
class Around:
    """What is wanted of the surroundings: neighbours in these roles; what uses the content in that role, and how many
    sheets are found by it. Nothing of what is left empty."""

    neighbours: tuple[Role, ...] = ()
    used_as: Role | None = None
    finds_sheets: Role | None = None

    def columns(self, *, work: str, edition: str, language: str) -> tuple[str, str, str, str]:
        """SQL of the three pieces and of the moment of the last change, where the answer depends on everybody.

        The arguments are the columns of the outer query.
        """
        depends_on_all = self.used_as or self.finds_sheets
        return (
            neighbours_sql(self.neighbours, edition=edition, language=language) if self.neighbours else "NULL",
            uses_sql(self.used_as, work=work, language=language) if self.used_as else "NULL",
            sheets_sql(self.finds_sheets, work=work) if self.finds_sheets else "NULL",
            LAST_CHANGE if depends_on_all else "NULL",
        )


NOTHING_AROUND = Around()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A neighbour of an edition. The rest is said of topics alone: `here` is the name in the edition's language."""

    role: str
    id: str
    changed_at: datetime | None = None
    source_language: str = ""
    slug: str | None = None
    here: str | None = None
    in_source: str | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """A publication that uses a content."""

    id: str
    type: str
    slug: str
    title: str
    language: str
    is_source: bool


LAST_CHANGE = "(SELECT c.at FROM editions_change c ORDER BY c.id DESC LIMIT 1)"


def neighbours_sql(roles: Collection[Role], *, edition: str, language: str) -> str:
    """The neighbours of an edition in these roles, topics with their names of today."""
    return _rows(
        "i.id",
        "i.role",
        "i.work_id",
        "w.envelope_changed_at",
        "w.source_language",
        "s.slug",
        "h.title",
        "o.title",
        where=f"""
            FROM editions_inclusion i
            JOIN editions_work w ON w.id = i.work_id
            LEFT JOIN editions_slug s ON i.role = '{Role.TOPIC.value}' AND s.work_id = i.work_id AND s.current
            LEFT JOIN editions_publication h ON i.role = '{Role.TOPIC.value}' AND h.work_id = i.work_id
                AND h.language = {language} AND h.status IN ({_SERVED})
            LEFT JOIN editions_publication o ON i.role = '{Role.TOPIC.value}' AND o.work_id = i.work_id
                AND o.is_source AND o.status IN ({_SERVED})
            WHERE i.edition_id = {edition} AND i.role IN ({_words(roles)})
        """,
    )


def uses_sql(role: Role, *, work: str, language: str) -> str:
    """What readers get that has the content in this role, in this language or in its own."""
    return _rows(
        "p.title_key",
        "p.id",
        "p.work_id",
        "p.type",
        "s.slug",
        "p.title",
        "p.language",
        "p.is_source",
        where=f"""
            FROM editions_inclusion i
            JOIN editions_publication p ON p.edition_id = i.edition_id
            JOIN editions_slug s ON s.work_id = p.work_id AND s.current
            WHERE i.work_id = {work} AND i.role = '{role.value}' AND p.status IN ({_SERVED})
                AND (p.language = {language} OR p.is_source)
        """,
    )


def sheets_sql(role: Role, *, work: str) -> str:
    """How many sheets readers find by the content, to which it stands in this role."""
    return f"""(
        SELECT count(*)
        FROM editions_inclusion i
        JOIN editions_publication p ON p.edition_id = i.edition_id
        WHERE i.work_id = {work} AND i.role = '{role.value}' AND p.type = '{ContentType.FACTSHEET.value}'
            AND p.is_source AND p.status IN ({_SERVED})
    )"""  # noqa: S608 - words of our own and names of columns


def neighbours_in(text: str | None) -> list[Neighbour]:
    """The rows of `neighbours_sql`, in the order in which they were recorded."""
    return [
        Neighbour(role, _uuid(work), moment(changed_at), *rest) if role == Role.TOPIC else Neighbour(role, _uuid(work))
        for _id, role, work, changed_at, *rest in sorted(_parsed(text), key=_first)
    ]


def uses_in(text: str | None) -> list[Use]:
    """The rows of `uses_sql`, by title."""
    return [
        Use(_uuid(work), type, slug, title, language, bool(is_source))
        for _key, _id, work, type, slug, title, language, is_source in sorted(_parsed(text), key=lambda row: row[:2])
    ]


def moment(value: datetime | str | None) -> datetime | None:
    """PostgreSQL gives aware datetimes, SQLite naive ones in UTC; within JSON both are texts."""
    if value is None:
        return None
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _rows(*columns: str, where: str) -> str:
    listed = ", ".join(columns)
    if connection.vendor == "postgresql":
        return f"(SELECT json_agg(json_build_array({listed}))::text {where})"
    return f"(SELECT json_group_array(json_array({listed})) {where})"


def _parsed(text: str | None) -> list[list[Any]]:
    found: list[list[Any]] = msgspec.json.decode(text) if text else []
    return found


_first = itemgetter(0)


def _uuid(text: str) -> str:
    """SQLite keeps a UUID without its dashes. `uuid.UUID` would take ten times as long to put them in."""
    if len(text) == 36:
        return text
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _words(values: Collection[Role]) -> str:
    return ", ".join(f"'{value.value}'" for value in values)
