"""Finding: the publications in which the words of a question stand, best first, by one query.

Each step of the ladder is one question to the index. Together they may find a thousand: there the list ends, so that a
word that is on every sheet costs no more than that. In a step contents are ordered by title. Raw SQL, as in `reading`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from .asking import Asked, ladder
from .expressions import Expression, for_postgresql, for_sqlite

MOST_FOUND = 1000


class Place(NamedTuple):
    """Where a result stands in the whole list: by its step, by title, and once more if titles are the same."""

    step: int
    title_key: str
    id: int


class Found(NamedTuple):
    """One result: what is said of it, and the text with its places from which highlights are cut."""

    step: int
    title_key: str
    id: int
    work_id: UUID
    type: str
    slug: str
    status: str
    is_source: bool
    method: str
    made_from_version: int | None
    envelope: str
    ends: str
    stands: str
    text: str

    @property
    def place(self) -> Place:
        """Where it stands in the list."""
        return Place(self.step, self.title_key, self.id)

    def lines(self, number: int) -> str:
        """The lines of one place of the text, by its number in `texts.PLACES`."""
        ends = [0, *map(int, self.ends.split())]
        return self.text[ends[number] : ends[number + 1]].rstrip("\n")


@dataclass(frozen=True, slots=True)
class Findings:
    """A page of the list, and how many there are in all: exactly, or at least that many."""

    rows: list[Found]
    count: int
    is_exact: bool


def find(asked: Asked, *, most: int, beyond: Place | None = None, backwards: bool = False) -> Findings:
    """At most so many results after that place, or before it, in the order of the list."""
    steps = ladder(asked)
    parameters: list[Any] = [*_written(steps), *(beyond or ()), most]
    query = _query(connection.vendor, len(steps), beyond is not None, backwards)
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        rows = cursor.fetchall()
    total = rows[0][0]
    found = [_found(row[1:]) for row in rows if row[1] is not None]
    if backwards:
        found.reverse()
    return Findings(found, min(total, MOST_FOUND), total <= MOST_FOUND)


def _written(steps: Iterable[Expression]) -> Iterable[str]:
    write: Callable[[Expression], str] = for_postgresql if connection.vendor == "postgresql" else for_sqlite
    return map(write, steps)


def _found(row: tuple[Any, ...]) -> Found:
    found = Found(*row)
    return found if isinstance(found.work_id, UUID) else found._replace(work_id=UUID(found.work_id))


_STEP = {
    "sqlite": "SELECT rowid AS id, {n} AS step FROM editions_searchindex WHERE editions_searchindex MATCH %s",
    "postgresql": "SELECT id, {n} AS step FROM editions_search(%s::tsquery, {most}) AS id",
}
# Titles are compared by their signs, so that the order is the same in every database.
_COLLATED = {"sqlite": "p.title_key", "postgresql": 'p.title_key COLLATE "C"'}


@cache
def _query(vendor: str, steps: int, is_beyond: bool, backwards: bool) -> str:
    """The count stands in every row, and in one row alone where the page is empty."""
    found = " UNION ALL ".join(_STEP[vendor].format(n=n, most=MOST_FOUND + 1) for n in range(steps))
    order = "DESC" if backwards else "ASC"
    beyond = f"WHERE (f.step, {_COLLATED[vendor]}, f.id) {'<' if backwards else '>'} (%s, %s, %s)" if is_beyond else ""
    return f"""
        WITH found(id, step) AS MATERIALIZED (SELECT id, step FROM ({found}) AS every LIMIT {MOST_FOUND + 1}),
        page AS (
            SELECT f.id, f.step, {_COLLATED[vendor]} AS title_key
            FROM found f JOIN editions_publication p ON p.id = f.id {beyond}
            ORDER BY f.step {order}, 3 {order}, f.id {order} LIMIT %s
        )
        SELECT total.number, page.step, page.title_key, page.id, p.work_id, p.type, s.slug, p.status, p.is_source,
               x.method, x.made_from_version, w.envelope, x.ends, x.stands, x.text
        FROM (SELECT count(*) AS number FROM found) AS total
        LEFT JOIN page ON TRUE
        LEFT JOIN editions_publication p ON p.id = page.id
        LEFT JOIN editions_searchtext x ON x.publication_id = page.id
        LEFT JOIN editions_work w ON w.id = p.work_id
        LEFT JOIN editions_slug s ON s.work_id = p.work_id AND s.current
        ORDER BY page.step {order}, page.title_key {order}, page.id {order}
    """  # noqa: S608
