"""Finding: the publications in which the words of a question stand, best first, by one query.

Each step of the ladder is one question to the index, and gives two hundred at most, so that a word that is on every
sheet costs no more. Within a step contents are ordered by title. A step is only asked if those before it do not fill
the page; what is found in all is counted by itself, as far. Raw SQL, as in `reading`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from .asking import Asked, everywhere, ladder
from .expressions import Expression, for_postgresql, for_sqlite

MOST_FOUND = 200


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
    dialect = _DIALECTS[connection.vendor]
    query = _query(connection.vendor, tuple(number for number, _step in steps), beyond is not None, backwards)
    asked_of_index = [dialect.write(step) for _number, step in steps]
    parameters = [*dialect.parameters(asked_of_index, most), *(beyond or ()), most, dialect.write(everywhere(asked))]
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        rows = cursor.fetchall()
    total = rows[0][0]
    found = [_found(row[1:]) for row in rows if row[1] is not None]
    if backwards:
        found.reverse()
    return Findings(found, min(total, MOST_FOUND), total <= MOST_FOUND)


def _steps_beyond(
    place: Place | None, backwards: bool, steps: list[tuple[int, Expression]]
) -> list[tuple[int, Expression]]:
    """Those that can hold anything on that side of the place, the nearest first."""
    if place is None:
        return steps
    if backwards:
        return [each for each in reversed(steps) if each[0] <= place.step]
    return [each for each in steps if each[0] >= place.step]


def _found(row: tuple[Any, ...]) -> Found:
    found = Found(*row)
    return found if isinstance(found.work_id, UUID) else found._replace(work_id=UUID(found.work_id))


_SAID = "p.work_id, p.type, s.slug, p.status, p.is_source, x.method, x.made_from_version, w.envelope"


@cache
def _query(vendor: str, steps: tuple[int, ...], is_beyond: bool, backwards: bool) -> str:
    """The count stands in every row, and in one row alone where the page is empty."""
    dialect, order = _DIALECTS[vendor], "DESC" if backwards else "ASC"
    title = dialect.title
    beyond = f"WHERE (f.step, {title}, f.id) {'<' if backwards else '>'} (%s, %s, %s)" if is_beyond else ""
    return f"""
        WITH {dialect.found(steps, is_beyond)},
        page AS (
            SELECT f.id, f.step, {title} AS title_key FROM found f JOIN editions_publication p ON p.id = f.id {beyond}
            ORDER BY f.step {order}, {title} {order}, f.id {order} LIMIT %s
        )
        SELECT total.number, page.step, page.title_key, page.id, {_SAID}, x.ends, x.stands, x.text
        FROM (SELECT count(*) AS number FROM ({dialect.everything}) AS every) AS total
        LEFT JOIN page ON TRUE
        LEFT JOIN editions_publication p ON p.id = page.id
        LEFT JOIN editions_searchtext x ON x.publication_id = page.id
        LEFT JOIN editions_work w ON w.id = p.work_id
        LEFT JOIN editions_slug s ON s.work_id = p.work_id AND s.current
        ORDER BY page.step {order}, page.title_key {order}, page.id {order}
    """  # noqa: S608


def _found_by_sqlite(steps: tuple[int, ...], is_beyond: bool) -> str:
    """The table `found`: a table for each step, which asks nothing if those before it hold enough.

    Of the step in which the page begins nobody knows how much is left: it is not counted.
    """
    first, *later = steps
    tables = [f"step_{first}(id) AS MATERIALIZED ({_IDS.format(need='')})"]
    counted = [] if is_beyond else [first]
    for step in later:
        before = " + ".join(["0", *(f"(SELECT count(*) FROM step_{each})" for each in counted)])  # noqa: S608
        tables.append(f"need_{step} AS (SELECT 1 WHERE {before} < %s)")
        tables.append(f"step_{step}(id) AS MATERIALIZED ({_IDS.format(need=f'need_{step} CROSS JOIN ')})")
        counted.append(step)
    all_steps = " UNION ALL ".join(f"SELECT id, {step} FROM step_{step}" for step in steps)  # noqa: S608
    return f"{', '.join(tables)}, found(id, step) AS ({all_steps})"


def _found_by_postgresql(steps: tuple[int, ...], is_beyond: bool) -> str:
    """The table `found`: of the function that goes down the ladder."""
    arguments = f"%s, ARRAY[{', '.join(map(str, steps))}], {MOST_FOUND + 1}, %s, {int(is_beyond)}"
    return f"found(id, step) AS MATERIALIZED (SELECT id, step FROM editions_search({arguments}))"  # noqa: S608


def _with_enough(asked_of_index: list[str], most: int) -> list[Any]:
    """Before each step but the first, how much is enough."""
    first, *later = asked_of_index
    return [first, *(parameter for step in later for parameter in (most, step))]


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How one database is asked. Titles are compared by their signs, so that the order is the same in each."""

    write: Callable[[Expression], str]
    parameters: Callable[[list[str], int], list[Any]]
    found: Callable[[tuple[int, ...], bool], str]
    everything: str
    title: str


_IDS = "SELECT i.rowid AS id FROM {need}editions_searchindex i WHERE editions_searchindex MATCH %s"
_IDS += f" LIMIT {MOST_FOUND + 1}"
_DIALECTS = {
    "sqlite": _Dialect(
        write=for_sqlite,
        parameters=_with_enough,
        found=_found_by_sqlite,
        everything=_IDS.format(need=""),
        title="p.title_key",
    ),
    "postgresql": _Dialect(
        write=for_postgresql,
        parameters=lambda asked_of_index, most: [asked_of_index, most],
        found=_found_by_postgresql,
        everything=f"SELECT id FROM editions_search(ARRAY[%s], ARRAY[0], {MOST_FOUND + 1}, 1, 0)",  # noqa: S608
        title='p.title_key COLLATE "C"',
    ),
}
