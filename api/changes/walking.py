"""Walking: the next publications in the order of acts, from a place on. Two queries, at any depth.

Each content stands once in that order, at the last act that changed what readers get of it. A publication that they
no longer get, or that has left the filters, stands there too: it is to be removed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from editions.models import Role
from editions.models.publications import SERVED
from editions.surroundings import neighbours_sql, sheets_sql, uses_sql
from editions.vocabulary import ContentType

from ..collections import COLLECTIONS
from .places import Line, Place

# A page of a rare topic must not walk through everything: after so many acts it ends, with whatever it has found.
MOST_ACTS = 2000


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader wants of everything; None where it does not matter. A language that is not offered is `""`."""

    language: str | None = None
    type: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some rows of the walk, and the place after them. `known` is the newest line of the log that the reader knows of;
    `newest` the newest there is. `begins_anew` if what the reader holds and is not given again is to go."""

    rows: Sequence[tuple[Any, ...]]
    end: Place
    known: Line
    newest: Line
    has_more: bool
    begins_anew: bool


@dataclass(frozen=True, slots=True)
class _Horizon:
    """How far there is to go: the newest act, the newest line of the log, and the act after which to stop."""

    number: int
    newest: Line
    stop: int | None
    is_our_log: bool


_SERVED = ", ".join(f"'{status.value}'" for status in SERVED)

_HORIZON = """
    SELECT (SELECT MAX(number) FROM editions_position),
           (SELECT id FROM editions_change ORDER BY id DESC LIMIT 1),
           (SELECT at FROM editions_change ORDER BY id DESC LIMIT 1),
           (SELECT at FROM editions_change WHERE id = %s),
           (SELECT number FROM editions_position WHERE number >= %s ORDER BY number LIMIT 1 OFFSET %s)
"""

# Rows are found first, by narrow columns and indexes alone; the texts of those found are joined to them afterwards.
_ROWS = """
    SELECT k.number, k.work_id, k.language, k.is_given, p.type, w.envelope, w.envelope_version, w.envelope_changed_at,
           {neighbours}, {uses}, {sheets},
           p.status, p.edition_id, e.version, f.version, e.method, e.translator, e.reviewer, e.released_at, e.schema,
           e.hash, e.change_kind, e.change_note, d.id IS NOT NULL, r.presenter_version, r.body
    FROM (
        SELECT q.number, q.work_id, p.language, p.id, {is_given} AS is_given
        FROM editions_position q
        JOIN editions_publication p ON p.work_id = q.work_id
        WHERE {wanted}
        ORDER BY q.number, q.work_id, p.language
        LIMIT %s
    ) k
    JOIN editions_publication p ON p.id = k.id
    JOIN editions_work w ON w.id = k.work_id
    JOIN editions_edition e ON e.id = p.edition_id
    LEFT JOIN editions_edition f ON f.id = e.made_from_id
    LEFT JOIN editions_dependent d ON d.work_id = k.work_id AND d.language = k.language
    LEFT JOIN editions_rendition r ON r.edition_id = p.edition_id AND k.is_given
    ORDER BY k.number, k.work_id, k.language
"""

_IS_ON_TOPIC = f"""
    EXISTS (
        SELECT 1 FROM editions_inclusion i
        JOIN editions_slug s ON s.work_id = i.work_id
        JOIN editions_work t ON t.id = i.work_id
        WHERE i.edition_id = p.edition_id AND i.role = '{Role.TOPIC.value}'
            AND s.type = '{ContentType.TOPIC.value}' AND s.slug = %s AND t.withdrawn_at IS NULL
    )
"""  # noqa: S608 - words of our own
_WAS_ON_TOPIC = f"""
    EXISTS (
        SELECT 1 FROM editions_edition o
        JOIN editions_inclusion i ON i.edition_id = o.id AND i.role = '{Role.TOPIC.value}'
        JOIN editions_slug s ON s.work_id = i.work_id
        WHERE o.work_id = p.work_id AND o.language = p.language
            AND s.type = '{ContentType.TOPIC.value}' AND s.slug = %s
    )
