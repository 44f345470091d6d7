"""“12 clinics still read the withdrawn version”: the report, and what an edition's standing is in it."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from api.usage.counting import today
from api.usage.models import Reads
from editions import withdrawals
from editions.redaction import redact
from editions.withholding import withhold
from tests.api.builders import ASTHMA, a_content, a_paragraph, a_section, a_sheet_called, released, released_in
from tests.factsheets.people import a_person
from tests.keys.builders import a_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client):
    client.force_login(a_person("API manager"))
    return client


def a_read(
    *, work=ASTHMA, language: str = "en", version: int = 1, of: str = "Lung Clinic", times: int = 1, ago: int = 0
):
    key = a_key(of=of).key if of else None
    day = today() - timedelta(days=ago)
    Reads.objects.create(day=day, key=key, work_id=work, language=language, version=version, times=times)


def changed():
    """The second edition of the asthma sheet."""
    section = a_section("what-it-is", "What is asthma?", a_paragraph("what", "Asthma makes the airways narrow."))
    return released(a_content(sections=(section,)))


def report(client, **asked) -> list[dict[str, str]]:
    """The rows as the spreadsheet has them."""
    answer = client.get(reverse("readers_report"), {"export": "csv", **asked})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


def test_twelve_clinics_still_read_the_withdrawn_version(manager) -> None:
    edition = released()
    for number in range(12):
        a_read(of=f"Clinic {number:02}", times=2)
    a_read(of="", times=40)
    withdrawals.withdraw(edition.work_id, reason="unpublished", by="Ann")
    (row,) = report(manager)
    assert (row["Title"], row["Edition is now"], row["Number of organisations"]) == ("Asthma", "withdrawn", "12")
    assert (row["Reads"], row["Without a key"]) == ("64", "40")
    assert row["Organisations"].startswith("Clinic 00, Clinic 01, Clinic 02")


def test_edition_stands_as_the_api_says(manager) -> None:
    first = released()
    released_in("fr", first)
    changed()
    withhold(first.work_id, "fr", reason="Wrong dose", by="Ann")
    for language, version in (("en", 1), ("en", 2), ("fr", 1)):
        a_read(language=language, version=version)
    rows = {(row["Language"], row["Edition"]): row["Edition is now"] for row in report(manager)}
    assert rows == {("en", "1"): "superseded", ("en", "2"): "current", ("fr", "1"): "withheld"}


def test_redacted_edition_is_called_so(manager) -> None:
    first = released()
    changed()
    redact(first.id, reason="Court order", by="Ann")
    a_read(version=1)
    assert [row["Edition is now"] for row in report(manager)] == ["redacted"]


def test_two_keys_of_a_clinic_are_one_organisation(manager) -> None:
    released()
    a_read(times=1)
    a_read(times=1, ago=1)
    (row,) = report(manager)
    assert (row["Number of organisations"], row["Reads"]) == ("1", "2")


@pytest.mark.parametrize(
    ("asked", "versions"),
    [
        ({}, ["1", "2"]),
        ({"days": "7"}, ["2"]),
        ({"days": "90"}, ["1", "2", "3"]),
        ({"standing": "superseded"}, ["1"]),
        ({"language": "fr"}, []),
        ({"days": "nonsense"}, ["1", "2"]),
    ],
)
def test_rows_are_chosen_by_day_standing_and_language(manager, asked, versions) -> None:
    released()
    changed()
    for version, ago in ((1, 20), (2, 3), (3, 60)):
        a_read(version=version, ago=ago)
    assert sorted(row["Edition"] for row in report(manager, **asked)) == versions


def test_rows_are_chosen_by_organisation(manager) -> None:
    released()
    a_read(of="Lung Clinic")
    a_read(of="Eye Clinic")
    chosen = a_key(of="Eye Clinic").key.organisation_id
    assert [row["Organisations"] for row in report(manager, organisation=str(chosen))] == ["Eye Clinic"]


def test_most_readers_come_first_and_the_page_names_them(manager) -> None:
    released()
    knee = a_sheet_called("Knee pain")
    a_read(times=100)
    for name in ("Bone Clinic", "Eye Clinic"):
        a_read(work=knee.work_id, of=name)
    page = manager.get(reverse("readers_report")).content.decode()
    assert page.index("Knee pain") < page.index("Asthma")
    assert "Bone Clinic, Eye Clinic" in page


def test_page_costs_the_same_for_any_number_of_rows(manager) -> None:
    released()
    a_read()
    manager.get(reverse("readers_report"))
    few = queries_of(manager)
    for version in range(2, 40):
        a_read(version=version, of=f"Clinic {version}")
    assert queries_of(manager) == few


def queries_of(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("readers_report"))
    return len(captured)


def test_nothing_was_read(manager) -> None:
    assert manager.get(reverse("readers_report")).status_code == 200
    assert report(manager) == []
