"""The answer of `/api/v1/search/`: what it says of each result, how it is narrowed down and paged, what it refuses."""

from __future__ import annotations

import pytest
from msgspec import structs

from editions.vocabulary import ChangeKind
from tests.api.builders import (
    CHARITY,
    a_content,
    a_sheet_called,
    a_topic,
    an_faq,
    inhalers,
    released,
    released_in,
)

from .builders import a_sheet, release

pytestmark = pytest.mark.django_db


def refused(answer, name):
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["parameter"]) == (400, "bad-parameter", name), problem
    return problem


def test_result_says_what_it_is(search):
    released()
    (result,) = search("asthma")["results"]
    highlights = result.pop("highlights")
    assert result == {
        "id": "0a57a000-0000-4000-8000-000000000001",
        "type": "factsheet",
        "slug": "asthma",
        "language": "en",
        "title": "Asthma",
        "summary": "What asthma is, and how to live well with it.",
        "status": "source",
        "notice": None,
        "notice_language": None,
        "url": "http://testserver/api/v1/factsheets/asthma/?lang=en",
    }
    assert highlights == [
        {"field": "title", "html": "<mark>Asthma</mark>"},
        {"field": "summary", "html": "What <mark>asthma</mark> is, and how to live well with it."},
    ]


def test_outdated_translation_says_so_in_its_result(search):
    first = released()
    released_in("fr", first, title="Asthme")
    released(a_content(summary="New."), kind=ChangeKind.CONTENT)
    (result,) = search("asthme", lang="fr")["results"]
    assert (result["status"], result["language"]) == ("outdated", "fr")
    assert "changed" in result["notice"] or result["notice_language"] == "fr"


def test_machine_translation_says_so_in_its_result(search):
    released_in("fr", released(), title="Asthme", method="machine-assisted")
    (result,) = search("asthme", lang="fr")["results"]
    assert result["status"] == "current"
    assert result["notice"]


def test_no_other_language_takes_the_place_of_the_one_asked_for(search):
    released()
    answer = search("asthma", lang="fr")
    assert (answer["count"], answer["results"]) == (0, [])
    assert answer["language"] == {"requested": "fr", "served": "fr", "direction": "ltr", "reason": None}


@pytest.mark.parametrize(
    ("header", "served", "requested", "reason"),
    [
        ("fr;q=0.5, ar", "ar", "ar", None),
        ("tlh, fr", "fr", "fr", None),
        ("tlh", "en", "tlh", "missing"),
        ("", "en", None, "unspecified"),
    ],
)
def test_header_decides_without_lang(read, header, served, requested, reason):
    answer = read("search/", q="asthma", headers={"Accept-Language": header})
    language = answer.json()["language"]
    assert (language["served"], language["requested"], language["reason"]) == (served, requested, reason)
    assert answer["Content-Language"] == served
    assert "Accept-Language" in answer["Vary"]


def test_language_that_is_not_offered_is_refused_with_those_that_are(read):
    assert "zh-Hans" in refused(read("search/", q="asthma", lang="tlh"), "lang")["allowed"]


def test_question_without_q_is_refused(read):
    assert "missing" in refused(read("search/"), "q")["detail"]


@pytest.mark.parametrize("q", ["", "  ", "!?", "\x00", "knee\x00", "x" * 201, "…" * 10, "ـــ", "\u0301" * 50])
def test_question_without_a_word_is_refused(read, q):
    refused(read("search/", q=q, lang="en"), "q")


def test_surrogates_are_refused(read):
    refused(read("/api/v1/search/?q=%ED%A0%80"), "q")


@pytest.mark.parametrize(
    "q",
    ['"', '""asthma"', "asthma*", "*", "asthma NEAR/2 pain", "tokens: asthma", "^asthma", "-asthma", "asthma OR x",
     "(asthma", "asthma & !x", "'asthma':*", "asthma\\", "'; DROP TABLE editions_work; --", "%", "%s",
     "{title}: asthma", "a" * 200, "\u202easthma", "asthma<->x",
     "AND", "NOT", "ا" * 200, "e" + "\u0301" * 199, "中" * 200, "\U0001f600 asthma", "ﷺ" * 100],
)  # fmt: skip
def test_operators_are_words(read, q):
    released()
    answer = read("search/", q=q, lang="en")
    assert answer.status_code == 200 or (answer.status_code == 400 and answer.json()["parameter"] == "q")


def test_operators_have_no_effect(slugs):
    released()
    assert slugs("asthma OR zebra") == []
    assert slugs('"asthma"') == slugs("asthma*") == slugs("(asthma)") == ["asthma"]


def test_types_are_told_apart(slugs):
    inhalers()
    assert slugs("spacer", type="faq") == ["can-i-use-a-spacer"]
    assert slugs("spacer", type="factsheet") == ["inhalers"]
    assert slugs("breathing", type="topic") == ["breathing"]
    assert slugs("bronchi", type="term") == ["bronchi"]


def test_references_and_publishers_are_not_searched(read, slugs):
    inhalers()
    assert slugs("study group") == []
    assert slugs("foundation") == []
    refused(read("search/", q="x", type="reference"), "type")


