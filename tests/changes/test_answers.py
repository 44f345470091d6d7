"""What one page says: rows to keep and to remove, why, and where to go on."""

from __future__ import annotations

import json

import pytest

from api.changes import places
from api.questions import Question
from editions import dependents, redaction, releases, withdrawals, withholding
from editions.content import FaqPlace
from editions.models import Change, Dependent, WithdrawalReason
from editions.vocabulary import ChangeKind
from tests.api.builders import (
    ASTHMA,
    a_content,
    a_notice,
    a_sheet_called,
    a_topic,
    an_faq,
    an_id,
    released,
    released_in,
)

from .copies import Copies

pytestmark = pytest.mark.django_db


def told(reader: Copies) -> list[tuple[str, str, str]]:
    """What the reader's next sync says of sheets."""
    reader.sync()
    return [(each["action"], each["slug"], each["language"]) for each in reader.results if each["type"] == "factsheet"]


def row(reader: Copies, language: str = "en", type: str = "factsheet") -> dict:
    """The row of the next sync about this language."""
    reader.sync()
    return next(each for each in reader.results if each["language"] == language and each["type"] == type)


@pytest.fixture
def french():
    """The asthma sheet in English and French."""
    return released_in("fr", released())


@pytest.fixture
def reader(client, french) -> Copies:
    """Somebody who has it all."""
    return Copies(client).sync()


def test_first_sync_gives_what_details_give(client, french):
    reader = Copies(client).sync()
    detail = client.get("/api/v1/factsheets/asthma/?lang=fr").json()
    assert reader.texts[str(ASTHMA), "fr"] == detail
    assert len(reader.texts) == 3  # with the publisher


def test_first_sync_says_nothing_of_what_is_gone_already(client, french):
    withholding.withhold(ASTHMA, "fr", reason="Wrong.", by="")
    reader = Copies(client)
    reader.read_page()
    assert {each["action"] for each in reader.results} == {"put"}


def test_with_nothing_new_the_address_stays_and_the_page_is_empty(client, reader):
    page = client.get(reader.next)
    assert page.json()["results"] == []
    assert not page.json()["has_more"]
    assert page.json()["next"].endswith(reader.next)


