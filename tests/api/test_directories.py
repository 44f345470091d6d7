"""The small resources: the root, languages and publishers."""

import pytest
from msgspec.structs import replace

from editions import withholding
from editions.vocabulary import ChangeKind

from .builders import (
    ASTHMA,
    CHARITY,
    CLINIC,
    FOLDERS,
    a_content,
    a_sheet_called,
    a_topic,
    an_id,
    released,
    released_in,
)

pytestmark = pytest.mark.django_db


def language(read, code):
    results = read("languages/").json()["results"]
    return next(each for each in results if each["code"] == code)


def test_root_leads_everywhere(read, settings):
    for name, address in read("").json().items():
        if "{" not in address:
            path = address.removeprefix(settings.SITE_URL)
            assert read(path).status_code == 200, name


def test_languages_are_those_that_are_switched_on(read, settings):
    answer = read("languages/").json()
    assert answer["count"] == len(answer["results"]) == len(settings.CONTENT_LANGUAGES)
    assert "zh-Hans" in [each["code"] for each in answer["results"]]


def test_language_has_its_names_and_direction(read):
    arabic = language(read, "ar")
    assert (arabic["name"], arabic["native_name"], arabic["direction"]) == (
        "Arabic",
        "العربية",
        "rtl",
    )


def test_language_counts_its_publications_by_status(read):
    first = released()
    released_in("fr", first)
    released_in("pl", first)
    withholding.withhold(ASTHMA, "pl", reason="A dose is wrong.", by="Test Editor")
    released(a_content(summary="New."), kind=ChangeKind.CONTENT)
    a_sheet_called("Diabetes")
    assert language(read, "en")["publications"] == {"current": 2, "outdated": 0, "withheld": 0}
    assert language(read, "fr")["publications"] == {"current": 0, "outdated": 1, "withheld": 0}
    assert language(read, "pl")["publications"] == {"current": 0, "outdated": 0, "withheld": 1}
    assert language(read, "cy")["publications"] == {"current": 0, "outdated": 0, "withheld": 0}


def test_languages_cost_one_query(read, django_assert_num_queries):
    with django_assert_num_queries(1):
        read("languages/")


def test_publisher_counts_the_sheets_that_readers_get(read):
    released_in("fr", released())
    a_sheet_called("Diabetes")
    entry = read("publishers/example-chest-clinic/").json()
    assert (entry["name"], entry["factsheets"]) == ("Example Chest Clinic", 2)
    listed = read("factsheets/", publisher=entry["slug"]).json()
    assert listed["count"] == entry["factsheets"]


def test_publisher_has_its_texts_in_the_language_asked_for(read):
    released_in("fr", released(CHARITY), words={CHARITY.disclaimer: "Ne remplace pas le médecin."})
    french = read("publishers/example-lung-charity/", lang="fr").json()
    assert (french["name"], french["disclaimer"]) == ("Example Lung Charity", "Ne remplace pas le médecin.")
    assert read("publishers/example-lung-charity/", lang="cy").json()["code"] == "translation-missing"
    assert read("publishers/", lang="cy").json()["count"] == 0


def test_publishers_come_in_pages(read, settings):
    for number in range(3):
        released(a_publisher(number))
    page = read("publishers/", page_size=2).json()
    rest = read(page["next"].removeprefix(settings.SITE_URL)).json()
    shown = [each["slug"] for each in page["results"] + rest["results"]]
    assert (shown, page["count"]) == (["p0", "p1", "p2"], 3)


@pytest.mark.parametrize("folder", ["publishers", "topics"])
@pytest.mark.parametrize("number", [3, 10])
def test_directories_cost_two_queries_however_many(read, django_assert_num_queries, folder, number):
    for each in range(number):
        released(a_publisher(each) if folder == "publishers" else a_topic(f"T{each}"))
    with django_assert_num_queries(2):
        read(f"{folder}/")


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("slug", ["nobody", "a\x00b", "x" * 5000])
def test_unknown_name_is_not_found(read, folder, slug):
    answer = read(f"{folder}/{slug}/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def a_publisher(number):
    return replace(CLINIC, id=an_id(f"p{number}"), title=f"P{number}")
