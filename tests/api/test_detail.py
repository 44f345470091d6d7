"""One sheet: found by slug or UUID, with every member of the contract, by two queries."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editions.models import Rendition
from editions.vocabulary import ChangeKind

from .builders import ASTHMA, a_content, an_id, released, released_in

pytestmark = pytest.mark.django_db

MEMBERS = [
    "id", "type", "slug", "language", "title", "alternative_titles", "summary", "audience", "publisher",
    "sections", "faqs", "references", "terms", "links", "disclaimer", "review", "rights", "left_out",
    "topics", "translation", "edition", "available_languages", "urls",
]  # fmt: skip


def test_sheet_is_found_by_its_slug(read):
    released()
    assert read("factsheets/asthma/").json()["title"] == "Asthma"


@pytest.mark.parametrize("name", [str(ASTHMA), str(ASTHMA).upper(), ASTHMA.hex])
def test_sheet_is_found_by_its_uuid(read, name):
    released()
    assert read(f"factsheets/{name}/").json()["slug"] == "asthma"


def test_members_come_in_the_order_of_the_contract(read):
    released()
    assert list(read("factsheets/asthma/").json()) == MEMBERS


def test_sheet_costs_one_query(read, django_assert_num_queries):
    released_in("fr", released())
    with django_assert_num_queries(1):
        read("factsheets/asthma/", lang="fr")


def test_fallback_costs_no_further_query(read, django_assert_num_queries):
    released()
    with django_assert_num_queries(1):
        read("factsheets/asthma/", lang="cy", fallback="missing")


def test_pages_are_never_read(read):
    released()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        read("factsheets/asthma/")
        read("factsheets/")
    assert not any("wagtail" in each["sql"] or "factsheets_" in each["sql"] for each in queries)


def test_rendition_of_an_older_presenter_is_made_anew(read):
    edition = released()
    Rendition.objects.filter(edition=edition).update(presenter_version=0, body="{}")
    assert read("factsheets/asthma/").json()["title"] == "Asthma"
    assert Rendition.objects.get(edition=edition).presenter_version > 0


def test_source_says_that_it_is_the_source(read):
    released()
    translation = read("factsheets/asthma/").json()["translation"]
    assert (translation["status"], translation["method"], translation["notice"]) == (
        "source", None, None,
    )  # fmt: skip


def test_translation_says_which_source_edition_it_was_made_from(read):
    first = released()
    released_in("fr", first)
    released(a_content(summary="Another summary."), kind=ChangeKind.CONTENT)
    translation = read("factsheets/asthma/", lang="fr").json()["translation"]
    assert translation["status"] == "outdated"
    assert (translation["made_from_version"], translation["source_version"]) == (1, 2)


def test_outdated_and_machine_assisted_translation_warns_its_readers(read):
    first = released()
    released_in("pl", first, method="machine-assisted")
    released(a_content(summary="Another summary."), kind=ChangeKind.CONTENT)
    translation = read("factsheets/asthma/", lang="pl").json()["translation"]
    assert "original has changed" in translation["notice"]
    assert "machine" in translation["notice"]
    assert translation["notice_language"] == "en"


def test_current_translation_by_a_person_needs_no_warning(read):
    released_in("fr", released())
    assert read("factsheets/asthma/", lang="fr").json()["translation"]["notice"] is None


def test_arabic_is_labelled_right_to_left(read):
    released_in("ar", released())
    assert read("factsheets/asthma/", lang="ar").json()["language"]["direction"] == "rtl"


def test_language_codes_are_bcp_47_tags(read):
    released_in("zh-hans", released())
    sheet = read("factsheets/asthma/", lang="zh-CN").json()
    assert sheet["language"]["served"] == "zh-Hans"
    assert "zh-Hans" in [each["code"] for each in sheet["available_languages"]]


def test_available_languages_are_those_that_are_served(read):
    first = released()
    released_in("fr", first)
    released(a_content(summary="The dose was wrong."), kind=ChangeKind.SAFETY)
    codes = [each["code"] for each in read("factsheets/asthma/").json()["available_languages"]]
    assert codes == ["en"]


def test_links_lead_to_what_they_say(read, settings):
    edition = released()
    sheet = read("factsheets/asthma/").json()
    links = [sheet["edition"]["url"], *sheet["urls"].values()]
    links += [each["url"] for each in sheet["available_languages"]]
    paths = [link.removeprefix(settings.SITE_URL) for link in links]
    assert [read(path).status_code for path in paths] == [200] * len(paths)
    assert str(edition.id) in paths[0]


def test_old_slug_leads_to_the_new_one_for_ever(read):
    released()
    released(a_content(summary="New."), slug="asthma-in-adults")
    answer = read("factsheets/asthma/", lang="en", fallback="missing")
    assert answer.status_code == 308
    assert answer["Location"] == "/api/v1/factsheets/asthma-in-adults/?lang=en&fallback=missing"
    history = read("factsheets/asthma/editions/")
    assert history["Location"] == "/api/v1/factsheets/asthma-in-adults/editions/"


def test_text_is_escaped_and_markup_kept(read):
    released()
    block = json.loads(read("factsheets/asthma/").content)["sections"][0]["blocks"][0]
    assert block["html"] == "<p>Asthma makes the airways <strong>narrow</strong> &amp; swollen.</p>"
    assert block["text"] == "Asthma makes the airways narrow & swollen."


@pytest.mark.parametrize("name", ["eczema", str(an_id("nobody")), "Asthma", "a" * 300, "a\tb", "asthma%00"])
def test_sheet_that_never_existed_is_not_found(read, name):
    released()
    answer = read(f"factsheets/{name}/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
