"""The count in Redis: one INCRBY, which is atomic by itself; keys vanish by themselves."""

from __future__ import annotations

import redis

from . import StoreFailed

TIMEOUT = 0.25  # seconds; a reader waits for it
_KEPT_FOR = 180  # seconds: the window itself, and what clocks of machines may differ by


class RedisStore:
    """One client for all threads; it keeps a pool of connections."""

    def __init__(self, url: str) -> None:
        self._client = redis.Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)

    def add(self, bucket: str, window: int, tokens: int) -> int:
        """As Store says."""
        name = f"api-limit:{window}:{bucket}"
        try:
            with self._client.pipeline(transaction=True) as pipeline:
                pipeline.incrby(name, tokens)
                pipeline.expire(name, _KEPT_FOR)
                count, _expires = pipeline.execute()
        except redis.RedisError as failure:
            raise StoreFailed from failure
        return int(count)
