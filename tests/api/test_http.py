"""Honesty in HTTP: formats, validators, caches, other sites, keys, and no cookie ever."""

import re

import pytest
from django.test import Client

from editions.vocabulary import ChangeKind

from .builders import ADDRESSES, a_content, released, released_in

pytestmark = pytest.mark.django_db

PUBLIC = "public, max-age=30, stale-while-revalidate=15"


@pytest.fixture(autouse=True)
def asthma(db, clock):
    released()
    clock.shift(3600)


@pytest.mark.parametrize("path", ADDRESSES)
def test_answer_may_be_cached_and_says_what_it_depends_on(read, path):
    answer = read(path)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == PUBLIC
    assert {"Accept", "Accept-Encoding"} <= set(answer["Vary"].split(", "))
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_site_may_let_caches_go_on_while_the_server_is_away(read, settings):
    settings.API_STALE_IF_ERROR = 600
    assert read("factsheets/asthma/")["Cache-Control"] == f"{PUBLIC}, stale-if-error=600"
    assert read("factsheets/asthma/", lang="fr")["Cache-Control"] == f"{PUBLIC}, stale-if-error=600"
    assert read("factsheets/nowhere/")["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", [*ADDRESSES, "nowhere/", "factsheets/nowhere/"])
def test_no_cookie_is_ever_set(read, path):
    answer = read(path, headers={"Cookie": "sessionid=abc; django_language=fr"})
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


@pytest.mark.parametrize("path", ADDRESSES)
def test_what_has_not_changed_is_not_sent_again(read, path):
    first = read(path)
    again = read(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for header in ("ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin"):
        assert again[header] == first[header]


@pytest.mark.parametrize("template", ["W/{}", '"other", {}', '{}, W/"other"', "*"])
def test_if_none_match_takes_lists_weak_tags_and_a_star(read, template):
    etag = read("factsheets/asthma/")["ETag"]
    header = template.format(etag)
    assert read("factsheets/asthma/", headers={"If-None-Match": header}).status_code == 304


def test_etag_is_strong_and_differs_between_languages(read):
    released_in("fr", released(a_content(summary="New.")))
    english, french = (read("factsheets/asthma/", lang=lang)["ETag"] for lang in ("en", "fr"))
    assert english != french
    assert english.startswith('"')


def test_etag_changes_with_the_status_although_no_word_does(read):
    released_in("fr", released(a_content(summary="New.")))
    before = read("factsheets/asthma/", lang="fr")["ETag"]
    released(a_content(summary="Newer."), kind=ChangeKind.CONTENT)
    assert read("factsheets/asthma/", lang="fr")["ETag"] != before


def test_etag_stays_while_the_answer_does(read):
    before = read("factsheets/asthma/")["ETag"]
    assert read("factsheets/asthma/")["ETag"] == before
    assert read("factsheets/asthma/", format="json")["ETag"] == before


def test_last_modified_is_when_the_sheet_last_changed(read):
    answer = read("factsheets/asthma/")
    assert answer["Last-Modified"] == "Mon, 02 Mar 2026 09:00:00 GMT"
    since = {"If-Modified-Since": answer["Last-Modified"]}
    assert read("factsheets/asthma/", headers=since).status_code == 304
    assert read("factsheets/", headers=since).status_code == 304


def test_change_is_seen_by_date(read, clock):
    since = {"If-Modified-Since": read("factsheets/asthma/")["Last-Modified"]}
    released(a_content(summary="New."))
    clock.shift(1)
    assert read("factsheets/asthma/", headers=since).status_code == 200


def test_two_changes_in_one_second_are_told_apart(read):
    released(a_content(summary="New."))
    assert "Last-Modified" not in read("factsheets/asthma/")


def test_date_is_ignored_beside_an_etag(read):
    headers = {"If-None-Match": '"other"', "If-Modified-Since": "Mon, 01 Jan 2035 00:00:00 GMT"}
    assert read("factsheets/asthma/", headers=headers).status_code == 200


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Foo 2026 99:00:00 GMT"])
def test_unreadable_date_is_ignored(read, date):
    assert read("factsheets/asthma/", headers={"If-Modified-Since": date}).status_code == 200


def test_head_has_the_headers_of_get_and_no_body(client):
    path = "/api/v1/factsheets/asthma/"
    head, get = (ask(path, headers={"X-Request-ID": "one-and-the-same"}) for ask in (client.head, client.get))
    assert head.content == b""
    assert dict(head.headers) == dict(get.headers)


def test_any_site_may_read_and_none_with_credentials(read):
    for path in ("factsheets/", "nowhere/", "factsheets/?x=1"):
        answer = read(path, headers={"Origin": "https://clinic.example"})
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer


def test_browser_that_asks_first_is_allowed_to_read(client):
    answer = client.options(
        "/api/v1/factsheets/asthma/?lang=fr",
        headers={"Origin": "https://clinic.example", "Access-Control-Request-Method": "GET"},
    )
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Methods"] == answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_other_format_is_not_acceptable(read):
    answer = read("factsheets/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.json()["code"]) == (406, "not-acceptable")
    assert answer.json()["available"] == ["application/json"]
    assert answer.json()["formats"] == ["json"]


def test_format_goes_before_accept(read):
    answer = read("factsheets/asthma/", format="json", headers={"Accept": "text/html"})
    assert answer.status_code == 200


@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
def test_wrong_key_is_refused_even_here(read, scheme):
    answer = read("factsheets/", headers={"Authorization": f"{scheme} fs_wrong"})
    assert (answer.status_code, answer.json()["code"]) == (401, "unknown-key")
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("credentials", ["Basic YTpi", "Bearer eyJ", "nonsense", ""])
def test_other_credentials_are_ignored(read, credentials):
    assert read("factsheets/", headers={"Authorization": credentials}).status_code == 200


def test_docs_page_asks_no_other_site_for_anything(read):
    page = read("docs/").content.decode()
    for word in ("<script", "<img", "<iframe", "<style", "@import", "url("):
        assert word not in page
    assert re.findall(r'<link[^>]* href="([^"]*)"', page) == ["/static/api/docs.css"]
    assert 'id="translation-missing"' in page


def test_docs_page_is_html_whatever_else_is_accepted(read):
    assert read("docs/", headers={"Accept": "text/html"}).status_code == 200
    assert read("docs/", headers={"Accept": "application/json"}).status_code == 406


def test_answer_is_never_tied_to_the_host_that_was_asked(settings):
    settings.ALLOWED_HOSTS = ["*"]
    answer = Client(headers={"Host": "evil.example"}).get("/api/v1/factsheets/asthma/")
    assert "evil.example" not in answer.content.decode()
