"""The list of sheets: filters, order, pages and languages, by a fixed number of queries."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from api.cursors import Signer
from editions import withdrawals
from editions.content import Review
from editions.models import Rendition, WithdrawalReason
from editions.vocabulary import ChangeKind

from .builders import (
    ASTHMA,
    CHARITY,
    CLINIC,
    a_content,
    a_paragraph,
    a_section,
    a_sheet_called,
    a_topic,
    an_id,
    in_language,
    released,
    released_in,
)

pytestmark = pytest.mark.django_db


def titles(answer):
    assert answer.status_code == 200, answer.content
    return [each["title"] for each in answer.json()["results"]]


def all_pages(read, settings, **asked):
    """Titles of every page, following `next`; then the pages back, following `previous`."""
    page = read("factsheets/", **asked).json()
    pages = [page]
    while page["next"]:
        page = read(page["next"].removeprefix(settings.SITE_URL)).json()
        pages.append(page)
    back = [page]
    while page["previous"]:
        page = read(page["previous"].removeprefix(settings.SITE_URL)).json()
        back.append(page)
    there = [[each["title"] for each in page["results"]] for page in pages]
    assert there == [[each["title"] for each in page["results"]] for page in reversed(back)]
    return there


def test_sheets_are_listed_by_title_whatever_the_case(read):
    for title in ("eczema", "Asthma", "Diabetes"):
        a_sheet_called(title)
    assert titles(read("factsheets/")) == ["Asthma", "Diabetes", "eczema"]


def test_line_is_the_sheet_without_its_text(read):
    released()
    [line] = read("factsheets/", lang="en").json()["results"]
    sheet = read("factsheets/asthma/", lang="en").json()
    for member in ("sections", "faqs", "references", "terms", "links", "disclaimer", "left_out"):
        del sheet[member]
    sheet["publisher"] = {name: sheet["publisher"][name] for name in ("id", "slug", "name", "url", "registration")}
    assert line == sheet
    assert list(line) == list(sheet)


def test_line_is_right_where_a_rendition_is_old(read):
    Rendition.objects.filter(edition=released()).update(presenter_version=0, body="{}")
    assert titles(read("factsheets/")) == ["Asthma"]


@pytest.mark.parametrize("ordering", ["title", "-released_at", "next_review"])
@pytest.mark.parametrize("page_size", [1, 2, 3, 7, 100])
def test_pages_show_everything_once_there_and_back(read, settings, ordering, page_size):
    reviews = [date(2027, 1, 1), None, date(2026, 6, 1), None, date(2027, 1, 1), date(2030, 1, 1)]
    for number, due in enumerate(reviews):
        a_sheet_called(f"Sheet {number % 3}{number}", review=Review(None, due))
    pages = all_pages(read, settings, ordering=ordering, page_size=page_size)
    shown = [title for page in pages for title in page]
    assert shown == titles(read("factsheets/", ordering=ordering, page_size=100))
    assert len(set(shown)) == 6


def test_newest_release_comes_first(read, clock):
    for title in ("Asthma", "Diabetes", "Eczema"):
        a_sheet_called(title)
        clock.shift(60)
    shown = titles(read("factsheets/", ordering="-released_at"))
    assert shown == ["Eczema", "Diabetes", "Asthma"]


def test_sheet_without_a_review_date_comes_last(read):
    a_sheet_called("Never", review=Review(None, None))
    a_sheet_called("Late", review=Review(None, date(2031, 1, 1)))
    a_sheet_called("Soon", review=Review(None, date(2026, 1, 1)))
    assert titles(read("factsheets/", ordering="next_review")) == ["Soon", "Late", "Never"]


def test_release_between_two_pages_moves_nothing(read, settings):
    for title in ("B", "C", "D"):
        a_sheet_called(title)
    page = read("factsheets/", page_size=2).json()
    a_sheet_called("A")
    following = read(page["next"].removeprefix(settings.SITE_URL))
    assert titles(following) == ["D"]


@pytest.mark.parametrize("number", [3, 30])
def test_list_costs_two_queries_however_long(read, django_assert_num_queries, number):
    released(a_topic("Breathing"))
    for each in range(number):
        a_sheet_called(f"Sheet {each}", topics=(an_id("Breathing"),))
    with django_assert_num_queries(2):
        read("factsheets/", page_size=100, lang="fr", fallback="missing", topic="breathing")


def test_list_is_in_the_language_asked_for(read):
    first = released()
    released_in("fr", first, title="Asthme")
    a_sheet_called("Diabetes")
    assert titles(read("factsheets/", lang="fr")) == ["Asthme"]
    assert titles(read("factsheets/", lang="cy")) == []
    assert read("factsheets/", lang="fr")["Content-Language"] == "fr"


def test_without_a_wish_each_sheet_is_in_its_source_language(read):
    released()
    welsh = in_language("cy", a_content(), title="Diabetes")
    released(a_content(id=an_id("cy"), language="cy", title=welsh.title), slug="diabetes")
    lines = read("factsheets/").json()["results"]
    assert [each["language"]["served"] for each in lines] == ["en", "cy"]
    assert {each["language"]["reason"] for each in lines} == {"unspecified"}


def test_header_chooses_for_each_sheet_the_first_language_it_has(read):
    released_in("fr", released(), title="Asthme")
    a_sheet_called("Diabetes")
    answer = read("factsheets/", headers={"Accept-Language": "fr, en;q=0.5"})
    assert titles(answer) == ["Asthme", "Diabetes"]
    assert answer["Content-Language"] == "fr, en"
    assert "Accept-Language" in answer["Vary"]


def test_fallback_shows_missing_sheets_in_their_source_language(read):
    released_in("fr", released(), title="Asthme")
    a_sheet_called("Diabetes")
    lines = read("factsheets/", lang="fr", fallback="missing").json()["results"]
    assert [(each["title"], each["language"]["reason"]) for each in lines] == [
        ("Asthme", None),
        ("Diabetes", "missing"),
    ]


def test_fallback_current_shows_outdated_sheets_in_their_source_language(read):
    released_in("fr", released(), title="Asthme")
    released(a_content(summary="Another summary."), kind=ChangeKind.CONTENT)
    [line] = read("factsheets/", lang="fr", fallback="current").json()["results"]
    assert (line["title"], line["language"]["reason"]) == ("Asthma", "outdated")


def test_withheld_translation_is_not_listed(read):
    released_in("fr", released())
    released(a_content(summary="The dose was wrong."), kind=ChangeKind.SAFETY)
    assert titles(read("factsheets/", lang="fr")) == []


def test_status_filter_asks_for_the_text_that_is_served(read):
    released_in("fr", released(), title="Asthme")
    released(a_content(summary="Another summary."), kind=ChangeKind.CONTENT)
    released_in("fr", a_sheet_called("Diabetes"), title="Diabète")
    assert titles(read("factsheets/", lang="fr", status="outdated")) == ["Asthme"]
    assert titles(read("factsheets/", lang="fr", status="current")) == ["Diabète"]
    assert titles(read("factsheets/", lang="en", status="current")) == ["Asthma", "Diabetes"]


def test_publisher_filter(read):
    a_sheet_called("Asthma")
    a_sheet_called("Diabetes", publisher=CHARITY.id)
    assert titles(read("factsheets/", publisher="example-lung-charity")) == ["Diabetes"]


def test_audience_filter(read):
    a_sheet_called("Asthma", audience=("patients", "carers"))
    a_sheet_called("Diabetes", audience=("young-people",))
    assert titles(read("factsheets/", audience="carers")) == ["Asthma"]
    assert titles(read("factsheets/", audience="young-people")) == ["Diabetes"]
    assert titles(read("factsheets/", audience="professionals")) == []


def test_topic_filter(read):
    released(a_topic("Breathing"))
    released_in("fr", a_sheet_called("Asthma", topics=(an_id("Breathing"),)))
    a_sheet_called("Diabetes")
    assert titles(read("factsheets/", topic="breathing")) == ["Asthma"]
    assert titles(read("factsheets/", topic="breathing", lang="fr")) == ["fr: Asthma"]
    assert titles(read("factsheets/", topic="nothing")) == titles(read("factsheets/", publisher="nobody")) == []


def test_topic_filter_goes_by_the_edition_that_is_served(read):
    released(a_topic("Breathing"))
    first = a_content(topics=(an_id("Breathing"),))
    released(first)
    released(a_content())
    assert titles(read("factsheets/", topic="breathing")) == []


def test_withdrawn_topic_finds_nothing(read):
    released(a_topic("Breathing"))
    a_sheet_called("Asthma", topics=(an_id("Breathing"),))
    withdrawals.withdraw(an_id("Breathing"), reason=WithdrawalReason.UNPUBLISHED, by="Test Editor")
    assert titles(read("factsheets/", topic="breathing")) == []
    assert read("factsheets/asthma/").json()["topics"] == []


def test_section_filter(read):
    a_sheet_called("Asthma")
    paragraph = a_paragraph("risk", "It can hurt.")
    a_sheet_called("Injection", sections=(a_section("risks", "Risks", paragraph),))
    for kind in ("what-it-is", "treatment", "when-to-get-help"):
        assert titles(read("factsheets/", section=kind)) == ["Asthma"]
    assert titles(read("factsheets/", section="risks")) == ["Injection"]


def test_date_filters(read, clock):
    a_sheet_called("Asthma", review=Review(date(2024, 1, 1), None))
    clock.shift(86_400)
    a_sheet_called("Diabetes", review=Review(date(2026, 1, 1), None))
    assert titles(read("factsheets/", released_since="2026-03-03")) == ["Diabetes"]
    assert titles(read("factsheets/", released_since="2026-03-02T09:00:00Z")) == [
        "Asthma",
        "Diabetes",
    ]
    assert titles(read("factsheets/", reviewed_before="2026-01-01")) == ["Asthma"]


def test_count_is_of_all_pages(read):
    for number in range(5):
        a_sheet_called(f"Sheet {number}")
    assert read("factsheets/", page_size=2).json()["count"] == 5


def test_links_of_pages_keep_the_question(read):
    for number in range(3):
        a_sheet_called(f"Sheet {number}")
    following = read("factsheets/", page_size=1, lang="en", ordering="-released_at").json()["next"]
    for part in ("page_size=1", "lang=en", "ordering=-released_at", "cursor="):
        assert part in following


@pytest.fixture
def cursor(read):
    for number in range(3):
        a_sheet_called(f"Sheet {number}")
    address = read("factsheets/", page_size=1).json()["next"]
    return parse_qs(urlsplit(address).query)["cursor"][0]


def refused(answer):
    return answer.status_code == 400 and answer.json()["parameter"] == "cursor"


def test_cursor_is_taken_with_another_page_size(read, cursor):
    assert titles(read("factsheets/", cursor=cursor, page_size=2)) == ["Sheet 1", "Sheet 2"]


def test_tampered_cursor_is_refused(read, cursor):
    for wrong in (cursor[:-1], cursor[1:], f"x{cursor}", "x", "a:b", "é", "", "a" * 5000):
        assert refused(read("factsheets/", cursor=wrong)), wrong


def test_cursor_signed_for_another_purpose_is_refused(read, cursor):
    assert refused(read("factsheets/", cursor=Signer(salt="other").sign_object([1, 2, 3, 4])))


@pytest.mark.parametrize("other", [{"ordering": "-released_at"}, {"lang": "en"}])
def test_cursor_of_another_question_is_refused(read, cursor, other):
    assert refused(read("factsheets/", cursor=cursor, **other))
    assert refused(read("publishers/", cursor=cursor))


def test_cursor_of_another_reader_with_other_languages_is_refused(read, cursor):
    assert refused(read("factsheets/", cursor=cursor, headers={"Accept-Language": "fr, en"}))


def test_list_names_its_contents_for_caches(read):
    released()
    assert read("factsheets/")["Cache-Tag"] == f"factsheets, {str(ASTHMA)[:13]}, {str(CLINIC.id)[:13]}"
