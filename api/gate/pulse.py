"""The pulse: whether anything that readers can get has changed since this worker last looked.

Every act leaves a line in the log, and a line that waits to be put in shows in the answers that it waits for: both are
counted. So a worker that looks every half second never serves from its memory what was withdrawn a second ago.
"""

from __future__ import annotations

import threading
import time

from django.db import connection

SECONDS = 0.5

_QUERY = """
    SELECT (SELECT max(id) FROM editions_change),
           (SELECT max(id) FROM editions_dependent),
           (SELECT count(*) FROM editions_dependent)
"""

State = tuple[int | None, int | None, int]


class Pulse:
    """Looks at most every half second, whoever asks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: State | None = None
        self._next = 0.0

    def state(self) -> State:
        """Two equal states have had the same answers. Raises DatabaseError where the database does not answer."""
        if self._state is None or time.monotonic() >= self._next:
            with self._lock:
                if self._state is None or time.monotonic() >= self._next:
                    # Before the query: what commits while it runs is then seen by the next one.
                    begin = time.monotonic()
                    self._state = _read()
                    self._next = begin + SECONDS
        return self._state


def _read() -> State:
    with connection.cursor() as cursor:
        cursor.execute(_QUERY)
        change, dependent, count = cursor.fetchone()
    return change, dependent, count
