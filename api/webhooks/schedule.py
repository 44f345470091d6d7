"""When to try again. The delays are those that the Standard Webhooks specification gives as its example."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from django.utils import timezone

# Before each try, counted from the one before it: ten tries over 75 hours and 35 minutes.
DELAYS = tuple(
    timedelta(seconds=seconds)
    for seconds in (0, 5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
)
# So that what failed together does not come back together.
JITTER = 0.1
# Trying may take longer than the schedule, where a receiver is slow and much waits for it. Not for ever, though.
LONGEST_ROUND = timedelta(hours=96)
# What a receiver may ask for by Retry-After.
LONGEST_WAIT = timedelta(hours=24)
# How long a failing endpoint is left alone, whatever waits for it: a dead one must not keep a thread of the worker
# busy with waiting for it. Never longer than what fails for the first time has to wait anyway.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=4), timedelta(minutes=5)
_ASKS_TO_WAIT = (429, 503)  # RFC 6585 §4, RFC 9110 §15.6.4


def next_try(*, tries: int, began: datetime, now: datetime, asked: timedelta) -> datetime | None:
    """When to try again after so many tries of a round that began then; None if that was the last."""
    if tries >= len(DELAYS) or now - began > LONGEST_ROUND:
        return None
    delay = DELAYS[tries] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret
    return now + max(delay, asked)


def pause(*, failures: int, asked: timedelta) -> timedelta:
    """How long to leave an endpoint alone after so many failures, one after the other."""
    doubled = FIRST_PAUSE * 2.0 ** min(failures - 1, 10)
    return max(min(doubled, LONGEST_PAUSE), asked)


def asked_to_wait(status: int | None, headers: Mapping[str, str], now: datetime) -> timedelta:
    """What a 429 or 503 asks for by Retry-After (RFC 9110 §10.2.3), within bounds; nothing if it does not."""
    value = headers.get("retry-after", "").strip() if status in _ASKS_TO_WAIT else ""
    return max(timedelta(0), min(_wait(value, now), LONGEST_WAIT))


def _wait(value: str, now: datetime) -> timedelta:
    if value.isascii() and value.isdigit():
        return timedelta(seconds=int(value[:9]))
    try:
        until = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return timedelta(0)
    return (until if timezone.is_aware(until) else timezone.make_aware(until)) - now
