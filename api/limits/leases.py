"""Leases: the tokens that this process has taken from the shared count and not handed out yet.

A block is added to the shared count before any of it is handed out, so all processes together never let through more
than the limit. What a process has leased and does not use before the minute ends is lost to the others: at most a
block less one for each other process. While the store fails, each process hands out up to one limit by itself.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from .stores import Store, StoreFailed

logger = logging.getLogger("api.limits")

WINDOW = 60  # seconds
MOST_BUCKETS = 20_000
PAUSE_AFTER_FAILURE = 5.0  # seconds in which the store is not asked, so that readers do not wait for it one by one
SECONDS_BETWEEN_WARNINGS = 60.0


@dataclass(slots=True)
class Lease:
    """What this process knows of one bucket in this window: tokens in hand, and what was left to all at last sight."""

    in_hand: int = 0
    beyond: int = 0
    is_used_up: bool = False
    alone: int = 0  # handed out without the store


class Leases:
    """All leases of one process. `make_store` is called at the first need."""

    def __init__(self, make_store: Callable[[], Store]) -> None:
        self._make_store = make_store
        self._begin()
        os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        """With nothing in hand; a forked process must not hand out what its parent has."""
        self._lock = threading.Lock()
        self._leasing = threading.Lock()
        self._store: Store | None = None
        self._leases: dict[str, Lease] = {}
        self._window = 0
        self._paused_until = 0.0
        self._warned_at = -SECONDS_BETWEEN_WARNINGS

    def take(self, bucket: str, *, limit: int, block: int) -> tuple[bool, int, int]:
        """One token: whether there was one, how many are left as far as this process knows, and seconds to the next
        window."""
        with self._lock:
            now = time.time()
            lease = self._leases.get(bucket) if int(now) // WINDOW == self._window else None
            if lease and (lease.in_hand or lease.is_used_up):
                return self._hand_out(lease, now)
        return self._take_slowly(bucket, limit, block)

    def _take_slowly(self, bucket: str, limit: int, block: int) -> tuple[bool, int, int]:
        """One thread at a time asks the store; the others go on handing out."""
        with self._leasing:
            with self._lock:
                now = time.time()
                lease = self._lease_of(bucket, int(now) // WINDOW)
                window = self._window
                if lease.in_hand or lease.is_used_up:  # another thread has been here
                    return self._hand_out(lease, now)
            granted, beyond = self._granted(bucket, window, limit, block, lease)
            with self._lock:
                lease.in_hand += granted
                lease.beyond = beyond
                lease.is_used_up = not granted
                return self._hand_out(lease, now)

    def _hand_out(self, lease: Lease, now: float) -> tuple[bool, int, int]:
        is_allowed = lease.in_hand > 0
        if is_allowed:
            lease.in_hand -= 1
        return is_allowed, lease.in_hand + lease.beyond, WINDOW - int(now) % WINDOW

    def _lease_of(self, bucket: str, window: int) -> Lease:
        if window != self._window:  # also if the clock was put back: the shared count of that minute is still there
            self._window = window
            self._leases = {}
        lease = self._leases.get(bucket)
        if lease is None:
            if len(self._leases) >= MOST_BUCKETS:
                del self._leases[next(iter(self._leases))]  # the oldest loses what it had in hand, less than a block
            lease = self._leases[bucket] = Lease()
        return lease

    def _granted(self, bucket: str, window: int, limit: int, block: int, lease: Lease) -> tuple[int, int]:
        """A block from the shared count, or what is left of it; and what is then left to all."""
        if time.monotonic() >= self._paused_until:
            try:
                self._store = self._store or self._make_store()
                count = self._store.add(bucket, window, block)
                return max(0, min(block, limit - (count - block))), max(0, limit - count)
            except StoreFailed as failure:
                self._pause(failure)
        return self._granted_alone(limit, block, lease)

    def _granted_alone(self, limit: int, block: int, lease: Lease) -> tuple[int, int]:
        """Without the store: readers of health information are not turned away because a counter is broken."""
        granted = min(block, limit - lease.alone)
        lease.alone += granted
        return granted, limit - lease.alone

    def _pause(self, failure: StoreFailed) -> None:
        now = time.monotonic()
        self._paused_until = now + PAUSE_AFTER_FAILURE
        if now - self._warned_at >= SECONDS_BETWEEN_WARNINGS:
            self._warned_at = now
            logger.error("The shared count cannot be asked; each process counts alone: %r", failure.__cause__)
