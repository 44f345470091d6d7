"""Lists of the admin with 1,000 sheets in twelve languages: time of the server and number of queries."""

from __future__ import annotations

import time
from statistics import median

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editions.models import Edition, Publication, Slug, Work
from factsheets.models import FactSheet
from tests.factsheets.builders import a_draft, a_fact_sheet, an_admin, the_folder, translate_and_release

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

ELEVEN = ["cy", "fr", "es", "pl", "ro", "ar", "ur", "bn", "pa", "so", "zh-hans"]


def a_thousand_sheets() -> None:
    """Rows as releases leave them, copied from one sheet: a thousand real ones would take an hour."""
    pattern = a_fact_sheet("Sheet")
    for language in ELEVEN:
        translate_and_release(pattern, language)
    editions = {each.language: each for each in Edition.objects.filter(work_id=pattern.content_id)}
    publications = list(Publication.objects.filter(work_id=pattern.content_id))
    work, slug = Work.objects.get(id=pattern.content_id), Slug.objects.get(work_id=pattern.content_id)
    for n in range(1000):
        page = FactSheet(title=f"Sheet {n}", live=True, publisher=pattern.publisher, headline_en=f"Sheet {n}")
        page.next_review = pattern.next_review
        the_folder().add_child(instance=page)
        work.pk = page.content_id
        Work.objects.bulk_create([work])
        slug.pk, slug.work_id, slug.slug = None, page.content_id, page.slug
        Slug.objects.bulk_create([slug])
        copies = []
        for publication in publications:
            publication.pk, publication.work_id = None, page.content_id
            publication.edition = editions[publication.language]
            publication.status = "outdated" if publication.language in ELEVEN[: n % 4] else "current"
            copies.append(publication)
        Publication.objects.bulk_create(copies)


def test_lists_with_a_thousand_sheets_in_twelve_languages(client):
    client.force_login(an_admin())
    a_draft("Half written")
    a_thousand_sheets()
    sheets = reverse("sheets:index")
    for address in (
        sheets,
        f"{sheets}?p=20",
        f"{sheets}?language=fr&status=outdated",
        f"{sheets}?q=999",
        reverse("factsheets_translations"),
        reverse("wagtailadmin_explore", args=[the_folder().pk]),
        reverse("wagtailadmin_home"),
    ):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        number = len(queries)
        times = []
        for _round in range(5):
            begin = time.perf_counter()
            assert client.get(address).status_code == 200
            times.append((time.perf_counter() - begin) * 1000)
        print(f"\n{address}: {median(times):.0f} ms, {number} queries")
