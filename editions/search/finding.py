"""Finding: the publications in which the words of a question stand, best first, by one query.

Each step of the ladder is one question to the index, and gives a thousand at most, so that a word that is on every
sheet costs no more. Within a step contents are ordered by title. The lower steps, where most is found, are only asked
if the upper ones do not fill the page; what is found in all is counted by itself. Raw SQL, as in `reading`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from .asking import UPPER_STEPS, Asked, everywhere, ladder
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
    steps = _steps_beyond(beyond, backwards, list(enumerate(ladder(asked))))
    numbers = tuple(number for number, _step in steps)
    parameters = [*_written(step for _number, step in steps), *(beyond or ()), most, *_written([everywhere(asked)])]
    if beyond is None:
        parameters.insert(UPPER_STEPS, most)
    with connection.cursor() as cursor:
        cursor.execute(_query(connection.vendor, numbers, beyond is not None, backwards), parameters)
        rows = cursor.fetchall()
    total = rows[0][0]
    found = [_found(row[1:]) for row in rows if row[1] is not None]
    if backwards:
        found.reverse()
    return Findings(found, min(total, MOST_FOUND), total <= MOST_FOUND)


def _steps_beyond(
    place: Place | None, backwards: bool, steps: Sequence[tuple[int, Expression]]
) -> Sequence[tuple[int, Expression]]:
    """Those that can hold anything on that side of the place."""
    if place is None:
        return steps
    return [each for each in steps if (each[0] <= place.step if backwards else each[0] >= place.step)]


def _written(steps: Iterable[Expression]) -> Iterable[str]:
    write: Callable[[Expression], str] = for_postgresql if connection.vendor == "postgresql" else for_sqlite
    return map(write, steps)


def _found(row: tuple[Any, ...]) -> Found:
    found = Found(*row)
    return found if isinstance(found.work_id, UUID) else found._replace(work_id=UUID(found.work_id))


# The ids of one question to the index. `{most}` may name a column, so that nothing is asked where that has no row.
_IDS = {
    "sqlite": "SELECT i.rowid AS id FROM {given} editions_searchindex i WHERE editions_searchindex MATCH %s "
    "LIMIT {most}",
    "postgresql": "SELECT i.id FROM {given} editions_search(%s::tsquery, {most}) AS i(id)",
}
# Titles are compared by their signs, so that the order is the same in every database.
_TITLE = {"sqlite": "p.title_key", "postgresql": 'p.title_key COLLATE "C"'}
_SAID = "p.work_id, p.type, s.slug, p.status, p.is_source, x.method, x.made_from_version, w.envelope"


@cache
def _query(vendor: str, steps: tuple[int, ...], is_beyond: bool, backwards: bool) -> str:
    """The count stands in every row, and in one row alone where the page is empty."""
    title, order = _TITLE[vendor], "DESC" if backwards else "ASC"
    beyond = f"WHERE (f.step, {title}, f.id) {'<' if backwards else '>'} (%s, %s, %s)" if is_beyond else ""
    return f"""
        WITH {_found_in(vendor, steps, all_are_asked=is_beyond)},
        page AS (
            SELECT f.id, f.step, {title} AS title_key FROM found f JOIN editions_publication p ON p.id = f.id {beyond}
            ORDER BY f.step {order}, {title} {order}, f.id {order} LIMIT %s
        )
        SELECT total.number, page.step, page.title_key, page.id, {_SAID}, x.ends, x.stands, x.text
        FROM (SELECT count(*) AS number FROM ({_ids(vendor)}) AS every) AS total
        LEFT JOIN page ON TRUE
        LEFT JOIN editions_publication p ON p.id = page.id
        LEFT JOIN editions_searchtext x ON x.publication_id = page.id
        LEFT JOIN editions_work w ON w.id = p.work_id
        LEFT JOIN editions_slug s ON s.work_id = p.work_id AND s.current
        ORDER BY page.step {order}, page.title_key {order}, page.id {order}
    """  # noqa: S608


def _found_in(vendor: str, steps: tuple[int, ...], *, all_are_asked: bool) -> str:
    """The table `found`: of all these steps, or of the upper ones and, if they are too few, of the lower ones."""
    if all_are_asked:
        return f"found(id, step) AS ({_of_steps(vendor, steps)})"
    upper, lower = steps[:UPPER_STEPS], steps[UPPER_STEPS:]
    return f"""
        upper(id, step) AS MATERIALIZED ({_of_steps(vendor, upper)}),
        need(most) AS (SELECT {MOST_FOUND + 1} WHERE (SELECT count(*) FROM upper) < %s),
        found(id, step) AS (SELECT id, step FROM upper UNION ALL {_of_steps(vendor, lower, given="need CROSS JOIN")})
    """  # noqa: S608


def _of_steps(vendor: str, steps: tuple[int, ...], given: str = "") -> str:
    ids = _ids(vendor, given)
    return " UNION ALL ".join(f"SELECT id, {step} AS step FROM ({ids}) AS step_{step}" for step in steps)  # noqa: S608


def _ids(vendor: str, given: str = "") -> str:
    most = "need.most" if given and vendor == "postgresql" else MOST_FOUND + 1
    return _IDS[vendor].format(given=given, most=most)
