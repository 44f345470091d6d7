"""Every parameter is on a list; anything else is refused by name, and nothing hostile is a mistake of ours."""

import json

import pytest

from api.parameters import PAGE_SIZE, RELEASED_SINCE

from .builders import ADDRESSES, a_content, released, released_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asthma(db):
    released()


def refused(answer, name):
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (400, "bad-parameter"), problem
    assert problem["parameter"] == name
    assert answer["Cache-Control"] == "no-store"
    return problem


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("name", ["q", "Lang", "page", "fields", "work__envelope", "title__regex"])
def test_unknown_parameter_is_refused_by_name(read, path, name):
    problem = refused(read(path, **{name: "1"}), name)
    assert name in problem["detail"]
    assert name not in problem["allowed"]


def test_refusal_names_what_is_allowed(read):
    assert refused(read("factsheets/asthma/", page=2), "page")["allowed"] == [
        "lang",
        "fallback",
        "fields",
        "heading_level",
        "format",
    ]
    assert refused(read("factsheets/", fallback="all"), "fallback")["allowed"] == [
        "none",
        "missing",
        "current",
    ]
    assert refused(read("factsheets/", format="xml"), "format")["allowed"] == ["json"]
    assert "what-it-is" in refused(read("factsheets/", section="x"), "section")["allowed"]


def test_repeated_parameter_is_refused(read):
    refused(read("/api/v1/factsheets/?lang=fr&lang=ar"), "lang")
    refused(read("/api/v1/factsheets/?lang=fr&lang=fr"), "lang")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page_size", "0"),
        ("page_size", "101"),
        ("page_size", "-1"),
        ("page_size", "1.0"),
        ("page_size", "1e2"),
        ("page_size", "٣"),
        ("page_size", "9" * 5000),
        ("page_size", ""),
        ("ordering", "-title"),
        ("ordering", "id"),
        ("publisher", "a b"),
        ("publisher", "%"),
        ("status", "withheld"),
        ("status", "draft"),
        ("released_since", "yesterday"),
        ("released_since", "2026-02-30"),
        ("released_since", "2026-W10"),
        ("released_since", "0001-01-01T00:00:00+14:00"),
        ("released_since", "9999-12-31T23:59:59-14:00"),
        ("released_since", "2026-03-01T25:00:00Z"),
        ("reviewed_before", "2026-03-01T00:00:00Z"),
        ("reviewed_before", "٢٠٢٦-٠٣-٠١"),
        ("section", "risks,benefits"),
        ("topic", "a b"),
        ("audience", "everybody"),
    ],
)
def test_value_that_cannot_be_read_is_refused(read, name, value):
    refused(read("factsheets/", **{name: value}), name)


HOSTILE = ["\x00", "a\x00b", "x" * 10_000, "\U0001f4a9", "' OR 1=1 --", "%s%(x)s{0}", "\u202etxt"]
NAMES = ["lang", "fallback", "ordering", "publisher", "status", "section", "cursor", "format", "topic", "audience"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_value_is_refused_and_its_echo_is_short(read, name, value):
    answer = read("factsheets/", **{name: value})
    refused(answer, name)
    assert len(answer.content) < 3000
    assert "\u202e" not in answer.json()["detail"]


@pytest.mark.parametrize(
    "query", ["lang=%ff", "lang=%ED%A0%80", "%ff=1", "lang=%C0%80", "a=b=c", "&&&lang&", "=", "%00"]
)
def test_query_that_is_not_text_is_refused(read, query):
    answer = read(f"/api/v1/factsheets/?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad-parameter")


def test_thousands_of_parameters_are_refused_at_the_first(read):
    query = "&".join(f"p{number}=1" for number in range(20_000))
    refused(read(f"/api/v1/factsheets/?{query}"), "p0")


def test_broken_escape_is_taken_literally(read):
    refused(read("/api/v1/factsheets/?lang=%zz"), "lang")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_refused_without_reading_the_body(client, method):
    deep = "[" * 990 + "]" * 990
    answer = getattr(client, method)("/api/v1/factsheets/asthma/", deep, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_body_of_a_read_is_ignored(client):
    deep = "[" * 100_000
    answer = client.generic("GET", "/api/v1/factsheets/asthma/", deep, content_type="application/json")
    assert answer.status_code == 200


def test_method_of_an_unknown_kind_is_refused(client):
    assert client.generic("BREW", "/api/v1/factsheets/").status_code == 405


def test_allowed_values_are_taken(read):
    assert PAGE_SIZE.read("100") == 100
    assert RELEASED_SINCE.read("2026-03-01").isoformat() == "2026-03-01T00:00:00+00:00"
    assert RELEASED_SINCE.read("2026-03-01T02:00:00+02:00").isoformat() == ("2026-03-01T00:00:00+00:00")
    for each in ("title", "-released_at", "next_review"):
        assert read("factsheets/", ordering=each, format="json").status_code == 200


def test_redirect_carries_no_parameter_that_is_not_allowed(read):
    released(a_content(summary="New."), slug="asthma-in-adults")
    assert read("/api/v1/factsheets/asthma/?next=//evil.example").status_code == 400


def test_question_is_not_held_against_the_next_reader(read):
    released_in("fr", released(a_content(summary="New.")))
    read("factsheets/asthma/", lang="fr")
    assert json.loads(read("factsheets/asthma/").content)["language"]["served"] == "en"
