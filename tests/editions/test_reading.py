"""Reading: one query gives the right language of a sheet, and nothing that was not released."""

import json
import re
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editions import reading
from editions.models import Edition, Rendition
from editions.projection import presenter, rebuild
from editions.reading import Detail, Wish
from editions.withdrawals import withdraw
from editions.withholding import withhold

from .builders import FOUR_PUFFS, a_content, an_eczema_sheet, release, released, translated_and_released

pytestmark = pytest.mark.django_db

NEW_DOSE = a_content(paragraphs=[FOUR_PUFFS])
SOURCE = ""


def detail(*languages: str, of: str = "asthma") -> Detail | None:
    return reading.detail(type="factsheet", slug_or_id=of, wishes=[Wish(language) for language in languages])


def served(*languages: str) -> tuple[str, str] | None:
    """The language that these wishes get, and its status."""
    found = detail(*languages)
    return (found.served.language, found.served.status) if found and found.served else None


@pytest.fixture
def english() -> Edition:
    """A sheet in English and Arabic, whose French is outdated and whose Welsh is withheld."""
    old = released(slug="asthma")
    translated_and_released(old, "fr")
    english = released(NEW_DOSE)
    translated_and_released(english, "ar")
    translated_and_released(english, "cy")
    withhold(english.work_id, "cy", reason="A wrong word.", by="Rhys")
    return english


def test_detail_is_one_query(english, django_assert_num_queries):
    with django_assert_num_queries(1):
        detail("fr", "ar", SOURCE)


def test_detail_asks_nothing_but_the_record(english):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        detail("fr", SOURCE)
    tables = re.findall(r"(?:FROM|JOIN) (\w+)", queries[0]["sql"])
    assert len(tables) == 8
    assert all(table.startswith("editions_") for table in tables)


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        (["en"], ("en", "current")),
        (["ar"], ("ar", "current")),
        (["fr"], ("fr", "outdated")),
        ([SOURCE], ("en", "current")),
        (["fr", "ar"], ("fr", "outdated")),
        (["ar", "fr"], ("ar", "current")),
        (["cy", "ar"], ("ar", "current")),
        (["pl", SOURCE], ("en", "current")),
        (["cy"], None),
        (["pl"], None),
        (["xx'; --"], None),
        ([], None),
    ],
)
def test_first_wish_that_can_be_served_is_served(english, wishes, expected):
    assert served(*wishes) == expected


def test_wish_for_current_text_passes_an_outdated_one_over(english):
    wishes = [Wish("fr", ("current",)), Wish("ar", ("current",))]
    found = reading.detail(type="factsheet", slug_or_id="asthma", wishes=wishes)
    assert found.served.language == "ar"


def test_detail_holds_what_the_edition_says_of_itself(english):
    found = detail("fr").served
    french = Edition.objects.get(language="fr")
    assert (found.edition_id, found.hash, found.version, found.made_from_version) == (french.id, french.hash, 1, 1)
    assert (found.translator, found.reviewer, found.released_at) == ("Claire", "Rachid", french.released_at)


def test_body_is_the_rendition_of_the_edition(english):
    assert detail("ar").served.body == presenter().body(Edition.objects.get(language="ar"))


def test_envelope_says_what_there_is(english):
    envelope = detail("en").envelope
    statuses = {line["code"]: line["status"] for line in envelope["languages"]}
    assert statuses == {"ar": "current", "cy": "withheld", "en": "current", "fr": "outdated"}
    assert (envelope["slug"], envelope["source_language"], envelope["source_version"]) == ("asthma", "en", 2)


def test_envelope_names_no_edition_of_a_language_that_is_not_served(english):
    lines = {line["code"]: line for line in detail("en").envelope["languages"]}
    assert "edition" not in lines["cy"]
    assert lines["fr"]["edition"] == str(Edition.objects.get(language="fr").id)


def test_old_slug_is_found_and_said_to_be_old(english):
    release(NEW_DOSE, slug="wheezing")
    assert (detail("en").is_old_slug, detail("en", of="wheezing").is_old_slug) == (True, False)
    assert detail("en").envelope["slug"] == "wheezing"


@pytest.mark.parametrize("spelling", [str, str.upper, lambda text: text.replace("-", ""), "urn:uuid:{}".format])
def test_sheet_is_found_by_its_id_in_every_spelling(english, spelling):
    release(NEW_DOSE, slug="wheezing")
    found = detail("en", of=spelling(str(english.work_id)))
    assert (found.work_id, found.is_old_slug) == (english.work_id, False)


@pytest.mark.parametrize("name", ["eczema", str(UUID(int=0)), "", "asthma'--", "%s", "Asthma", "\x7f", "ä" * 300])
def test_unknown_name_is_none(english, name):
    assert detail("en", of=name) is None


def test_name_of_another_type_is_none(english):
    assert reading.detail(type="faq", slug_or_id="asthma", wishes=[Wish("en")]) is None


def test_what_was_never_released_is_not_there(english):
    assert detail("en", of="eczema") is None
    assert detail("en", of=str(an_eczema_sheet().id)) is None


def test_withdrawn_sheet_is_known_but_not_served(english):
    withdraw(english.work_id, reason="expired", by="")
    found = detail("en", "fr", SOURCE)
    assert (found.served, found.envelope["withdrawal"]["reason"]) == (None, "expired")


def test_withheld_text_is_not_served(english):
    released(a_content(paragraphs=["Take none."]), kind="safety")
    assert (served("fr"), served("ar"), served("en")) == (None, None, ("en", "current"))


def test_rendition_of_an_older_presenter_is_made_anew(english, monkeypatch):
    monkeypatch.setattr(presenter(), "VERSION", 99)
    monkeypatch.setattr(presenter(), "body", lambda edition: '{"new":true}')
    assert detail("ar").served.body == '{"new":true}'
    assert Rendition.objects.get(edition__language="ar").presenter_version == 99


def test_rendition_that_was_thrown_away_is_made_anew(english):
    before = detail("ar").served.body
    Rendition.objects.all().delete()
    assert detail("ar").served.body == before


def test_renditions_can_be_thrown_away_and_rebuilt(english):
    before = list(Rendition.objects.order_by("pk").values())
    Rendition.objects.all().delete()
    assert len(list(rebuild())) == len(before)
    assert list(Rendition.objects.order_by("pk").values()) == before


def test_status_of_an_edition_is_that_of_today(english):
    editions = Edition.objects.filter(work=english.work_id)
    old = editions.get(language="en", version=1)
    by_language = {each.language: reading.status_of_edition(each) for each in editions.order_by("version")}
    assert reading.status_of_edition(old) == "superseded"
    assert by_language == {"en": "current", "fr": "outdated", "ar": "current", "cy": "withheld"}


def test_edition_of_a_withdrawn_sheet_is_withdrawn(english):
    withdraw(english.work_id, reason="expired", by="")
    editions = Edition.objects.filter(work=english.work_id)
    assert {reading.status_of_edition(each) for each in editions} == {"withdrawn"}


def test_envelope_is_json_that_the_version_counts(english):
    before = detail("en").envelope_version
    withhold(english.work_id, "fr", reason="A wrong word.", by="Claire")
    assert (detail("en").envelope_version, json.dumps(detail("en").envelope)) > (before, "")


def test_unknown_id_is_none(english):
    assert detail("en", of=str(uuid4())) is None
