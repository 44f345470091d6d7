"""Allowances: whether one request may pass, in the words of HTTP.

Headers are those of draft-ietf-httpapi-ratelimit-headers-10, as structured fields (RFC 9651).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from ..keys.readers import Reader
from ..problems import RATE_LIMITED, Problem
from .leases import WINDOW, Leases
from .stores import store

Headers = tuple[tuple[str, str], ...]

leases = Leases(store)


@dataclass(frozen=True, slots=True)
class Allowance:
    """The answer to one request for a token. `retry_after` is None if there was one, otherwise seconds to wait."""

    headers: Headers
    retry_after: int | None

    def problem(self) -> Problem:
        """The 429 for a request that may not pass."""
        return Problem(RATE_LIMITED, headers={"Retry-After": str(self.retry_after), **dict(self.headers)})


def take(reader: Reader) -> Allowance:
    """Take one token for this reader. It costs microseconds while the process has some in hand."""
    limit = reader.per_minute
    is_allowed, left, seconds = leases.take(reader.bucket, limit=limit, block=_block(limit))
    headers = (("RateLimit", f'"default";r={left};t={seconds}'), _policy(limit))
    return Allowance(headers, None if is_allowed else seconds)


@lru_cache(maxsize=1024)
def _policy(limit: int) -> tuple[str, str]:
    return "RateLimit-Policy", f'"default";q={limit};w={WINDOW}'


def _block(limit: int) -> int:
    """How many tokens a process leases at once."""
    return max(1, limit // int(settings.RATE_LIMIT_BLOCKS))
