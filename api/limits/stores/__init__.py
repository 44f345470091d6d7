"""Stores: where the count of a minute is kept that all processes share. `store()` is the one that settings name."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.db import connection


class StoreFailed(Exception):
    """The shared count cannot be asked; the cause says why."""


class Store(Protocol):
    """A count for each bucket and window."""

    def add(self, bucket: str, window: int, tokens: int) -> int:
        """Add this many to the count, at once for all who ask, and say what it is now. Raises StoreFailed."""


def store() -> Store:
    """Redis where there is one; otherwise the database's engine."""
    if settings.RATE_LIMIT_REDIS_URL:
        from .redis import RedisStore  # noqa: PLC0415  (so that nobody loads a client that is not used)

        return RedisStore(settings.RATE_LIMIT_REDIS_URL)
    if connection.vendor == "postgresql":
        from .postgresql import PostgresqlStore  # noqa: PLC0415

        return PostgresqlStore()
    from .sqlite import SqliteStore  # noqa: PLC0415

    return SqliteStore(settings.RATE_LIMIT_FILE)
