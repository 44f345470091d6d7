"""Counting: reads wait in memory and are written every ten seconds, by one thread of each process.

A process that is killed (-9) loses what it has counted since the last writing; one that is told to stop writes first.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from datetime import UTC, date, datetime
from uuid import UUID

from django.conf import settings
from django.db import Error, connections

from ..keys.readers import Reader
from . import writing
from .writing import Tally

logger = logging.getLogger("api.usage")

# What an answer holds: content, language (a code of the catalogue) and version of the edition.
Contents = tuple[tuple[UUID, str, int], ...]
Answer = tuple[int | None, Contents]

MOST_LINES = 20_000
SECONDS_BETWEEN_WARNINGS = 60.0
_LOOK_UP_EVERY = 1.0  # seconds between two looks at whether it is time


class Counter:
    """The counts of one process that have not been written yet."""

    def __init__(self) -> None:
        self._begin()
        os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        """With nothing; a forked process must not write what its parent has counted, and has no threads."""
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._thread: threading.Thread | None = None
        self._warned_at = -SECONDS_BETWEEN_WARNINGS
        self._empty()

    def _empty(self) -> None:
        self._answers: dict[Answer, int] = {}
        self._lines = 0
        self._lost = 0
        self._day = today()

    def count(self, reader: Reader, contents: Contents) -> None:
        """One answer to this reader. What does not fit is lost, and the log says how much."""
        with self._lock:
            self._add((reader.key_id, contents), 1)
            if self._thread is None and settings.USAGE_FLUSH_SECONDS:
                self._start()

    def _add(self, answer: Answer, times: int) -> None:
        known = self._answers.get(answer)
        if known is not None:
            self._answers[answer] = known + times
        elif self._lines < MOST_LINES:
            if not self._answers:
                self._day = today()
            self._answers[answer] = times
            self._lines += len(answer[1]) or 1
        else:
            self._lost += times

    def flush(self) -> None:
        """Write what there is. If that fails it is kept for the next time, within the same bound."""
        with self._writing:
            with self._lock:
                answers, lost, day = self._answers, self._lost, self._day
                self._empty()
            self._tell_of(lost)
            if not answers:
                return
            tally = _tally(answers, day)
            try:
                writing.write(tally)
            except Error:
                logger.exception("Counts of reads could not be written; they wait for the next time")
                self._take_back(tally)

    def _take_back(self, tally: Tally) -> None:
        """What has not been written, as if it had just been counted."""
        with self._lock:
            for (key_id, line), times in tally.times.items():
                self._add((key_id, (line,)), times)
            self._day = tally.day

    def _start(self) -> None:
        """No daemon, which a thread of the server's would beget: Python waits for it at its end, so that the last
        counts are written."""
        self._thread = threading.Thread(target=self._run, name="usage", daemon=False)
        self._thread.start()

    def _run(self) -> None:
        main = threading.main_thread()
        next_time = time.monotonic() + settings.USAGE_FLUSH_SECONDS
        while main.is_alive():
            main.join(_LOOK_UP_EVERY)
            is_time = time.monotonic() >= next_time or self._lines > MOST_LINES // 2
            if is_time or not main.is_alive():
                self._flush_with_own_connection()
                next_time = time.monotonic() + settings.USAGE_FLUSH_SECONDS

    def _flush_with_own_connection(self) -> None:
        try:
            self.flush()
        except Exception:
            logger.exception("Counts of reads are lost")  # a mistake of ours; readers must not pay for it
        finally:
            connections.close_all()  # those of this thread

    def _tell_of(self, lost: int) -> None:
        now = time.monotonic()
        if lost and now - self._warned_at >= SECONDS_BETWEEN_WARNINGS:
            self._warned_at = now
            logger.warning("Too many different answers at once: %s were not counted", lost)


def today() -> date:
    """The day in UTC, as everywhere in the API."""
    return datetime.now(UTC).date()


def _tally(answers: dict[Answer, int], day: date) -> Tally:
    """Answers with several contents taken apart."""
    tally = Tally(day)
    for (key_id, contents), times in answers.items():
        tally.add(key_id, contents, times)
    return tally


_counter = Counter()
count = _counter.count
flush = _counter.flush
