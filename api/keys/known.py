"""Known: the keys that this process has looked up in the last second.

A key that is read with a hundred times a second costs one query a second, and a revocation is seen by every process
within that second. Wrong keys are remembered apart from right ones and fewer of them, so that a flood of random keys
neither fills the memory nor drives the right ones out of it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from ..outside_django import refresh_connection
from .models import Key

SECONDS = 1.0
MOST_KEYS = 10_000
MOST_WRONG_KEYS = 1_000


@dataclass(frozen=True, slots=True)
class Known:
    """What has to be known of a key to read with it."""

    id: int
    organisation_id: int
    scopes: frozenset[str]
    languages: frozenset[str]
    per_minute: int | None
    expires_at: datetime | None
    revoked_at: datetime | None


Kept = dict[str, tuple[float, Known | None]]
_right: Kept = {}
_wrong: Kept = {}


def key_of(digest: str) -> Known | None:
    """The key of that digest, or None if there is none."""
    now = time.monotonic()  # before the query: what is committed after it may not be in its answer
    kept = _right.get(digest) or _wrong.get(digest)
    if kept and now - kept[0] < SECONDS:
        return kept[1]
    found = _look_up(digest)
    if found:
        _keep(_right, MOST_KEYS, digest, (now, found))
    else:
        _keep(_wrong, MOST_WRONG_KEYS, digest, (now, None))
    return found


def forget(digest: str) -> None:
    """Look this key up again; called where it was changed."""
    _right.pop(digest, None)
    _wrong.pop(digest, None)


def _keep(kept: Kept, most: int, digest: str, entry: tuple[float, Known | None]) -> None:
    if len(kept) >= most:
        kept.clear()  # all of it is worthless in a second anyway
    kept[digest] = entry


def _look_up(digest: str) -> Known | None:
    refresh_connection()
    columns = ("id", "organisation_id", "scopes", "languages", "per_minute", "expires_at", "revoked_at")
    row = Key.objects.filter(digest=digest).values_list(*columns).first()
    if row is None:
        return None
    id, organisation_id, scopes, languages, *rest = row
    return Known(id, organisation_id, frozenset(scopes), frozenset(languages), *rest)