"""  # noqa: S608


def stretch(place: Place | None, filters: Filters, size: int, *, is_first: bool = False) -> Stretch:
    """The next rows after the place, at most `size`; from the beginning if there is no place that can be used.

    `is_first`: the reader holds nothing yet and need not be told what was taken back before.
    """
    horizon = _horizon(place)
    if place and (not horizon.is_our_log or place.number > horizon.number):
        place, horizon = None, _horizon(None)
    begins_anew = place is None
    place = place or Place(0, "", "", horizon.number if is_first else 0, horizon.newest)
    rows = _rows(place, filters, size + 1, stop=horizon.stop)
    has_more = len(rows) > size or horizon.stop is not None
    rows, end = rows[:size], _end(place, rows, size, horizon)
    return Stretch(rows, end, place.told, horizon.newest, has_more, begins_anew)


def _end(place: Place, rows: Sequence[tuple[Any, ...]], size: int, horizon: _Horizon) -> Place:
    """Where the reader is after these rows, of which one more than `size` was asked for."""
    if len(rows) > size:
        number, work, language, *_rest = rows[size - 1]
        return replace(place, number=number, work=UUID(str(work)).hex, language=language)
    if horizon.stop is not None:
        return replace(place, number=horizon.stop, work="", language="")
    last = max(horizon.number, rows[-1][0] if rows else 0)  # an act may have come between the two queries
    return Place(last, "", "", place.quiet_until, horizon.newest)


def _horizon(place: Place | None) -> _Horizon:
    """Asked before the rows: whatever comes in between is beyond it, and is found again the next time."""
    with connection.cursor() as cursor:
        told, first = (place.told.id, place.number + (not place.work)) if place else (0, 1)
        cursor.execute(_HORIZON, [told, first, MOST_ACTS])
        number, id, at, at_of_told, stop = cursor.fetchone()
    newest = Line(id or 0, str(at or ""))
    is_ours = place is None or not place.told.id or str(at_of_told) == place.told.at
    return _Horizon(number or 0, newest, stop, is_ours)


def _rows(place: Place, filters: Filters, count: int, *, stop: int | None) -> list[tuple[Any, ...]]:
    is_given, values = _is_given(filters)
    wanted = [
        _after(place),
        *_of_filters(filters),
        (f"({is_given} OR q.number > %s)", [*values, place.quiet_until]),
        *([("q.number <= %s", [stop])] if stop is not None else []),
    ]
    sql = _ROWS.format(is_given=is_given, wanted=" AND ".join(condition for condition, _values in wanted), **_around())
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *(value for _condition, values in wanted for value in values), count])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _after(place: Place) -> tuple[str, list[Any]]:
    if not place.work:
        return "q.number > %s", [place.number]
    work = _uuid(place.work)
    beyond = "(q.number, q.work_id) >= (%s, %s) AND ((q.number, q.work_id) > (%s, %s) OR p.language > %s)"
    return beyond, [place.number, work, place.number, work, place.language]


def _is_given(filters: Filters) -> tuple[str, list[Any]]:
    """Whether readers with these filters get the text of a publication now."""
    served = f"p.status IN ({_SERVED})"
    return (f"({served} AND {_IS_ON_TOPIC})", [filters.topic]) if filters.topic else (served, [])


def _of_filters(filters: Filters) -> list[tuple[str, list[Any]]]:
    """What concerns readers with these filters at all: also what they were given once, and are no longer."""
    codes = settings.CONTENT_LANGUAGES if filters.language is None else [filters.language]
    conditions: list[tuple[str, list[Any]]] = [(f"p.language IN ({', '.join(['%s'] * len(codes))})", [*codes])]
    if filters.type:
        conditions.append(("p.type = %s", [filters.type]))
    if filters.topic:
        conditions.append((_WAS_ON_TOPIC, [filters.topic]))
    return conditions


def _around() -> dict[str, str]:
    """SQL of what answers say of other contents, each type in its own way."""
    uses = {c.type: uses_sql(c.used_as[1], work="k.work_id", language="k.language") for c in COLLECTIONS if c.used_as}
    sheets = {c.type: sheets_sql(c.finds_sheets[1], work="k.work_id") for c in COLLECTIONS if c.finds_sheets}
    topics = neighbours_sql((Role.TOPIC,), edition="p.edition_id", language="k.language")
    with_topics = {c.type: topics for c in COLLECTIONS if c.has_topics}
    return {"neighbours": _by_type(with_topics), "uses": _by_type(uses), "sheets": _by_type(sheets)}


def _by_type(found: dict[str, str]) -> str:
    same: dict[str, list[str]] = {}
    for type, sql in found.items():
        same.setdefault(sql, []).append(f"'{type}'")
    cases = " ".join(f"WHEN k.is_given AND p.type IN ({', '.join(types)}) THEN {sql}" for sql, types in same.items())
    return f"CASE {cases} END"


def _uuid(hex: str) -> Any:
    return UUID(hex) if connection.vendor == "postgresql" else hex