def test_search_is_narrowed_down(slugs):
    inhalers()
    assert slugs("asthma") == ["asthma", "inhalers"]
    assert slugs("asthma", publisher="example-lung-charity") == ["inhalers"]
    assert slugs("asthma", publisher="Example_Nobody") == []
    assert slugs("asthma", audience="carers") == ["inhalers"]
    assert slugs("asthma", topic="breathing") == ["inhalers"]
    assert slugs("asthma", topic="nothing") == []
    assert slugs("asthma", topic="breathing", publisher="example-chest-clinic") == []


def test_topic_is_found_by_an_old_slug(slugs):
    inhalers()
    released(a_topic("Breathing", summary="About breath."), slug="breath")
    assert slugs("asthma", topic="breathing") == slugs("asthma", topic="breath") == ["inhalers"]


def test_place_of_a_word_decides_the_order(slugs):
    text = ("Knee.",)
    release(a_sheet("Text", *text), "text")
    release(a_sheet("Often", "Knee, knee and knee."), "often")
    release(a_sheet("Summary", summary="About the knee."), "summary")
    release(a_sheet("Other", alternative_titles=("Knee pain",)), "other")
    release(a_sheet("The knee"), "title")
    release(a_sheet("Knees"), "begins")
    heading = a_sheet("Heading", *text)
    sections = tuple(structs.replace(each, heading="Your knee") for each in heading.sections)
    release(structs.replace(heading, sections=sections), "heading")
    assert slugs("knee") == ["begins", "other", "title", "heading", "summary", "often", "text"]


def test_word_in_the_title_and_another_in_the_text_come_before_both_in_the_text(slugs):
    release(a_sheet("Anything", "The injection hurts the knee."), "text")
    release(a_sheet("Knee", "An injection."), "title")
    assert slugs("knee injection") == ["title", "text"]


def test_beginning_of_two_letters_is_completed_in_titles_only(slugs):
    release(a_sheet("Knee pain"), "title")
    release(a_sheet("Leg", "Knee."), "text")
    assert slugs("kn") == ["title"]
    assert slugs("kne") == ["title", "text"]


def test_word_is_not_completed_after_a_blank(slugs):
    release(a_sheet("Kneecap"), "kneecap")
    assert (slugs("knee"), slugs("knee ")) == (["kneecap"], [])


def test_pages_hold_everything_once_both_ways(read, slugs):
    for number in range(7):
        release(a_sheet(f"Knee {number}" if number % 2 else f"Leg {number}", "A knee."), f"s-{number}")
    everything = slugs("knee")
    assert len(everything) == 7
    pages, answer = [], read("search/", q="knee", lang="en", page_size=2).json()
    pages.append(answer)
    while answer["next"]:
        answer = read(answer["next"].removeprefix("http://testserver")).json()
        pages.append(answer)
    assert [each["slug"] for page in pages for each in page["results"]] == everything
    assert {page["count"] for page in pages} == {7}
    back = [pages[-1]]
    while back[-1]["previous"]:
        back.append(read(back[-1]["previous"].removeprefix("http://testserver")).json())
    assert [page["results"] for page in reversed(back)] == [page["results"] for page in pages]


def test_cursor_belongs_to_its_question(read):
    for number in range(3):
        release(a_sheet(f"Knee {number}"), f"s-{number}")
    cursor = read("search/", q="knee", lang="en", page_size=1).json()["next"].split("cursor=")[1]
    assert read(f"/api/v1/search/?q=knee&lang=en&cursor={cursor}").status_code == 200
    refused(read(f"/api/v1/search/?q=kne&lang=en&cursor={cursor}"), "cursor")
    refused(read(f"/api/v1/search/?q=knee&lang=fr&cursor={cursor}"), "cursor")
    refused(read("search/", q="knee", lang="en", cursor="made-up"), "cursor")


def test_more_than_are_counted_are_said_to_be_more(search, monkeypatch):
    monkeypatch.setattr("editions.search.finding.MOST_FOUND", 2)
    for number in range(4):
        release(a_sheet(f"Knee {number}"), f"s-{number}")
    answer = search("knee")
    assert (answer["count"], answer["count_is_exact"]) == (2, False)


def test_answer_can_be_kept_and_purged(read):
    edition = released()
    answer = read("search/", q="asthma", lang="en")
    assert answer["Cache-Control"].startswith("public")
    tags = answer["Cache-Tag"].split(", ")
    assert {"search", "factsheets", str(edition.work_id)[:13]} <= set(tags)
    again = read("search/", q="asthma", lang="en", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_question_is_searched_by_its_answer_too(slugs):
    released(an_faq())
    assert slugs("medicine lungs") == ["can-i-use-a-spacer"]


def test_sheet_is_found_by_the_words_of_its_questions(slugs):
    inhalers()
    assert "inhalers" in slugs("use a spacer")


def test_page_takes_one_query_and_another_for_a_topic(read, django_assert_max_num_queries):
    for number in range(3):
        a_sheet_called(f"Knee {number}", publisher=CHARITY.id)
    with django_assert_max_num_queries(2):
        assert read("search/", q="knee", lang="en", topic="knees").status_code == 200
    with django_assert_max_num_queries(1):
        assert read("search/", q="knee", lang="en").json()["count"] == 3