def test_poll_with_nothing_new_is_a_304(client, reader):
    etag = client.get(reader.next).headers["ETag"]
    again = client.get(reader.next, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    released(a_content(summary="New."))
    assert client.get(reader.next, headers={"If-None-Match": etag}).status_code == 200


def test_many_acts_on_one_sheet_give_one_row_with_all_of_them(reader):
    for note in ("One.", "Two.", "Three."):
        released(a_content(summary=note), kind=ChangeKind.EDITORIAL, note=note)
    found = row(reader)
    assert found["document"]["summary"] == "Three."
    assert [(each["act"], each["note"]) for each in found["changes"]] == [
        ("released", "One."),
        ("released", "Two."),
        ("released", "Three."),
    ]


def test_acts_of_one_row_are_twenty_at_most_and_the_newest(reader):
    for number in range(25):
        released(a_content(summary=f"{number}"), kind=ChangeKind.EDITORIAL, note=f"{number}")
    assert [each["note"] for each in row(reader)["changes"]] == [f"{number}" for number in range(5, 25)]


def test_new_source_edition_reaches_readers_of_a_translation_whose_status_stays(client, french):
    reader = Copies(client, lang="fr").sync()
    released(a_content(summary="New."), kind=ChangeKind.EDITORIAL)
    assert not Change.objects.filter(language="fr", act="status_changed").exists()
    assert row(reader, "fr")["document"]["translation"]["source_version"] == 2


def test_translation_that_falls_behind_comes_as_outdated(reader):
    released(a_content(summary="New."), note="Read this.")
    found = row(reader, "fr")
    assert found["document"]["translation"]["status"] == "outdated"
    assert found["changes"][-1] | {"id": 0, "at": ""} == {
        "id": 0,
        "act": "status_changed",
        "at": "",
        "status": "outdated",
        "kind": "content",
        "note": "Read this.",
        "edition": found["changes"][-1]["edition"],
    }


def test_safety_change_removes_the_translation(reader):
    released(a_content(summary="New."), kind=ChangeKind.SAFETY)
    found = row(reader, "fr")
    assert (found["action"], found["document"]) == ("remove", None)
    assert found["removal"]["code"] == "translation-withheld"


def test_withholding_says_why(reader):
    withholding.withhold(ASTHMA, "fr", reason="A dose is wrong.", by="")
    assert row(reader, "fr")["removal"]["reason"] == "A dose is wrong."
    withholding.stop_withholding(ASTHMA, "fr", by="")
    assert row(reader, "fr")["action"] == "put"


def test_withdrawal_removes_every_language_and_says_why_and_what_instead(reader):
    other = a_sheet_called("Wheezing")
    reader.sync()
    withdrawals.withdraw(ASTHMA, reason=WithdrawalReason.EXPIRED, by="")
    withdrawals.explain(ASTHMA, note="Too old.", replacement_id=other.work_id, by="")
    removal = row(reader, "fr")["removal"]
    assert (removal["code"], removal["reason"], removal["note"]) == ("withdrawn", "expired", "Too old.")
    assert removal["replacement"]["slug"] == "wheezing"
    assert ("remove", "asthma", "en") in [(e["action"], e["slug"], e["language"]) for e in reader.results]


def test_deletion_and_return_are_told(reader):
    withdrawals.withdraw(ASTHMA, reason=WithdrawalReason.DELETED, by="")
    assert row(reader)["removal"]["reason"] == "deleted"
    releases.release_source(a_content(), slug="asthma", notice=a_notice())
    found = row(reader)
    assert (found["action"], found["changes"][-1]["act"]) == ("put", "reinstated")


def test_rename_gives_the_new_slug_in_every_language(reader):
    released(a_content(summary="New."), slug="lungs", kind=ChangeKind.EDITORIAL)
    assert sorted(told(reader)) == [("put", "lungs", "en"), ("put", "lungs", "fr")]
    assert "renamed" in [each["act"] for each in reader.results[0]["changes"]]


def test_redaction_names_the_edition_and_none_of_its_words(client, french, reader):
    first = french.made_from
    released(a_content(summary="New."))
    reader.sync()
    redaction.redact(first.id, reason="By order of a court.", by="Staff")
    line = row(reader)["changes"][-1]
    assert (line["act"], line["edition"], line["note"]) == ("redacted", str(first.id), "By order of a court.")
    assert "how to live well with it" not in client.get("/api/v1/changes/?lang=en").content.decode()


def test_names_of_those_who_acted_are_not_told(client, reader):
    released(a_content(summary="New."), by="A. Secret Editor")
    assert "Secret" not in client.get(reader.next).content.decode()


def test_wait_that_ends_with_nothing_to_put_in_is_told(client):
    """No line of the log tells of it: `pending_update` would stay true in copies for ever."""
    released(an_faq())
    released(a_content(faqs=(FaqPlace(an_id("Can I use a spacer?")),)))
    reader = Copies(client, type="factsheet").sync()
    withdrawals.withdraw(an_id("Can I use a spacer?"), reason=WithdrawalReason.EXPIRED, by="")
    releases.release_source(an_faq(), slug="can-i-use-a-spacer", notice=a_notice())
    assert row(reader)["document"]["translation"]["pending_update"] is True
    lines = Change.objects.count()
    dependents.release_all()
    assert Change.objects.count() == lines
    assert not Dependent.objects.exists()
    assert row(reader)["document"]["translation"]["pending_update"] is False


def test_sheet_that_leaves_a_topic_is_removed_for_its_readers_alone(client):
    released(a_topic("Breathing"))
    released(a_content(topics=(an_id("Breathing"),)))
    of_topic, of_all = Copies(client, topic="breathing").sync(), Copies(client).sync()
    released(a_content(topics=()))
    assert told(of_topic) == [("remove", "asthma", "en")]
    assert of_topic.results[0]["removal"]["code"] == "left-filter"
    assert told(of_all) == [("put", "asthma", "en")]


def test_sheet_that_was_never_on_the_topic_is_not_mentioned(client):
    released(a_topic("Breathing"))
    released()
    reader = Copies(client, topic="breathing").sync()
    released(a_content(summary="New."))
    reader.sync()
    assert reader.results == []


def test_new_name_of_a_topic_reaches_its_sheets(client):
    released(a_topic("Breathing"))
    released(a_content(topics=(an_id("Breathing"),)))
    reader = Copies(client, type="factsheet").sync()
    released(a_topic("Breathing", title="Lungs"))
    found = row(reader)
    assert found["document"]["topics"][0]["name"] == "Lungs"
    assert found["changes"] == []


def test_lang_finds_by_lookup(client, french):
    reader = Copies(client, lang="fr-CA").sync()
    assert set(reader.texts) == {(str(ASTHMA), "fr")}
    assert Copies(client, lang="xx").sync().texts == {}


def test_language_header_is_not_looked_at(client, french):
    answer = client.get("/api/v1/changes/", headers={"Accept-Language": "fr"})
    assert {each["language"] for each in answer.json()["results"]} == {"en", "fr"}
    assert "Accept-Language" not in answer.headers["Vary"]


def test_answer_names_its_contents_for_caches(client, french):
    answer = client.get("/api/v1/changes/", {"type": "factsheet"})
    assert answer.headers["Cache-Tag"] == f"changes, {str(ASTHMA)[:13]}"
    assert answer.headers["Content-Language"] == "en, fr"
    assert answer.headers["Cache-Control"].startswith("public, max-age=30")


def test_page_is_two_queries_whatever_is_in_it(client, reader, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/api/v1/changes/")
    released(a_content(summary="New."))
    with django_assert_num_queries(3):  # and the lines of the log
        client.get(reader.next)


def test_page_of_what_is_rare_ends_before_it_has_walked_through_everything(client, french, monkeypatch):
    monkeypatch.setattr("api.changes.walking.MOST_ACTS", 1)
    for name in ("Eczema", "Gout", "Rash"):
        a_sheet_called(name)
    reader = Copies(client, lang="fr")
    assert reader.read_page()
    assert set(reader.sync().texts) == {(str(ASTHMA), "fr")}
    assert reader.pages > 2


def test_many_contents_of_one_act_are_given_over_several_pages(client, monkeypatch):
    """They have the same number, and a page may end among them."""
    monkeypatch.setattr("api.changes.walking.MOST_ACTS", 1)
    released(a_topic("Breathing"))
    for name in ("Eczema", "Gout", "Rash"):
        a_sheet_called(name, topics=(an_id("Breathing"),))
    reader = Copies(client, type="factsheet").sync()
    released(a_topic("Breathing", title="Lungs"))
    reader.sync(page_size=1)
    assert {text["topics"][0]["name"] for text in reader.texts.values()} == {"Lungs"}


def test_language_switched_off_or_on_begins_anew(client, reader, settings):
    settings.CONTENT_LANGUAGES = ("en", "cy")
    reader.read_page()
    assert {language for _id, language in reader.texts} == {"en"}
    settings.CONTENT_LANGUAGES = ("en", "fr")
    assert ("put", "asthma", "fr") in told(reader)


def test_log_of_a_backup_that_was_put_back_begins_anew(client, reader):
    """It has a line of the same number, written at another time; and texts that are gone from it are to go."""
    reader.texts["gone", "en"] = {"title": "Released after the backup was made"}
    reader.next = reader.next.split("?")[0] + "?since=" + a_place_in_another_log(client)
    reader.sync()
    assert ("gone", "en") not in reader.texts
    assert (str(ASTHMA), "fr") in reader.texts


def a_place_in_another_log(client) -> str:
    newest = Change.objects.latest("id").id
    place = places.Place(newest, "", "", 0, places.Line(newest, "2001-01-01 00:00:00+00:00"))
    return places.written(place, Question())


def test_everything_as_lines(client, french):
    answer = client.get("/api/v1/changes/", headers={"Accept": "application/x-ndjson"})
    lines = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    reader = Copies(client)
    reader.apply(line for line in lines if "id" in line)
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    assert answer.headers["Cache-Control"] == "no-store"
    assert lines[0] == {"action": "restart"}
    assert lines[-1]["action"] == "go-on"
    assert not lines[-1]["has_more"]
    assert reader.texts == Copies(client).sync().texts


def test_lines_go_on_where_the_last_ones_ended(client, french):
    first = client.get("/api/v1/changes/", {"format": "ndjson", "page_size": 1})
    places = [line for line in b"".join(first.streaming_content).splitlines() if b"go-on" in line]
    assert [json.loads(place)["has_more"] for place in places] == [True, True, False]
    released(a_content(summary="New."))
    rest = client.get(json.loads(places[-1])["next"].removeprefix("http://testserver"))
    lines = [json.loads(line) for line in b"".join(rest.streaming_content).splitlines()]
    assert [(line["action"], line.get("language")) for line in lines] == [
        *(("put", "en"), ("go-on", None)),
        *(("put", "fr"), ("go-on", None)),
        *(("put", "en"), ("go-on", None)),  # the publisher, whose number of sheets may have changed
    ]


def test_head_of_lines_reads_nothing(client, french, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.head("/api/v1/changes/?format=ndjson")
        assert b"".join(answer.streaming_content) == b""


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("application/x-ndjson, application/json;q=0.5", "application/x-ndjson"),
        ("application/json, application/x-ndjson;q=0.5", "application/json"),
    ],
)
def test_lines_are_given_to_those_who_prefer_them(client, french, accept, media_type):
    answer = client.get("/api/v1/changes/", headers={"Accept": accept} if accept else {})
    assert answer.headers["Content-Type"] == media_type


def test_other_formats_are_not_acceptable(client):
    answer = client.get("/api/v1/changes/", headers={"Accept": "text/csv"})
    assert (answer.status_code, answer.json()["available"]) == (406, ["application/json", "application/x-ndjson"])


@pytest.mark.parametrize(
    "since",
    ["x", "1", "9" * 4000, "9" * 40_000, "eyJhIjoxfQ:abc", "..", "é", "%00", ".eJwDAAAAAAE:1", "WzFd:x"],
)
def test_place_that_was_not_given_by_us_is_refused(client, since):
    answer = client.get("/api/v1/changes/", {"since": since})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad-parameter")
    assert answer.json()["parameter"] == "since"


def test_place_belongs_to_its_filters(client, reader):
    assert client.get(f"{reader.next}&lang=fr").json()["parameter"] == "since"
    assert client.get(f"{reader.next}&page_size=1").status_code == 200


def test_place_of_a_list_is_refused(client, french):
    a_sheet_called("Eczema")
    cursor = client.get("/api/v1/factsheets/?page_size=1").json()["next"].split("cursor=")[1]
    assert client.get(f"/api/v1/changes/?since={cursor}").status_code == 400


@pytest.mark.parametrize(
    "query",
    ["type=page", "lang=not_a_tag", "topic=%00", "page_size=0", "page_size=101", "format=csv", "cursor=x", "type="],
)
def test_other_parameters_are_from_allow_lists(client, query):
    answer = client.get(f"/api/v1/changes/?{query}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, query.split("=")[0])


def test_whole_catalogue_takes_no_more_requests_than_its_texts_fill_pages(client):
    for number in range(9):
        released_in("fr", a_sheet_called(f"Sheet {number}"))
    reader = Copies(client, type="factsheet").sync(page_size=5)
    assert (len(reader.texts), reader.pages) == (18, 4)
