"""The gate answers as the views do, from memory where it can, and never from before a change."""

from __future__ import annotations

import gzip
import json
import time

import brotli
import pytest
from django.db import DatabaseError
from django.test import Client

from api.gate.encodings import COMPRESSORS
from api.gate.gate import LONGEST_KEY, Gate
from cms.logs.requests import Noted
from editions import withholding
from editions.dependents import release_all
from editions.models import Change, Dependent, Edition, Work
from editions.vocabulary import ChangeKind
from tests.api.builders import ADDRESSES, a_content, a_topic, an_id, released, released_in

from .conftest import Django, asked_of

pytestmark = pytest.mark.django_db

ASTHMA = "/api/v1/factsheets/asthma/"
OF_ONE_ANSWER = {"X-Request-ID", "RateLimit", "RateLimit-Policy"}


@pytest.fixture(autouse=True)
def asthma(db, clock) -> Edition:
    topic = released(a_topic("Breathing"))
    assert topic
    source = released(a_content(topics=(an_id("Breathing"),)))
    clock.shift(3600)
    return source


@pytest.fixture
def after_a_while(clock):
    """More than half a second later: then each worker has looked at the record again."""

    def wait() -> None:
        clock.shift(1)

    return wait


@pytest.fixture(autouse=True)
def pulse_by_the_clock(monkeypatch):
    """The pulse goes by time that only passes; here it goes by the clock of the test."""
    monkeypatch.setattr("api.gate.pulse.time.monotonic", time.time)


def without_its_own(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in OF_ONE_ANSWER}


@pytest.mark.parametrize(
    "path", [*ADDRESSES, "nowhere/", "factsheets/nowhere/", "factsheets/asthma", "factsheets/?x=1"]
)
def test_answer_is_that_of_the_view_header_by_header(ask, path):
    path, _mark, query = f"/api/v1/{path}".partition("?")
    theirs = Client().get(path, query_params={"x": "1"} if query else {})
    for _time in ("asked", "remembered"):
        ours = ask(path, query)
        assert ours.status == theirs.status_code
        assert ours.body == theirs.content
        assert without_its_own(ours.headers) == without_its_own(dict(theirs.headers))


def test_same_question_is_answered_without_a_query(ask, django_assert_num_queries):
    first = ask(ASTHMA, "lang=en")
    with django_assert_num_queries(0):
        again = ask(ASTHMA, "lang=en")
    assert without_its_own(again.headers) == without_its_own(first.headers)
    assert again.body == first.body


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("a release", lambda work: released(a_content(title="Asthma, newly written"))),
        ("a word by hand", lambda work: withholding.withhold(work.id, "fr", reason="Wrong dose", by="A")),
        ("a new topic name", lambda work: released(a_topic("Breathing", title="Lungs"))),
    ],
)
def test_what_was_remembered_is_forgotten_within_a_second_of(ask, after_a_while, asthma, name, act):
    released_in("fr", asthma)
    after_a_while()
    addresses = [(ASTHMA, "lang=fr"), (ASTHMA, "lang=en"), ("/api/v1/factsheets/", "lang=en")]
    before = [ask(*address).body for address in addresses]
    act(Work.objects.get(id=asthma.work_id))
    after_a_while()
    after = [ask(*address) for address in addresses]
    assert [each.body for each in after] != before
    assert [each.body for each in after] == [
        Client().get(path, query_params={"lang": query[5:]}).content for path, query in addresses
    ]


def test_line_that_waits_and_goes_is_seen(ask, after_a_while, asthma):
    Dependent.objects.create(
        work_id=asthma.work_id, language="en", kind=ChangeKind.EDITORIAL, since=asthma.released_at, not_before=None
    )
    assert json.loads(ask(ASTHMA).body)["translation"]["pending_update"]
    changes = Change.objects.count()
    Dependent.objects.update(not_before=asthma.released_at)
    release_all()  # there is nothing to put in: it goes without a change
    assert Change.objects.count() == changes
    after_a_while()
    assert not json.loads(ask(ASTHMA).body)["translation"]["pending_update"]


def test_answer_put_together_before_a_change_is_not_remembered_after_it(gate, ask, asthma, after_a_while, monkeypatch):
    """Two threads of one worker: one is slow to answer, the other looks at the record meanwhile."""
    direct = gate._direct.answer

    def slowly(environ):
        monkeypatch.setattr(gate._direct, "answer", direct)
        response = direct(environ)
        released(a_content(title="Released meanwhile"))
        after_a_while()
        ask("/api/v1/languages/")  # the other thread
        return response

    monkeypatch.setattr(gate._direct, "answer", slowly)
    assert "Released meanwhile" not in ask(ASTHMA).body.decode()
    assert "Released meanwhile" in ask(ASTHMA).body.decode()


