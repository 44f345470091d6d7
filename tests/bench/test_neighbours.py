"""A reference cited by 100 sheets in six languages is corrected: `make bench`.

Prints how long the editor's act takes, how long until all dependents are released by a worker in a process of its own,
and how long another editor and a reader wait at most meanwhile; beside a baseline measured in the same run.
"""

from __future__ import annotations

import os
import resource
import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection

from editions import reading
from editions.models import Dependent, Edition
from tests.editions.builders import (
    a_content,
    a_knee_sheet,
    a_reference,
    cite,
    in_language,
    released,
    translated_and_released,
)
from tests.editions.test_killed_worker import a_worker

pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]

SHEETS = int(os.environ.get("BENCH_SHEETS", "100"))
READER, EDITOR = 0.05, 0.3  # seconds between two acts of each
LANGUAGES = ("fr", "es", "pl", "ar", "ur")
PARAGRAPHS = [f"Paragraph {number} about inhalers and how to hold them." for number in range(20)]


def a_sheet(number: int):
    name = f"sheet-{number}"
    return a_content(name, sheet=name, paragraphs=[*PARAGRAPHS, f"As a study showed.{cite(a_reference())}"])


def seconds_of(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


class Person(threading.Thread):
    """Does something again and again beside the worker; remembers how long each time took."""

    def __init__(self, act: Callable[[int], object], *, every: float) -> None:
        super().__init__()
        self.act, self.every, self.times, self.is_over = act, every, list[float](), threading.Event()

    def run(self) -> None:
        number = 0
        while not self.is_over.wait(self.every):
            number += 1
            begin = time.perf_counter()
            self.act(number)
            self.times.append(time.perf_counter() - begin)
        connection.close()

    def waits(self) -> list[float]:
        self.is_over.set()
        self.join()
        return sorted(self.times)


def read(_number: int) -> None:
    assert reading.detail(type="factsheet", slug_or_id="sheet-0", wishes=[reading.Wish("fr")])


def write(number: int) -> None:
    """What an editor's publication of a small sheet does to the record."""
    released(a_knee_sheet(summary=f"Keep moving, {number} times a day."), kind="editorial")


def one_after_the_other(sheets: list) -> float:
    """The baseline: the same number of releases of the same sheets, by hand and without any neighbour changing."""
    ten = [Edition.objects.filter(work=sheet.id, language="en").last() for sheet in sheets[:5]]

    def act() -> None:
        for edition in ten:
            for language in LANGUAGES[:2]:
                texts = {"title": f"Better {language} {edition.work_id}"}
                content = in_language(language, edition.value(), texts)
                translated_and_released(edition, language, content=content)

    return seconds_of(act) / (len(ten) * 2)


def quiet_waits() -> tuple[float, float]:
    """The longest wait of reader and editor while the worker has nothing to do."""
    reader, editor = Person(read, every=READER), Person(write, every=EDITOR)
    for person in (reader, editor):
        person.start()
    time.sleep(3)
    return reader.waits()[-1], editor.waits()[-1]


def test_correcting_a_reference_that_a_hundred_sheets_cite():
    released(a_reference())
    released(a_knee_sheet())
    sheets = [a_sheet(number) for number in range(SHEETS)]
    for sheet in sheets:
        edition = released(sheet)
        for language in LANGUAGES:
            translated_and_released(edition, language)
    alone = one_after_the_other(sheets)
    quiet_reader, quiet_editor = quiet_waits()

    act = seconds_of(lambda: released(a_reference("Corrected")))
    waiting = Dependent.objects.count()
    reader, editor = Person(read, every=READER), Person(write, every=EDITOR)
    cpu_before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    worker = a_worker()
    begin = time.perf_counter()
    for person in (reader, editor):
        person.start()
    worker.wait(120)
    whole = time.perf_counter() - begin
    cpu = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - cpu_before
    reads, writes = reader.waits(), editor.waits()
    assert not Dependent.objects.exists()
    safety = seconds_of(lambda: released(a_reference("Retracted"), kind="safety"))

    print(f"\nA reference cited by {SHEETS} sheets in {len(LANGUAGES) + 1} languages ({connection.vendor}):")
    print(f"  the editor's act: {act * 1000:.0f} ms; as a safety change {safety * 1000:.0f} ms (budget 1000)")
    print(
        f"  {waiting} dependents released in {whole:.1f} s (budget 30): {whole / waiting * 1000:.0f} ms each, "
        f"{whole / waiting / alone:.2f} × a release by hand ({alone * 1000:.0f} ms); {cpu:.1f} s of CPU with the start"
    )
    for who, times, quiet in (("a reader", reads, quiet_reader), ("another editor", writes, quiet_editor)):
        print(
            f"  longest wait of {who}: {times[-1] * 1000:.0f} ms (budget 200), without the worker {quiet * 1000:.0f};"
        )
        print(f"    median {times[len(times) // 2] * 1000:.0f} ms of {len(times)}")
