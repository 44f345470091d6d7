"""The worker's part: read the log on, and send what is due from a few threads, so that nobody waits for a slow server.

An endpoint has one thread at a time, and for a short turn only; the others wait for none of it. `step` returns at
once, whatever the receivers do.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

from django.db import connection

from . import claiming
from .delivering import attempt
from .fanning import fan_out
from .recording import record

THREADS = 8
# How long a thread goes on with one endpoint before others are looked at.
SECONDS_OF_A_TURN = 10.0


class Sender:
    """Sends for as long as the worker runs."""

    def __init__(self, *, is_stopping: Callable[[], bool]) -> None:
        self._is_stopping = is_stopping
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="webhooks")
        self._turns: dict[uuid.UUID, Future[None]] = {}

    def step(self) -> int:
        """Begin what is due; how many turns were begun. Raises what went wrong in a turn since the last time."""
        fan_out()
        self._forget_finished_turns()
        due = claiming.endpoints_due(limit=THREADS - len(self._turns), excluding=self._turns)
        for endpoint_id in due:
            self._turns[endpoint_id] = self._threads.submit(self._take_turn, endpoint_id)
        return len(due)

    def finish(self) -> None:
        """Go on until nothing is due and nothing under way, or until the worker is told to stop."""
        while not self._is_stopping() and (fan_out() or self.step() or self._turns):
            wait(self._turns.values())

    def _forget_finished_turns(self) -> None:
        finished = {endpoint_id: turn for endpoint_id, turn in self._turns.items() if turn.done()}
        for endpoint_id in finished:
            del self._turns[endpoint_id]
        for turn in finished.values():
            turn.result()

    def _take_turn(self, endpoint_id: uuid.UUID) -> None:
        end = time.monotonic() + SECONDS_OF_A_TURN
        try:
            while time.monotonic() < end and not self._is_stopping() and send_next(endpoint_id):
                pass
        finally:
            connection.close()


def send_next(endpoint_id: uuid.UUID) -> bool:
    """Send the next delivery of this endpoint; whether there is reason to go on with it."""
    delivery = claiming.claim(endpoint_id)
    if delivery is None:
        return False
    result = attempt(delivery)
    record(delivery, result)
    return result.is_success