@pytest.mark.parametrize(("encoding", "open"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_compressed_answer_is_the_same_with_a_tag_of_its_own(ask, encoding, open):
    plain, packed = ask(ASTHMA), ask(ASTHMA, headers={"Accept-Encoding": encoding})
    assert packed.headers["Content-Encoding"] == encoding
    assert open(packed.body) == plain.body
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert int(packed.headers["Content-Length"]) == len(packed.body) < len(plain.body)
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_answer_is_compressed_once(ask, monkeypatch):
    times = []
    monkeypatch.setitem(COMPRESSORS, "gzip", lambda body: times.append(1) or b"packed")
    for _time in range(3):
        ask(ASTHMA, headers={"Accept-Encoding": "gzip"})
    assert len(times) == 1


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_what_a_reader_has_in_any_encoding_is_not_sent_again(ask, encoding):
    headers = {"Accept-Encoding": encoding} if encoding else {}
    first = ask(ASTHMA, headers=headers)
    again = ask(ASTHMA, headers=headers | {"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "Content-Length" not in again.headers
    assert {"Vary", "Cache-Control", "Last-Modified"} <= set(again.headers)


def test_date_alone_is_enough_for_a_304(ask):
    since = ask(ASTHMA).headers["Last-Modified"]
    assert ask(ASTHMA, headers={"If-Modified-Since": since}).status == 304


def test_other_tag_is_answered_whole_though_the_date_fits(ask):
    since = ask(ASTHMA).headers["Last-Modified"]
    assert ask(ASTHMA, headers={"If-Modified-Since": since, "If-None-Match": '"other"'}).status == 200


def test_head_is_the_answer_without_its_words(ask):
    get, head = ask(ASTHMA), ask(ASTHMA, method="HEAD")
    assert head.body == b""
    assert without_its_own(head.headers) == without_its_own(get.headers)


def test_language_of_the_header_is_part_of_the_question(ask, asthma, after_a_while):
    released_in("fr", asthma)
    after_a_while()
    english, french = (ask(ASTHMA, headers={"Accept-Language": language}) for language in ("en", "fr"))
    assert (english.headers["Content-Language"], french.headers["Content-Language"]) == ("en", "fr")


def test_word_that_looks_like_a_language_does_not_hide_the_header(ask):
    query = "q=lang=asthma"
    english, french = (ask("/api/v1/search/", query, headers={"Accept-Language": each}) for each in ("en", "fr"))
    assert (english.headers["Content-Language"], french.headers["Content-Language"]) == ("en", "fr")


def test_writing_methods_foreign_hosts_and_other_paths_are_left_to_django(ask, django):
    assert ask(ASTHMA, method="POST").status == 405
    assert ask(ASTHMA, headers={"Host": "evil.example"}).status == 400
    assert ask("/nowhere/").status == 404
    assert django.asked == [ASTHMA, ASTHMA, "/nowhere/"]


def test_foreign_host_is_refused_though_the_answer_is_remembered(ask):
    assert ask(ASTHMA).status == 200
    refused = ask(ASTHMA, headers={"Host": "evil.example"})
    assert refused.status == 400
    assert b"evil" not in refused.body


def test_plain_http_is_sent_to_https_where_the_site_wants_that(settings, ask):
    settings.SECURE_SSL_REDIRECT = True
    gate = Gate(Django(), megabytes=1, note=Noted)
    assert asked_of(gate, ASTHMA).headers["Location"] == f"https://testserver{ASTHMA}"


def test_long_questions_are_answered_and_not_remembered(ask, django_assert_num_queries):
    languages = ",".join(f"en;q=0.{n}" for n in range(LONGEST_KEY))
    ask("/api/v1/")  # looks at the record
    for _time in range(2):
        with django_assert_num_queries(1):
            assert ask(ASTHMA, headers={"Accept-Language": languages}).status == 200


def test_many_questions_do_not_fill_the_memory(gate, ask):
    for number in range(300):
        ask("/api/v1/", headers={"Accept-Language": f"x-{number}"})
        ask("/api/v1/schema/", headers={"Accept-Language": f"x-{number}"})
    assert gate._memory._size <= 4_000_000


def test_database_that_does_not_answer_is_a_problem_and_not_a_memory(ask, monkeypatch, after_a_while):
    assert ask(ASTHMA).status == 200
    after_a_while()

    def away() -> None:
        raise DatabaseError("away")

    monkeypatch.setattr("api.gate.pulse._read", away)
    assert ask(ASTHMA).status == 200  # by Django, which finds the database where it was
