"""The shared count: one number for each reader and minute, whoever adds to it."""

from uuid import uuid4

import pytest
import redis
from django.db import DatabaseError, connection

from api.limits import stores
from api.limits.stores import StoreFailed
from api.limits.stores.postgresql import PostgresqlStore
from api.limits.stores.redis import RedisStore
from api.limits.stores.sqlite import SqliteStore

from .stores import NAMES, REDIS, a_store, skip_if_missing

pytestmark = pytest.mark.django_db

MINUTE = 20_000_000


@pytest.fixture(params=NAMES)
def store(request, tmp_path):
    return a_store(request.param, tmp_path)


@pytest.fixture
def bucket() -> str:
    return uuid4().hex


def test_count_grows_by_what_is_taken(store, bucket) -> None:
    assert [store.add(bucket, MINUTE, 30), store.add(bucket, MINUTE, 5)] == [30, 35]


def test_each_reader_and_each_minute_has_a_count_of_its_own(store, bucket) -> None:
    store.add(bucket, MINUTE, 30)
    assert store.add(bucket, MINUTE + 1, 5) == 5
    assert store.add(uuid4().hex, MINUTE + 1, 7) == 7


def test_two_processes_share_the_count_of_a_file(tmp_path, bucket) -> None:
    one, other = (SqliteStore(tmp_path / "limits.sqlite3") for _ in range(2))
    one.add(bucket, MINUTE, 30)
    assert other.add(bucket, MINUTE, 5) == 35


def test_old_minutes_are_cleared_away_in_the_file(tmp_path, bucket) -> None:
    store = SqliteStore(tmp_path / "limits.sqlite3")
    for minute in range(MINUTE, MINUTE + 5):
        store.add(bucket, minute, 1)
    assert store._connection.execute("SELECT minute FROM counts").fetchall() == [(MINUTE + 3,), (MINUTE + 4,)]


def test_old_minutes_are_cleared_away_in_postgresql(bucket) -> None:
    skip_if_missing("postgresql")
    store = PostgresqlStore()
    for minute in range(MINUTE, MINUTE + 5):
        store.add(bucket, minute, 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT minute FROM api_limits_count WHERE bucket = %s ORDER BY minute", [bucket])
        assert cursor.fetchall() == [(MINUTE + 3,), (MINUTE + 4,)]


def test_counts_in_redis_vanish_by_themselves(bucket) -> None:
    skip_if_missing("redis")
    RedisStore(REDIS).add(bucket, MINUTE, 1)
    assert 0 < redis.Redis.from_url(REDIS).ttl(f"api-limit:{MINUTE}:{bucket}") <= 180


def test_redis_that_is_away_is_a_failed_store(bucket) -> None:
    with pytest.raises(StoreFailed):
        RedisStore("redis://127.0.0.1:1/0").add(bucket, MINUTE, 1)


def test_file_that_cannot_be_opened_is_a_failed_store(tmp_path, bucket) -> None:
    store = SqliteStore(tmp_path / "nowhere" / "limits.sqlite3")
    with pytest.raises(StoreFailed):
        store.add(bucket, MINUTE, 1)
    (tmp_path / "nowhere").mkdir()
    assert store.add(bucket, MINUTE, 1) == 1


def test_file_that_somebody_holds_is_a_failed_store(tmp_path, bucket) -> None:
    one, other = (SqliteStore(tmp_path / "limits.sqlite3") for _ in range(2))
    one.add(bucket, MINUTE, 1)
    one._connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreFailed):
        other.add(bucket, MINUTE, 1)


def test_database_that_fails_is_a_failed_store(monkeypatch, bucket) -> None:
    def fail(*_args):
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", fail)
    with pytest.raises(StoreFailed):
        PostgresqlStore().add(bucket, MINUTE, 1)


def test_redis_is_the_store_where_it_is_named(settings) -> None:
    settings.RATE_LIMIT_REDIS_URL = REDIS
    assert isinstance(stores.store(), RedisStore)


def test_otherwise_it_is_that_of_the_database() -> None:
    kinds = {"postgresql": PostgresqlStore, "sqlite": SqliteStore}
    assert isinstance(stores.store(), kinds[connection.vendor])
