"""Telling: the rows of a walk in words: what to keep, what to remove, and which acts brought it about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from editions import languages, reading
from editions.models import Status
from editions.models.publications import SERVED
from editions.reading import Detail, Surroundings
from editions.surroundings import moment, neighbours_in, uses_in

from .. import contents
from ..collections import BY_TYPE
from ..contents import Answer
from ..formats.json import dumps, whole_in
from ..preferences import line_of
from ..told import Read
from .places import Line

Members = dict[str, Any]

MOST_LINES = 20  # of one publication; the newest. All editions are at `urls.editions`
_LINES_OF_A_PAGE = 2000

_LINES = """
    SELECT work_id, language, id, act, status, kind, note, at, edition_id FROM editions_change
    WHERE work_id IN ({works}) AND id > %s ORDER BY id DESC LIMIT %s
"""

Lines = Mapping[tuple[UUID, str], list[Members]]


@dataclass(frozen=True, slots=True)
class Told:
    """One row in words: a JSON text, of which content it tells, and its language as a tag."""

    text: str
    work_id: UUID
    tag: str
    read: Read | None  # the edition that is shown whole; None for a removal


def told(rows: Sequence[tuple[Any, ...]], since: Line, newest: Line) -> Iterator[Told]:
    """The rows one after the other. `since` is the newest line of the log that the reader knows of."""
    lines = _lines({_uuid(row[1]) for row in rows}, since) if rows and newest.id > since.id else {}
    return (_told(row, lines) for row in rows)


def _told(row: tuple[Any, ...], lines: Lines) -> Told:
    _number, work_id, language, is_given, type, envelope, *rest = row
    work, tag, envelope = _uuid(work_id), languages.language(language).tag, json.loads(envelope)
    since = sorted([*lines.get((work, ""), ()), *lines.get((work, language), ())], key=_order)
    head = dumps(
        {
            "action": "put" if is_given else "remove",
            "id": str(work),
            "type": type,
            "slug": envelope["slug"],
            "language": tag,
            "changes": since[-MOST_LINES:],
        }
    )
    if is_given:
        answer = _answer(work, language, envelope, rest)
        document = contents.content(BY_TYPE[type], answer, whole_in(answer.served.body), language=_label(language))
        text = f'{head[:-1]},"removal":null,"document":{document}}}'
        return Told(text, work, tag, (work, language, answer.served.version))
    removal = dumps(_removal(envelope, language, status=rest[5]))
    return Told(f'{head[:-1]},"removal":{removal},"document":null}}', work, tag, None)


def _answer(work: UUID, language: str, envelope: Members, rest: Sequence[Any]) -> Answer:
    version, changed_at, neighbours, uses, sheets, *of_edition = rest
    detail = Detail(
        work_id=work,
        envelope=envelope,
        envelope_version=version,
        changed_at=_moment(changed_at),
        is_old_slug=False,
        served=reading.served_of(language, of_edition),
        around=Surroundings(neighbours_in(neighbours), uses_in(uses), sheets or 0),
    )
    assert detail.served is not None
    return Answer(detail, detail.served)


def _label(language: str) -> Members:
    """Each text is asked for in its own language."""
    known = languages.language(language)
    return {"requested": known.tag, "served": known.tag, "direction": known.direction, "reason": None}


def _removal(envelope: Members, language: str, *, status: str) -> Members:
    """Why a text is not to be shown any more, in the words of the problem document that takes its place."""
    if envelope["withdrawal"]:
        facts = contents.withdrawal(envelope)
        return {"code": "withdrawn", **facts}
    line = line_of(envelope, language) or {}
    # Served, but not to readers with these filters.
    code = "left-filter" if status in SERVED else "translation-withheld"
    reason = line.get("reason") if status == Status.WITHHELD else None
    return {"code": code, "reason": reason, "note": "", "withdrawn_at": None, "replacement": None}


def _lines(works: set[UUID], since: Line) -> Lines:
    """What the log says of these works since then, by work and language."""
    found: dict[tuple[UUID, str], list[Members]] = {}
    is_postgresql = connection.vendor == "postgresql"
    sql = _LINES.format(works=", ".join(["%s"] * len(works)))
    ids = [id if is_postgresql else id.hex for id in works]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*ids, since.id, _LINES_OF_A_PAGE])
        for work, language, id, act, status, kind, note, at, edition in cursor.fetchall():
            line = {
                "id": id,
                "act": act,
                "at": contents.moment(_moment(at)),
                "status": status or None,
                "kind": kind or None,
                "note": note,
                "edition": str(_uuid(edition)) if edition else None,
            }
            found.setdefault((_uuid(work), language), []).append(line)
    return found


def _order(line: Members) -> int:
    id: int = line["id"]
    return id


def _moment(value: datetime) -> datetime:
    found = moment(value)
    assert found is not None
    return found


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))
