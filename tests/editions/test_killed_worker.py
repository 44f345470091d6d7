"""A worker that is killed with -9 at any moment loses no dependent and releases none twice. Real processes."""

import os
import random
import signal
import subprocess
import sys
import time
from urllib.parse import quote

import pytest
from django.db import connection

from editions.dependents import release_all
from editions.models import Change, Dependent, Edition, Publication, Rendition

from .builders import a_content, a_reference, cite, released, translated_and_released, words_in

pytestmark = pytest.mark.django_db(transaction=True)

SHEETS = 6
PATIENCE = 120  # seconds: the machine may be busy
# Kills itself with -9 at the given call of one of our functions: in the middle of a transaction, or between two.
WORKER = """
import django, os, signal, sys; django.setup()
from editions import dependents, envelopes, issuing, log

def die_in(module, name, after):
    act, calls = getattr(module, name), []
    def act_or_die(*args, **kwargs):
        calls.append(name)
        if len(calls) > after:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*args, **kwargs)
    setattr(module, name, act_or_die)

if len(sys.argv) > 1:
    die_in(eval(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
print("ready", flush=True)
dependents.release_due(seconds=60)
"""
MOMENTS = [
    ("issuing", "record_places", "0"),  # the edition is written, nothing else is
    ("issuing", "render_new", "1"),
    ("log", "record", "0"),  # the publication leads to the new edition
    ("envelopes", "refresh_language", "1"),  # the last step
    ("dependents.time", "sleep", "0"),  # between two transactions
]


@pytest.fixture
def sheets():
    """Sheets in English and French that all cite a reference which has just been corrected."""
    released(a_reference())
    names = [f"sheet-{number}" for number in range(SHEETS)]
    sheets = [a_content(name, sheet=name, paragraphs=[f"Breathe.{cite(a_reference())}"]) for name in names]
    for sheet in sheets:
        translated_and_released(released(sheet), "fr")
    released(a_reference("Corrected"))
    return sheets


def a_worker(*dying: str) -> subprocess.Popen[str]:
    """In a process of its own, on the database of this test."""
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        user = quote(settings["USER"]) + (f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else "")
        address = f"postgres://{user}@{settings['HOST']}:{settings['PORT'] or 5432}/{settings['NAME']}"
    else:
        address = f"sqlite:///{settings['NAME']}"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": address}
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, *dying], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout
    assert worker.stdout.readline() == "ready\n"
    return worker


def everything_was_released_once(sheets) -> None:
    assert not Dependent.objects.exists()
    for sheet in sheets:
        for language in ("en", "fr"):
            versions = Edition.objects.in_language_of(sheet.id, language).values_list("version", flat=True)
            assert list(versions) == [1, 2]
            assert words_in(sheet, language).references[0].csl.title == "Corrected"
    recomposed = Change.objects.filter(act="recomposed")
    assert recomposed.count() == recomposed.values("work", "language").distinct().count() == 2 * SHEETS
    editions = Edition.objects.filter(is_recomposed=True)
    assert Rendition.objects.filter(edition__in=editions).count() == editions.count() == 2 * SHEETS
    assert set(Publication.objects.values_list("status", flat=True)) == {"current"}


def test_worker_that_is_killed_again_and_again(sheets):
    left = []
    for moment in MOMENTS:
        assert a_worker(*moment).wait(PATIENCE) == -signal.SIGKILL
        left.append(Dependent.objects.count())
    assert left == [12, 11, 11, 10, 9], "what was committed stays, and nothing else"
    worker = a_worker()
    time.sleep(random.uniform(0, 0.2))
    worker.kill()
    worker.wait(PATIENCE)
    assert a_worker().wait(PATIENCE) == 0
    everything_was_released_once(sheets)


def test_two_workers_at_once(sheets):
    workers = [a_worker(), a_worker()]
    assert [worker.wait(PATIENCE) for worker in workers] == [0, 0]
    release_all()
    everything_was_released_once(sheets)
