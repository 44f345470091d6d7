"""What is new in a language, for news readers: valid, labelled, and without what is no longer to be shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from api.feeds import news
from editions import dependents, redaction, releases, withdrawals, withholding
from editions.models import WithdrawalReason
from editions.vocabulary import ChangeKind
from tests.api.builders import (
    ASTHMA,
    a_citation,
    a_content,
    a_notice,
    a_paragraph,
    a_reference,
    a_section,
    a_sheet_called,
    a_topic,
    an_faq,
    an_id,
    inhalers,
    released,
    released_in,
)

pytestmark = pytest.mark.django_db

NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "at": "http://purl.org/atompub/tombstones/1.0",
    "sheet": "urn:uuid:6f0d4a0e-3b8c-5d0b-9f5e-0f6c1c1d7a52",
}
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


class Feed:
    """A feed as both formats tell it, which is checked to be the same and to be valid."""

    def __init__(self, read: Any, language: str = "en", **parameters: str) -> None:
        atom, json = (read(f"feeds/{language}/{name}/", **parameters) for name in ("atom", "json"))
        assert atom.status_code == json.status_code == 200
        self.answer, self.xml, self.json = atom, etree.fromstring(atom.content), json.json()
        SCHEMA.assertValid(self.xml)
        ids = self.all("//a:entry/a:id") + self.all("//at:deleted-entry/@ref")
        assert len(set(ids)) == len(ids)
        assert self.all("//a:entry/a:id") == [item["id"] for item in self.json["items"]]
        assert self.gone == {each["id"]: each["reason"] for each in self.json["_fact_sheets"]["deleted"]}

    def all(self, path: str) -> list[str]:
        found = self.xml.xpath(path, namespaces=NAMES)
        return [each if isinstance(each, str) else each.text for each in found]

    @property
    def titles(self) -> list[str]:
        return self.all("//a:entry/a:title")

    @property
    def gone(self) -> dict[str, str]:
        refs = self.all("//at:deleted-entry/@ref")
        return dict(zip(refs, self.all("//at:deleted-entry/at:comment"), strict=True))


def test_entry_is_a_release_with_its_note_and_review_date(read, clock):
    edition = released(note="A new dose.", kind=ChangeKind.SAFETY)
    clock.shift(60)
    feed = Feed(read)
    assert feed.all("//a:entry/a:id") == [f"urn:uuid:{edition.id}"]
    assert feed.all("//a:entry/a:updated") == ["2026-03-02T09:00:00Z"]
    assert feed.all("//sheet:change") == ["A new dose."]
    assert feed.all("//sheet:change/@kind") == ["safety"]
    assert feed.all("//sheet:review/@last") == ["2026-03-01"]
    assert feed.json["items"][0]["_fact_sheets"]["review"]["last_reviewed"] == "2026-03-01"
    for text in (feed.all("//a:content")[0], feed.json["items"][0]["content_html"]):
        assert "What changed: A new dose." in text
        assert "Last reviewed: 2026-03-01" in text


def test_entry_leads_to_the_content(read):
    released()
    address = Feed(read).all("//a:entry/a:link[@rel='alternate']/@href")[0]
    assert read(address.removeprefix("http://testserver")).json()["slug"] == "asthma"


def test_sheets_and_questions_are_news_and_their_vocabulary_is_not(read):
    inhalers()
    assert sorted(Feed(read).titles) == ["Asthma", "Can I use a spacer?", "Inhalers"]


def test_newest_comes_first(read, clock):
    for title in ("Asthma", "Gout", "Rash"):
        a_sheet_called(title)
        clock.shift(60)
    assert Feed(read).titles == ["Rash", "Gout", "Asthma"]


def test_feed_of_a_language_has_that_language_alone(read):
    released_in("fr", released(), title="Asthme")
    feed = Feed(read, "fr")
    assert feed.titles == ["Asthme"]
    assert feed.xml.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert feed.answer.headers["Content-Language"] == "fr"


def test_release_that_was_replaced_is_gone(read):
    first = released()
    second = released(a_content(summary="New."))
    feed = Feed(read)
    assert feed.all("//a:entry/a:id") == [f"urn:uuid:{second.id}"]
    assert feed.gone == {f"urn:uuid:{first.id}": "superseded"}


def test_withdrawal_takes_all_its_releases_back(read, clock):
    first, second = released(), released(a_content(summary="New."))
    clock.shift(3600)
    withdrawals.withdraw(ASTHMA, reason=WithdrawalReason.EXPIRED, by="A. Secret Editor")
    feed = Feed(read)
    assert feed.titles == []
    assert feed.gone == {f"urn:uuid:{second.id}": "withdrawn", f"urn:uuid:{first.id}": "superseded"}
    assert feed.all(f"//at:deleted-entry[@ref='urn:uuid:{second.id}']/@when") == ["2026-03-02T10:00:00Z"]
    assert "Secret" not in feed.answer.content.decode()


def test_return_brings_the_entry_back_as_newer_than_its_tombstone(read, clock):
    released()
    clock.shift(3600)
    withdrawals.withdraw(ASTHMA, reason=WithdrawalReason.EXPIRED, by="")
    clock.shift(3600)
    releases.release_source(a_content(), slug="asthma", notice=a_notice())
    feed = Feed(read)
    assert (feed.titles, feed.gone) == (["Asthma"], {})
    assert feed.all("//a:entry/a:updated") == ["2026-03-02T11:00:00Z"]


def test_withholding_is_told_in_its_language_alone(read):
    french = released_in("fr", released())
    withholding.withhold(ASTHMA, "fr", reason="Wrong.", by="")
    assert Feed(read, "fr").gone == {f"urn:uuid:{french.id}": "withheld"}
    assert Feed(read, "en").gone == {}


def test_safety_change_of_the_source_takes_the_translation_back(read):
    french = released_in("fr", released())
    released(a_content(summary="New."), kind=ChangeKind.SAFETY)
    assert Feed(read, "fr").gone == {f"urn:uuid:{french.id}": "withheld"}


def test_translation_that_fell_behind_says_so(read):
    released_in("fr", released())
    released(a_content(summary="New."))
    feed = Feed(read, "fr")
    assert feed.all("//sheet:status") == ["outdated"]
    assert 'lang="fr" dir="ltr">L’original a changé' in feed.all("//a:content")[0]


def test_corrected_reference_is_no_news_of_the_sheets_that_cite_it(read):
    released(a_reference("spacers"))
    text = a_paragraph("cites", f"Said{a_citation('spacers')}.")
    edition = released(a_content(sections=(a_section("evidence", "Evidence", text),)))
    released(a_reference("spacers", note="Corrected."), kind=ChangeKind.EDITORIAL)
    assert dependents.release_all()
    feed = Feed(read)
    assert feed.all("//a:entry/a:id") == [f"urn:uuid:{edition.id}"]
    assert feed.gone == {}


def test_reference_that_changed_what_is_known_is_news(read):
    released(a_reference("spacers"))
    text = a_paragraph("cites", f"Said{a_citation('spacers')}.")
    released(a_content(sections=(a_section("evidence", "Evidence", text),)))
    released(a_reference("spacers", note="Retracted."), kind=ChangeKind.SAFETY, note="It was retracted.")
    dependents.release_all()
    assert Feed(read).all("//sheet:change") == ["It was retracted."]


def test_feed_of_a_topic_has_its_sheets_alone(read):
    released(a_topic("Breathing"))
    released(a_content(topics=(an_id("Breathing"),)))
    a_sheet_called("Gout")
    feed = Feed(read, topic="breathing")
    assert feed.titles == ["Asthma"]
    assert feed.all("/a:feed/a:link[@rel='self']/@href") == ["http://testserver/api/v1/feeds/en/atom/?topic=breathing"]
    assert Feed(read, topic="nowhere").titles == []


def test_sheet_that_left_the_topic_is_gone_from_its_feed(read):
    released(a_topic("Breathing"))
    first = released(a_content(topics=(an_id("Breathing"),)))
    released(a_content(topics=()))
    feed = Feed(read, topic="breathing")
    assert (feed.titles, list(feed.gone)) == ([], [f"urn:uuid:{first.id}"])


def test_redacted_words_are_not_in_the_feed(read):
    first = released(a_content(title="Named Patient", summary="Named Patient."))
    released(a_content())
    redaction.redact(first.id, reason="By order.", by="")
    assert "Named Patient" not in Feed(read).answer.content.decode()


def test_feed_is_no_longer_than_fifty(read, monkeypatch):
    monkeypatch.setattr(news, "MOST", 3)
    for number in range(5):
        a_sheet_called(f"Sheet {number}")
    assert len(Feed(read).titles) == 3


def test_tombstone_of_a_sheet_released_long_ago_names_its_release(read, monkeypatch):
    old = released()
    for number in range(5):
        a_sheet_called(f"Sheet {number}")
    withdrawals.withdraw(ASTHMA, reason=WithdrawalReason.EXPIRED, by="")
    monkeypatch.setattr(news, "_LINES_KEPT", 3)
    assert Feed(read).gone == {f"urn:uuid:{old.id}": "withdrawn"}


@pytest.mark.parametrize("title", ["\x01", "a\x0bb\x1f", "\ufffe\uffff", "]]><x a='\"&amp;", "<script>"])
def test_hostile_titles_are_well_formed(read, title):
    released(a_content(title=f"T{title}", summary=title, alternative_titles=()), note=title, slug="asthma")
    feed = Feed(read)
    shown = "".join("\ufffd" if each < " " or each in "\ufffe\uffff" else each for each in title)
    assert feed.titles == [f"T{shown}"]
    assert feed.json["items"][0]["title"] == f"T{title}"
    assert "<script>" not in feed.json["items"][0]["content_html"]


def test_empty_feed_is_valid(read):
    assert Feed(read).titles == []


def test_feed_that_has_not_changed_is_a_304(read):
    released()
    etag = read("feeds/en/atom/").headers["ETag"]
    assert read("feeds/en/atom/", headers={"If-None-Match": etag}).status_code == 304
    a_sheet_called("Gout")
    assert read("feeds/en/atom/", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("accept", ["text/html", "application/rss+xml", "*/*", ""])
def test_news_readers_get_it_whatever_they_accept(read, accept):
    answer = read("feeds/en/atom/", headers={"Accept": accept} if accept else {})
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/atom+xml")


@pytest.mark.parametrize("language", ["xx", "EN-gb", "en'", "%00", "a" * 500])
def test_language_that_is_not_offered_is_not_found(read, language):
    assert read(f"feeds/{language}/atom/").status_code == 404


def test_other_parameters_are_refused(read):
    assert read("feeds/en/json/", page="2").json()["parameter"] == "page"


def test_json_feed_has_what_its_version_asks_for(read):
    released()
    feed = Feed(read).json
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/api/v1/feeds/en/json/"
    assert read("feeds/en/json/").headers["Content-Type"] == "application/feed+json"
    assert all({"id", "url", "content_html", "date_published"} <= set(item) for item in feed["items"])


def test_languages_lead_to_their_feeds(read):
    lines = {line["code"]: line["feeds"] for line in read("languages/").json()["results"]}
    assert lines["zh-Hans"]["atom"].endswith("/api/v1/feeds/zh-Hans/atom/")
    assert read(lines["zh-Hans"]["json"].removeprefix("http://testserver")).status_code == 200


def test_question_is_an_entry_without_a_summary(read):
    released(an_faq())
    feed = Feed(read)
    assert feed.all("//a:entry/a:category/@term") == ["faq"]
    assert feed.all("//a:summary") == []
