"""The small resources: the root, languages and publishers."""

import pytest
from django.utils import timezone

from editions import withholding
from editions.models import Publisher
from editions.vocabulary import ChangeKind

from .builders import ASTHMA, CLINIC, a_content, a_sheet_called, released, released_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic(db):
    return Publisher.objects.create(
        slug=CLINIC.slug,
        name=CLINIC.name,
        url=CLINIC.url,
        registration=CLINIC.registration,
        changed_at=timezone.now(),
    )


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


def test_publisher_counts_the_sheets_that_readers_get(read, clinic):
    released_in("fr", released())
    a_sheet_called("Diabetes")
    entry = read(f"publishers/{clinic.slug}/").json()
    assert (entry["name"], entry["factsheets"]) == ("Example Chest Clinic", 2)
    listed = read("factsheets/", publisher=clinic.slug).json()
    assert listed["count"] == entry["factsheets"]


def test_publishers_come_in_pages(read, settings):
    for number in range(3):
        Publisher.objects.create(slug=f"p{number}", name="P", changed_at=timezone.now())
    page = read("publishers/", page_size=2).json()
    rest = read(page["next"].removeprefix(settings.SITE_URL)).json()
    shown = [each["slug"] for each in page["results"] + rest["results"]]
    assert (shown, page["count"]) == (["p0", "p1", "p2"], 3)


def test_publishers_cost_two_queries_however_many(read, clinic, django_assert_num_queries):
    for number in range(5):
        Publisher.objects.create(slug=f"p{number}", name="P", changed_at=timezone.now())
    with django_assert_num_queries(2):
        read("publishers/")


@pytest.mark.parametrize("slug", ["nobody", "a\x00b", "x" * 5000])
def test_unknown_publisher_is_not_found(read, slug):
    answer = read(f"publishers/{slug}/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
