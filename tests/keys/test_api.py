"""Keys as clinics meet them, in answers of the API."""

import pytest

from api.keys import acts, spelling
from tests.api.builders import released, released_in

from .builders import STAFF, a_key, asking, bearer

pytestmark = pytest.mark.django_db


def test_key_is_good_for_reading(read) -> None:
    released()
    answer = read("factsheets/asthma/", headers=bearer(a_key().text))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"].startswith("private")


def test_answer_without_a_key_is_public(read) -> None:
    released()
    assert read("factsheets/asthma/").headers["Cache-Control"].startswith("public")


@pytest.mark.parametrize("path", ["", "factsheets/", "factsheets/asthma/", "schema/", "nowhere/"])
def test_wrong_key_is_refused_even_where_none_is_needed(read, path) -> None:
    answer = read(path, headers=bearer(spelling.new()))
    assert answer.status_code == 401
    assert answer.json()["code"] == "unknown-key"
    assert "invalid_token" in answer.headers["WWW-Authenticate"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_revoked_key_is_refused_at_once_where_it_was_revoked(read) -> None:
    made = a_key()
    assert read(headers=bearer(made.text)).status_code == 200
    acts.revoke(made.key, by=STAFF)
    assert read(headers=bearer(made.text)).json()["code"] == "revoked-key"


def test_key_outside_its_scope_is_refused(read) -> None:
    answer = read("factsheets/", headers=bearer(a_key(scopes=["search"]).text))
    assert answer.status_code == 403
    assert (answer.json()["code"], answer.json()["scopes"]) == ("scope-missing", ["search"])


@pytest.mark.parametrize("path", ["", "languages/", "schema/", "docs/"])
def test_what_tells_of_the_api_is_open_to_every_key(read, path) -> None:
    assert read(path, headers=bearer(a_key(scopes=["search"], languages=["fr"]).text)).status_code == 200


def test_clinic_that_embeds_french_never_gets_another_language(read) -> None:
    english = released()
    released_in("fr", english)
    french = bearer(a_key(languages=["fr"]).text)
    assert read("factsheets/asthma/", lang="fr", headers=french).status_code == 200
    answer = read("factsheets/asthma/", lang="en", headers=french)
    assert answer.status_code == 403
    assert answer.json()["code"] == "language-not-allowed"
    assert answer.json()["allowed"] == ["fr"]
    assert "Asthma" not in answer.content.decode()


@pytest.mark.parametrize("path", ["factsheets/asthma/", "factsheets/"])
def test_nor_by_fallback(read, path) -> None:
    released()
    answer = read(path, lang="fr", fallback="missing", headers=bearer(a_key(languages=["fr"]).text))
    assert answer.json()["code"] == "language-not-allowed"


def test_nor_by_a_validator(read) -> None:
    released()
    etag = read("factsheets/asthma/", lang="en").headers["ETag"]
    french = bearer(a_key(languages=["fr"]).text)
    assert read("factsheets/asthma/", lang="en", headers=french | {"If-None-Match": etag}).status_code == 403


def test_empty_list_is_in_no_language(read) -> None:
    released()
    assert read("factsheets/", lang="fr", headers=bearer(a_key(languages=["fr"]).text)).json()["count"] == 0


@pytest.mark.parametrize("path", ["factsheets/{}/", "{}/", "factsheets/?key={}", "nowhere?key={}", "factsheets?k={}"])
def test_key_in_the_address_is_refused_and_echoed_nowhere(client, caplog, path) -> None:
    key = a_key().text
    with caplog.at_level("DEBUG"):
        answer = client.get("/api/v1/" + path.format(key))
    assert answer.status_code == 400
    assert answer.json()["code"] == "key-in-url"
    assert "revoked" in answer.json()["detail"]
    secret = key[spelling.HINT_LENGTH :]
    assert secret not in answer.content.decode() + str(answer.headers) + caplog.text


def test_key_in_an_address_outside_the_api_is_not_logged(client, caplog) -> None:
    key = a_key().text
    with caplog.at_level("DEBUG", logger="cms.requests"):
        client.get(f"/elsewhere/{key}")
    assert "/elsewhere/fs_" in caplog.text
    assert key not in caplog.text


def test_key_is_never_in_an_answer(read) -> None:
    key = a_key(scopes=["search"]).text
    answers = [read(path, headers=bearer(key)) for path in ("", "factsheets/", "nowhere/")]
    assert all(key not in each.content.decode() + str(each.headers) for each in answers)


def test_gate_has_found_out_who_asks(client) -> None:
    reader = a_key(scopes=["search"])
    answer = client.get("/api/v1/factsheets/", **{"api.reader": asking(reader.text)})
    assert answer.json()["code"] == "scope-missing"
