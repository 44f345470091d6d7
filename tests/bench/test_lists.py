"""Lists with 1,000 sheets in 12 languages, measured beside a baseline in the same run: `make bench`."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from editions.models import Edition, Inclusion, Publication, Rendition, Slug, Work
from tests.api.builders import (
    a_citation,
    a_content,
    a_paragraph,
    a_reference,
    a_section,
    a_topic,
    an_id,
    released,
    released_in,
)

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

ELEVEN = ("cy", "fr", "es", "pl", "ro", "ar", "ur", "bn", "pa", "so", "zh-hans")
SHEETS = 1000
COPIED = (Publication, Edition, Rendition, Inclusion)


def a_sheet_in_twelve_languages() -> Work:
    """On a topic, citing a reference, by the acts that everybody uses."""
    released(a_topic("Breathing"))
    released(a_reference("spacers"))
    text = a_paragraph("cites", f"So it is said{a_citation('spacers')}.")
    sections = (*a_content().sections, a_section("evidence", "Evidence", text))
    source = released(a_content(sections=sections, topics=(an_id("Breathing"),)))
    for language in ELEVEN:
        released_in(language, source)
    return source.work


def copied(work: Work, number: int) -> None:
    """Many more of the same: rows alone, since releasing 12,000 editions would take an hour."""
    work = Work.objects.get(id=work.id)
    editions = list(Edition.objects.filter(work=work))
    publications = list(Publication.objects.filter(work=work))
    renditions = {each.edition_id: each.body for each in Rendition.objects.filter(edition__work=work)}
    version = Rendition.objects.filter(edition__work=work).first()
    assert version is not None
    inclusions = list(Inclusion.objects.filter(edition__work=work))
    made: dict[Any, list[Any]] = {model: [] for model in (Work, Slug, *COPIED)}
    for n in range(number):
        twin, ids = uuid4(), {each.id: uuid4() for each in editions}
        envelope = work.envelope.replace('"slug":"asthma"', f'"slug":"asthma-{n}"')
        made[Work].append(_twin(work, id=twin, envelope=envelope))
        made[Slug].append(Slug(type="factsheet", slug=f"asthma-{n}", work_id=twin, since=work.created_at))
        made[Edition] += [
            _twin(each, id=ids[each.id], work_id=twin, made_from_id=ids.get(each.made_from_id)) for each in editions
        ]
        made[Publication] += [
            _twin(each, id=None, work_id=twin, edition_id=ids[each.edition_id], title_key=f"{each.title_key} {n}")
            for each in publications
        ]
        made[Rendition] += [
            Rendition(edition_id=ids[id], presenter_version=version.presenter_version, body=body)
            for id, body in renditions.items()
        ]
        made[Inclusion] += [_twin(each, id=None, edition_id=ids[each.edition_id]) for each in inclusions]
    for model, rows in made.items():
        if model is Edition:  # sources first: translations point at them
            rows.sort(key=lambda each: each.made_from_id is not None)
        model.objects.bulk_create(rows, batch_size=500)


def _twin(row: Any, **changes: Any) -> Any:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**(values | changes))


def p50(act: Callable[[], object], *, rounds: int = 15) -> float:
    """Median milliseconds, after two rounds to warm up."""
    times = []
    for _round in range(rounds + 2):
        begin = time.perf_counter()
        act()
        times.append((time.perf_counter() - begin) * 1000)
    return median(times[2:])


@pytest.fixture
def lists(client: Client) -> Callable[[str], Callable[[], None]]:
    def asking(path: str) -> Callable[[], None]:
        def ask() -> None:
            answer = client.get(f"/api/v1/{path}")
            assert answer.status_code == 200
            assert answer.json()["results"]

        return ask

    return asking


PATHS = (
    "factsheets/?lang=ar",
    "factsheets/?lang=ar&fallback=current&page_size=100",
    "factsheets/?lang=ar&topic=breathing&ordering=-released_at",
    "references/",
    "topics/",
    "publishers/",
)


def test_lists_of_a_thousand_sheets_in_twelve_languages(lists):
    work = a_sheet_in_twelve_languages()
    few = {path: p50(lists(path)) for path in PATHS}
    copied(work, SHEETS - 1)
    assert Publication.objects.filter(type="factsheet").count() == SHEETS * 12
    for path in PATHS:
        many = p50(lists(path))
        print(f"\n/{path}: p50 {many:.1f} ms; {many / few[path]:.1f} × the same with one sheet ({few[path]:.1f} ms)")
