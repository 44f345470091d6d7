"""At the gate: who asks, whether they may now, what of it is counted. Answers from memory are no exception."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from api.keys import acts
from api.keys.models import Scope
from api.limits import allowances
from api.limits.leases import Leases
from api.limits.stores import store
from api.usage import counting
from api.usage.models import Reads
from tests.api.builders import ASTHMA, a_content, released, released_in
from tests.keys.builders import a_key

from .conftest import environ_of

pytestmark = pytest.mark.django_db

SHEET = "/api/v1/factsheets/asthma/"


@pytest.fixture(autouse=True)
def asthma(db, clock):
    source = released()
    clock.shift(3600)
    return source


@pytest.fixture(autouse=True)
def nothing_leased(monkeypatch, settings, tmp_path):
    """Each test begins with a full limit, and with nothing counted."""
    settings.RATE_LIMIT_FILE = tmp_path / "limits.sqlite3"
    monkeypatch.setattr(allowances, "leases", Leases(store))
    counting.flush()
    Reads.objects.all().delete()


def with_key(key: str, **headers: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", **headers}


def test_every_answer_says_how_many_requests_are_left(ask, settings):
    settings.RATE_LIMIT_ANONYMOUS = 40
    answers = [ask(SHEET), ask(SHEET), ask("/api/v1/nowhere/"), ask("/api/v1/factsheets/", "x=1")]
    assert [each.status for each in answers] == [200, 200, 404, 400]
    assert {each.headers["RateLimit-Policy"] for each in answers} == {'"default";q=40;w=60'}
    left = [each.headers["RateLimit"].split(";")[1] for each in answers]
    assert len(set(left)) == 4


def test_who_asks_too_often_waits_and_is_told_in_their_language(ask, settings):
    settings.RATE_LIMIT_ANONYMOUS = 20
    answers = [ask(SHEET, "lang=en") for _time in range(25)]
    assert [each.status for each in answers] == [200] * 20 + [429] * 5
    refused = answers[-1]
    assert json.loads(refused.body)["code"] == "rate-limited"
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["Cache-Control"] == "no-store"
    french = ask(SHEET, headers={"Accept-Language": "fr"})
    assert french.headers["Content-Language"] == "fr"


def test_key_has_a_limit_of_its_own(ask, settings):
    settings.RATE_LIMIT_ANONYMOUS = 20
    key = a_key().text
    for _time in range(20):
        ask(SHEET)
    assert ask(SHEET).status == 429
    assert ask(SHEET, headers=with_key(key)).status == 200


def test_guessing_keys_counts_against_the_address(ask, settings):
    settings.RATE_LIMIT_ANONYMOUS = 20
    guesses = [ask(SHEET, headers=with_key("fs_guess")) for _time in range(20)]
    assert {each.status for each in guesses} == {401}
    assert ask(SHEET).status == 429


def test_answer_to_a_key_is_private_and_does_not_reach_others(ask):
    key = a_key().text
    for _time in ("asked", "remembered"):
        assert ask(SHEET, headers=with_key(key)).headers["Cache-Control"].startswith("private")
        assert ask(SHEET).headers["Cache-Control"].startswith("public")


def test_remembered_answer_is_refused_to_a_key_for_other_languages(ask, asthma, clock):
    released_in("fr", asthma)
    clock.shift(3600)
    anybody, for_french = a_key().text, a_key(languages=["fr"]).text
    assert ask(SHEET, "lang=en", headers=with_key(anybody)).status == 200
    refused = ask(SHEET, "lang=en", headers=with_key(for_french))
    assert (refused.status, json.loads(refused.body)["code"]) == (403, "language-not-allowed")
    assert ask(SHEET, "lang=fr", headers=with_key(for_french)).status == 200


def test_remembered_answer_is_refused_to_a_key_without_the_scope(ask):
    anybody, for_search = a_key().text, a_key(scopes=[Scope.SEARCH]).text
    assert ask(SHEET, headers=with_key(anybody)).status == 200
    refused = ask(SHEET, headers=with_key(for_search))
    assert (refused.status, json.loads(refused.body)["code"]) == (403, "scope-missing")


def test_revoked_key_opens_nothing_a_second_later(ask, clock, monkeypatch):
    created = a_key()
    row, key = created.key, created.text
    assert ask(SHEET, headers=with_key(key)).status == 200
    acts.revoke(row, by="A. Manager")
    clock.shift(timedelta(seconds=1.1))
    monkeypatch.setattr("api.keys.known.time.monotonic", lambda: timezone.now().timestamp())
    assert ask(SHEET, headers=with_key(key)).status == 401


def test_key_in_an_address_is_refused_and_not_repeated(ask):
    key = a_key().text
    refused = ask(SHEET, f"key={key}")
    assert (refused.status, json.loads(refused.body)["code"]) == (400, "key-in-url")
    assert key not in refused.body.decode()


def test_what_is_read_is_counted_also_from_memory_and_when_nothing_is_sent(ask):
    created = a_key()
    row, key = created.key, created.text
    tag = ask(SHEET, headers=with_key(key)).headers["ETag"]
    ask(SHEET, headers=with_key(key))
    assert ask(SHEET, headers=with_key(key, **{"If-None-Match": tag})).status == 304
    ask("/api/v1/factsheets/", headers=with_key(key))  # shows no text whole
    counting.flush()
    assert list(Reads.objects.filter(key=row).values_list("work", "language", "version", "times")) == [
        (ASTHMA, "en", 1, 3)
    ]


def test_version_that_is_read_is_that_of_the_answer(ask, clock):
    first = released(a_content(summary="New."))
    clock.shift(3600)
    ask(f"/api/v1/editions/{first.id}/")
    counting.flush()
    assert set(Reads.objects.values_list("version", flat=True)) == {2}


def test_refused_requests_are_not_counted(ask):
    ask("/api/v1/factsheets/nowhere/")
    ask(SHEET, "lang=fr")
    counting.flush()
    assert not Reads.objects.exists()


def test_head_of_a_stream_has_no_body_and_keeps_nobody_out(ask):
    lines = "format=ndjson"
    assert ask("/api/v1/changes/", lines, method="HEAD").body == b""
    assert ask("/api/v1/changes/", lines).body.count(b"\n") > 1
    assert ask("/api/v1/changes/", lines).status == 200


def test_second_stream_at_once_is_asked_to_wait(gate, ask):
    first = gate(environ_of("/api/v1/changes/", "format=ndjson"), lambda status, headers: None)
    next(iter(first))
    refused = ask("/api/v1/changes/", "format=ndjson")
    assert (refused.status, json.loads(refused.body)["code"]) == (503, "busy")
    assert refused.headers["Retry-After"] == "10"
    first.close()
    assert ask("/api/v1/changes/", "format=ndjson").status == 200
