"""Speed, measured beside a baseline in the same run: `make bench`. Prints CPU time (process time) and ratios."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from statistics import median

import pytest
from django.db import transaction
from msgspec.structs import replace

from editions.content import Review, to_data
from editions.issuing import Notice
from editions.releases import release_source
from editions.vocabulary import ChangeKind
from factsheets.models import FactSheet
from factsheets.snapshots import snapshot
from tests.factsheets.builders import a_body, a_fact_sheet, an_admin, translate_and_release

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

ELEVEN = ["cy", "fr", "es", "pl", "ro", "ar", "ur", "bn", "pa", "so", "zh-hans"]
SIXTY = json.dumps(a_body(*[f"Paragraph {n} about <b>inhalers</b> and how to hold them." for n in range(60)]))


def cpu_of(act: Callable[[], object], *, rounds: int = 9) -> float:
    """Median milliseconds of CPU, after two rounds to warm up."""
    times = []
    for _round in range(rounds + 2):
        begin = time.process_time()
        act()
        times.append((time.process_time() - begin) * 1000)
    return median(times[2:])


def report(what: str, ours: float, baseline: float, budget: float, than: str) -> None:
    ratio = f"{ours / baseline:.2f} × {than} ({baseline:.1f} ms)"
    print(f"\n{what}: {ours:.1f} ms of CPU (budget {budget:.0f}); {ratio}")


def releasing(page: FactSheet, kind: ChangeKind = ChangeKind.EDITORIAL, **changes: object) -> Callable[[], object]:
    """An act that releases a new edition of the source, and is undone so that each round is the same."""
    content = snapshot(FactSheet.objects.get(pk=page.pk), "en")

    def act() -> None:
        with transaction.atomic():
            changed = replace(content, **(changes or {"summary": "A new summary."}))
            release_source(changed, slug=page.slug, notice=Notice(kind))
            transaction.set_rollback(True)

    return act


def test_release_of_a_sheet_with_twelve_languages():
    alone = a_fact_sheet("Alone", body_en=SIXTY)
    page = a_fact_sheet("In twelve languages", body_en=SIXTY)
    for language in ELEVEN:
        translate_and_release(page, language)
    report(
        "Release, 60 blocks, 12 languages",
        cpu_of(releasing(page)),
        cpu_of(releasing(alone)),
        50,
        "the same sheet in one language",
    )


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a new review date, carried forward", {"review": Review(None, date(2031, 1, 1))}),
        ("content", {"summary": "New."}),
    ],
)
def test_release_by_what_changed(name, changes):
    page = a_fact_sheet("In twelve languages", body_en=SIXTY)
    for language in ELEVEN:
        translate_and_release(page, language)
    report(
        f"Release, 60 blocks, 12 languages, {name}",
        cpu_of(releasing(page, ChangeKind.CONTENT, **changes)),
        cpu_of(releasing(page)),
        50,
        "an editorial change",
    )


def test_page_editor_of_sixty_blocks(client):
    client.force_login(an_admin())
    page, small = a_fact_sheet("Long", body_en=SIXTY), a_fact_sheet("Short")
    report(
        "Page editor, 60 blocks",
        cpu_of(lambda: client.get(f"/admin/pages/{page.pk}/edit/")),
        cpu_of(lambda: client.get(f"/admin/pages/{small.pk}/edit/")),
        600,
        "the editor of a sheet of two paragraphs",
    )


def test_detail_from_the_record(client):
    page = a_fact_sheet("Read often", body_en=SIXTY)

    def from_the_page() -> str:
        live = FactSheet.objects.only(*FactSheet.columns_to_load("en")).get(slug=page.slug)
        return json.dumps(to_data(snapshot(live, "en")))

    report(
        "Detail, 60 blocks, whole request",
        cpu_of(lambda: client.get(f"/api/v1/factsheets/{page.slug}/?lang=en"), rounds=50),
        cpu_of(from_the_page, rounds=50),
        5,
        "only reading the page row and turning it into values",
    )
