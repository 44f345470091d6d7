"""Who asks, as the gate finds it out from what the server tells it."""

import tracemalloc
from datetime import timedelta

import pytest
from django.utils import timezone

from api.keys import acts, known, readers, spelling
from api.keys.models import Key
from api.problems import (
    EXPIRED_KEY,
    KEY_IN_URL,
    LANGUAGE_NOT_ALLOWED,
    REVOKED_KEY,
    SCOPE_MISSING,
    UNKNOWN_KEY,
    Problem,
)

from .builders import STAFF, a_key, asking

pytestmark = pytest.mark.django_db


def refused(key: str = "", **environ: str) -> Problem:
    with pytest.raises(Problem) as caught:
        asking(key, **environ)
    return caught.value


def test_without_a_key_everything_may_be_read(settings) -> None:
    settings.RATE_LIMIT_ANONYMOUS = 321
    reader = asking()
    assert (reader.key_id, reader.organisation_id, reader.per_minute) == (None, None, 321)
    reader.refuse_scope("changes")
    reader.refuse_languages(["ar", "zh-Hans"])


def test_anonymous_reader_costs_no_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        asking()


def test_key_names_its_organisation(settings) -> None:
    made = a_key()
    settings.RATE_LIMIT_KEY = 4321
    reader = asking(made.text)
    assert (reader.key_id, reader.organisation_id) == (made.key.pk, made.key.organisation_id)
    assert (reader.bucket, reader.per_minute) == (f"key-{made.key.digest[:32]}", 4321)


def test_key_may_have_a_limit_of_its_own() -> None:
    assert asking(a_key(per_minute=7).text).per_minute == 7


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "BeArEr  "])
def test_scheme_is_written_in_any_case(scheme: str) -> None:
    made = a_key()
    assert asking(HTTP_AUTHORIZATION=f"{scheme} {made.text} ").key_id == made.key.pk


@pytest.mark.parametrize("other", ["Basic Zm9vOmJhcg==", "Bearer eyJhbGciOi", "Digest fs_x", "fs_x", "Bearer", ""])
def test_credentials_that_are_not_ours_are_ignored(other: str) -> None:
    assert asking(HTTP_AUTHORIZATION=other).key_id is None


def test_mistyped_key_is_told_without_the_database(django_assert_num_queries) -> None:
    key = spelling.new()
    with django_assert_num_queries(0):
        problem = refused(key[:-1] + ("0" if key[-1] != "0" else "1"))
    assert problem.kind is UNKNOWN_KEY
    assert "check signs" in str(problem.detail)


@pytest.mark.parametrize("key", ["fs_", "fs_\x00", "fs_" + "é" * 39, "fs_" + "a" * 100_000, "FS_ABC"])
def test_nonsense_is_an_unknown_key(key: str) -> None:
    assert refused(key).kind is UNKNOWN_KEY


def test_wrong_expired_and_revoked_keys_are_told_apart() -> None:
    expired, revoked = a_key(), a_key()
    Key.objects.filter(pk=expired.key.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    acts.revoke(revoked.key, by=STAFF)
    problems = [refused(each) for each in (spelling.new(), expired.text, revoked.text)]
    assert [each.kind for each in problems] == [UNKNOWN_KEY, EXPIRED_KEY, REVOKED_KEY]
    assert {each.headers["WWW-Authenticate"] for each in problems} == {'Bearer realm="api", error="invalid_token"'}


def test_key_expires_at_its_moment_even_if_it_is_remembered() -> None:
    made = a_key(expires_at=timezone.now() + timedelta(milliseconds=200))
    asking(made.text)
    known._right[made.key.digest] = (float("inf"), known._right[made.key.digest][1])
    while timezone.now() < made.key.expires_at:
        pass
    assert refused(made.text).kind is EXPIRED_KEY


def test_key_that_reads_often_costs_one_query_a_second(django_assert_num_queries) -> None:
    text = a_key().text
    with django_assert_num_queries(1):
        for _ in range(50):
            asking(text)


def test_revocation_in_another_process_is_seen_after_a_second(monkeypatch) -> None:
    made = a_key()
    moments = iter([100.0, 100.9, 101.0])
    monkeypatch.setattr(known.time, "monotonic", lambda: next(moments))
    asking(made.text)
    Key.objects.filter(pk=made.key.pk).update(revoked_at=timezone.now())  # `forget` is called elsewhere
    asking(made.text)
    assert refused(made.text).kind is REVOKED_KEY


def test_flood_of_well_formed_keys_fills_no_memory(monkeypatch) -> None:
    mine = a_key().text
    asking(mine)
    monkeypatch.setattr(known, "_look_up", lambda digest: None)
    tracemalloc.start()
    for _ in range(5_000):
        refused(spelling.new())
    grown, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(known._wrong) <= known.MOST_WRONG_KEYS
    assert grown < 1_000_000
    assert spelling.digest(mine) in known._right


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/api/v1/factsheets/KEY/", ""),
        ("/api/v1/", "key=KEY"),
        ("/api/v1/", "lang=fr&q=a+KEY+b"),
        ("/api/v1/", "key=%66s%5FREST"),
        ("/api/v1/", "KEY"),
        ("/api/v1/", "key=PART"),
    ],
)
def test_key_in_the_address_is_refused(path: str, query: str) -> None:
    key = spelling.new()
    for name, text in (("KEY", key), ("REST", key[3:]), ("PART", key[:-6])):
        path, query = path.replace(name, text), query.replace(name, text)
    assert refused(PATH_INFO=path, QUERY_STRING=query).kind is KEY_IN_URL


def test_scope_that_a_key_does_not_have_is_refused() -> None:
    reader = asking(a_key(scopes=["content"]).text)
    reader.refuse_scope("content")
    reader.refuse_scope(None)
    with pytest.raises(Problem) as caught:
        reader.refuse_scope("changes")
    assert caught.value.kind is SCOPE_MISSING
    assert caught.value.members == {"scope": "changes", "scopes": ["content"]}
    assert (
        caught.value.headers["WWW-Authenticate"] == 'Bearer realm="api", error="insufficient_scope", scope="changes"'
    )


def test_language_that_a_key_is_not_for_is_refused() -> None:
    reader = asking(a_key(languages=["fr", "zh-hans"]).text)
    reader.refuse_languages(["fr", "zh-Hans"])
    reader.refuse_languages([])
    with pytest.raises(Problem) as caught:
        reader.refuse_languages(["fr", "en"])
    assert caught.value.kind is LANGUAGE_NOT_ALLOWED
    assert caught.value.members == {"languages": ["en"], "allowed": ["fr", "zh-Hans"]}


def test_reader_is_the_same_for_the_same_key() -> None:
    text = a_key().text
    assert asking(text) == asking(text)
    assert hash(asking(text)) == hash(readers.reader_of({"HTTP_AUTHORIZATION": f"bearer {text}"}))
