"""The stores that the tests have: each is tried where it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import redis
from django.db import connection

from api.limits.stores import Store
from api.limits.stores.postgresql import PostgresqlStore
from api.limits.stores.redis import RedisStore
from api.limits.stores.sqlite import SqliteStore

REDIS = os.environ.get("REDIS_URL") or "redis://127.0.0.1:6379/15"
NAMES = ["sqlite", "postgresql", "redis"]


def a_store(name: str, folder: Path) -> Store:
    skip_if_missing(name)
    match name:
        case "redis":
            return RedisStore(REDIS)
        case "postgresql":
            return PostgresqlStore()
        case _:
            return SqliteStore(folder / "limits.sqlite3")


def skip_if_missing(name: str) -> None:
    if name == "postgresql" and connection.vendor != "postgresql":
        pytest.skip("not the database of this run")
    if name == "redis":
        try:
            redis.Redis.from_url(REDIS, socket_connect_timeout=1).ping()
        except redis.RedisError:
            pytest.skip("no Redis answers")
