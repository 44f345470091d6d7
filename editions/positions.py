"""Positions: putting contents at the end of the order of acts when what readers get of them has changed.

`envelopes` calls `move` wherever an act changes a content's standing, and so does whatever else shows in an answer.
Numbers are given under the turn of `log`, in the order of commits: a reader of the order cannot see 7 before 6.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from . import log
from .models import FROZEN, Role

# An answer also tells of other contents. Those that name this one, because of a topic's name or because a neighbour's
# new words wait to be put in; and those that this one names or has just ceased to name, because they say where they
# are used and how many sheets are found by them.
_TOLD_BY = (*FROZEN, Role.TOPIC)
_TELL_OF = (Role.FAQ, Role.REFERENCE, Role.TOPIC, Role.PUBLISHER)

_MOVE = """
    INSERT INTO editions_position (work_id, number)
    SELECT moved.id, (SELECT COALESCE(MAX(number), 0) + 1 FROM editions_position)
    FROM (
        SELECT id FROM editions_work WHERE id IN ({works})
        UNION
        SELECT p.work_id FROM editions_inclusion i
        JOIN editions_publication p ON p.edition_id = i.edition_id
        WHERE i.work_id IN ({works}) AND i.role IN ({told_by})
        UNION
        SELECT i.work_id FROM editions_publication p
        JOIN editions_edition now ON now.id = p.edition_id
        JOIN editions_edition e ON e.work_id = p.work_id AND e.language = p.language AND e.version >= now.version - 1
        JOIN editions_inclusion i ON i.edition_id = e.id
        WHERE p.work_id IN ({works}) AND i.role IN ({tell_of})
    ) moved
    WHERE TRUE
    ON CONFLICT (work_id) DO UPDATE SET number = excluded.number
"""


def move(works: Iterable[UUID]) -> None:
    """Put these, and all whose answers tell of them, at the end: one statement, within the transaction of the act."""
    ids = [_parameter(id) for id in works]
    log.wait_for_turn()
    with connection.cursor() as cursor:
        cursor.execute(_statement(len(ids)), [*ids, *ids, *ids])


@cache
def _words(roles: tuple[Role, ...]) -> str:
    return ", ".join(f"'{role.value}'" for role in roles)


def _statement(count: int) -> str:
    return _MOVE.format(works=", ".join(["%s"] * count), told_by=_words(_TOLD_BY), tell_of=_words(_TELL_OF))


def _parameter(id: UUID) -> Any:
    return id if connection.vendor == "postgresql" else id.hex
