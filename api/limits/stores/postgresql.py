"""The count in PostgreSQL: one upsert, in a table that is not logged, so that no lease waits for the disk.

It uses the thread's own connection: a worker needs none for this alone.
"""

from __future__ import annotations

from django.db import Error, connection

from ...outside_django import refresh_connection
from . import StoreFailed

_ADD = (
    "INSERT INTO api_limits_count AS c (minute, bucket, taken) VALUES (%s, %s, %s)"
    " ON CONFLICT (minute, bucket) DO UPDATE SET taken = c.taken + excluded.taken RETURNING taken"
)
# A bite at a time, and past the rows that another process is clearing away.
_CLEAR = (
    "DELETE FROM api_limits_count WHERE (minute, bucket) IN (SELECT minute, bucket FROM api_limits_count"
    " WHERE minute < %s LIMIT 5000 FOR UPDATE SKIP LOCKED)"
)


class PostgresqlStore:
    """Nothing is kept here but when it last cleared away."""

    def __init__(self) -> None:
        self._window = 0

    def add(self, bucket: str, window: int, tokens: int) -> int:
        """As Store says."""
        refresh_connection()
        try:
            with connection.cursor() as cursor:
                if window > self._window:
                    self._window = window
                    cursor.execute(_CLEAR, [window - 1])
                cursor.execute(_ADD, [window, bucket, tokens])
                return int(cursor.fetchone()[0])
        except Error as failure:
            raise StoreFailed from failure
