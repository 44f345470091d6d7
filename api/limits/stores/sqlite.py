"""The count in a small SQLite file beside the database's.

Not in the database itself: SQLite has one writer at a time, and a reader would wait for a release, or a release for
readers; and each lease would wait for the disk (`synchronous=FULL`). What is in this file is worthless after a minute,
so it never waits for the disk. A machine that has its database in a file has all its server processes beside it.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from pathlib import Path

from . import StoreFailed

TIMEOUT = 0.25  # seconds to wait for another process that counts
_ADD = (
    "INSERT INTO counts (minute, bucket, taken) VALUES (?, ?, ?)"
    " ON CONFLICT (minute, bucket) DO UPDATE SET taken = taken + excluded.taken RETURNING taken"
)


class SqliteStore:
    """One connection for all threads of a process. SQLite's must not be carried through a fork."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._window = 0

    def add(self, bucket: str, window: int, tokens: int) -> int:
        """As Store says."""
        with self._lock:
            try:
                return self._added(self._connected(), bucket, window, tokens)
            except (sqlite3.Error, OSError) as failure:
                self._connection = None  # the file may have gone; the next one makes it again
                raise StoreFailed from failure

    def _added(self, connection: sqlite3.Connection, bucket: str, window: int, tokens: int) -> int:
        if window > self._window:
            self._window = window
            connection.execute("DELETE FROM counts WHERE minute < ?", (window - 1,))
        (count,) = connection.execute(_ADD, (window, bucket, tokens)).fetchall()[0]
        return int(count)

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None or self._process != os.getpid():
            self._connection = _open(self._file)
            self._process = os.getpid()
        return self._connection


def _open(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=TIMEOUT, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS counts (minute INTEGER, bucket TEXT, taken INTEGER NOT NULL,"
        " PRIMARY KEY (minute, bucket)) WITHOUT ROWID"
    )
    return connection
