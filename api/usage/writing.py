"""Writing counts down: one upsert a line, in short transactions, so that acts need not wait for readers' counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Field

from ..keys.models import Key
from .models import Reads

Line = tuple[UUID, str, int]

LINES_AT_A_TIME = 500
_COLUMNS = ("day", "work", "language", "version", "key", "times")
# By whether there is a key: each case has a unique index of its own, because NULL is equal to nothing.
_CONFLICT = {
    True: "(day, work_id, language, version, key_id) WHERE key_id IS NOT NULL",
    False: "(day, work_id, language, version) WHERE key_id IS NULL",
}


@dataclass(slots=True)
class Tally:
    """Counts of one day, by key and line; and the keys that were used, whatever for."""

    day: date
    times: dict[tuple[int | None, Line], int] = field(default_factory=dict)
    keys: set[int] = field(default_factory=set)

    def add(self, key_id: int | None, contents: tuple[Line, ...], times: int) -> None:
        """So many answers of these contents to the holder of this key."""
        if key_id is not None:
            self.keys.add(key_id)
        for line in contents:
            self.times[key_id, line] = self.times.get((key_id, line), 0) + times


def write(tally: Tally) -> None:
    """Add the counts to those in the database. What has been written is taken out of the tally."""
    for has_key in (True, False):
        # In one order, so that two processes cannot each wait for a row of the other.
        lines = sorted((line for line in tally.times if (line[0] is not None) is has_key), key=_order)
        for some in _batches(lines):
            with transaction.atomic():
                _add(tally, some, has_key=has_key)
            for line in some:
                del tally.times[line]
    _note_use(tally)


def _add(tally: Tally, lines: list[tuple[int | None, Line]], *, has_key: bool) -> None:
    rows = [
        (tally.day, work_id, language, version, key_id, tally.times[key_id, (work_id, language, version)])
        for key_id, (work_id, language, version) in lines
    ]
    values = [_prepared(name, value) for row in rows for name, value in zip(_COLUMNS, row, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_upsert(len(rows), has_key=has_key), values)


def _prepared(name: str, value: Any) -> Any:
    """As this database takes it: SQLite has no type for a UUID."""
    field = cast("Field[Any, Any]", Reads._meta.get_field(name))
    return field.get_db_prep_save(value, connection)


def _upsert(rows: int, *, has_key: bool) -> str:
    table = Reads._meta.db_table
    placeholders = ", ".join(["(%s, %s, %s, %s, %s, %s)"] * rows)
    return (
        f"INSERT INTO {table} (day, work_id, language, version, key_id, times) VALUES {placeholders}"  # noqa: S608
        f" ON CONFLICT {_CONFLICT[has_key]} DO UPDATE SET times = {table}.times + excluded.times"
    )


def _note_use(tally: Tally) -> None:
    """The day on which these keys were last used: written once a day and not for each request."""
    used = Key.objects.filter(id__in=tally.keys)
    used.exclude(last_used_on__gte=tally.day).update(last_used_on=tally.day)


def _batches(lines: list[Any]) -> Iterator[list[Any]]:
    return (lines[at : at + LINES_AT_A_TIME] for at in range(0, len(lines), LINES_AT_A_TIME))


def _order(line: tuple[int | None, Line]) -> tuple[Any, ...]:
    key_id, (work_id, language, version) = line
    return work_id, language, version, key_id or 0
