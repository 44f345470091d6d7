"""The page editor of a long sheet beside that of a page without any text: `make bench`. Prints CPU and ratio."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable
from statistics import median

import pytest
from django.urls import reverse

from factsheets.models import FactSheet
from tests.factsheets.builders import a_body, a_draft, an_admin, the_folder

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

BUDGET = 600  # milliseconds of server time


def cite(number: int) -> str:
    return f'<cite data-reference="{uuid.UUID(int=number)}">Hackett {1900 + number}</cite>'


def a_long_sheet() -> FactSheet:
    """Sixty blocks, every second one with a citation."""
    texts = [f"Paragraph {n} about <b>ligaments</b>{cite(n) if n % 2 else ''} and rest." for n in range(60)]
    return a_draft("Long", body_en=json.dumps(a_body(*texts)))


def cpu_of(act: Callable[[], object], *, rounds: int = 9) -> float:
    """Median milliseconds of CPU, after two rounds to warm up."""
    times = []
    for _round in range(rounds + 2):
        begin = time.process_time()
        act()
        times.append((time.process_time() - begin) * 1000)
    return median(times[2:])


def test_editor_of_sixty_blocks_with_thirty_citations(client):
    client.force_login(an_admin())
    ours, bare = (reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in (a_long_sheet(), the_folder()))
    ours, bare = cpu_of(lambda: client.get(ours)), cpu_of(lambda: client.get(bare))
    print(
        f"\nEditor, 60 blocks, 30 citations: {ours:.0f} ms of CPU (budget {BUDGET}); {ours / bare:.2f} × a bare page's"
    )
    assert ours < BUDGET
