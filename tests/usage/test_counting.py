"""Counts of reads: what is kept of them, when it is written, and what is lost when a process dies."""

import signal
import threading
import time
import tracemalloc
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from api.keys.models import Key
from api.usage import counting, writing
from api.usage.clearing import clear_away_old_counts
from api.usage.counting import Counter
from api.usage.models import Reads
from tests.keys.builders import a_key, asking
from tests.keys.elsewhere import elsewhere

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
ASTHMA = UUID(int=1)
ENGLISH, FRENCH = (ASTHMA, "en", 3), (ASTHMA, "fr", 1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def counter() -> Counter:
    return Counter()


def lines() -> set[tuple[str, str, int, int | None, int]]:
    return set(Reads.objects.values_list("work_id", "language", "version", "key_id", "times"))


def test_reads_are_counted_by_key_content_language_and_version(counter) -> None:
    mine, other = a_key(), a_key(of="Eye Clinic")
    for _ in range(3):
        counter.count(asking(mine.text), (ENGLISH,))
    counter.count(asking(mine.text), (FRENCH,))
    counter.count(asking(other.text), (ENGLISH,))
    counter.count(asking(), (ENGLISH,))
    counter.flush()
    assert lines() == {
        (ASTHMA, "en", 3, mine.key.pk, 3),
        (ASTHMA, "fr", 1, mine.key.pk, 1),
        (ASTHMA, "en", 3, other.key.pk, 1),
        (ASTHMA, "en", 3, None, 1),
    }
    assert set(Reads.objects.values_list("day", flat=True)) == {MONDAY}


def test_counts_of_a_day_are_added_up(counter) -> None:
    mine = a_key()
    for _ in range(2):
        counter.count(asking(mine.text), (ENGLISH,))
        counter.count(asking(), (ENGLISH, FRENCH))
        counter.flush()
    assert lines() == {(ASTHMA, "en", 3, mine.key.pk, 2), (ASTHMA, "en", 3, None, 2), (ASTHMA, "fr", 1, None, 2)}


def test_each_day_has_counts_of_its_own_and_midnight_is_no_seam(counter, clock) -> None:
    clock.move_to(datetime(2026, 3, 2, 23, 59, 58, tzinfo=UTC))
    counter.count(asking(), (ENGLISH,))
    clock.shift(5)
    counter.flush()
    counter.count(asking(), (ENGLISH,))
    counter.flush()
    assert list(Reads.objects.order_by("day").values_list("day", "times")) == [
        (MONDAY, 1),
        (MONDAY + timedelta(days=1), 1),
    ]


def test_nothing_of_the_person_is_kept() -> None:
    assert {field.name for field in Reads._meta.fields} == {"id", "day", "key", "work", "language", "version", "times"}


def test_last_use_is_a_day_and_written_once(counter, django_assert_num_queries) -> None:
    mine, other = a_key(), a_key()
    counter.count(asking(mine.text), ())
    counter.flush()
    used = Key.objects.values_list("last_used_on", flat=True)
    assert (used.get(pk=mine.key.pk), used.get(pk=other.key.pk)) == (MONDAY, None)
    assert not Reads.objects.exists()


def test_writing_costs_two_statements_however_many_reads(counter, django_assert_max_num_queries) -> None:
    reader = asking(a_key().text)
    for number in range(400):
        counter.count(reader, ((ASTHMA, "en", number),))
    with django_assert_max_num_queries(4):  # a transaction, the counts, the use of the key
        counter.flush()
    assert Reads.objects.count() == 400


def test_nothing_to_write_costs_nothing(counter, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        counter.flush()


def test_flood_of_different_contents_fills_no_memory(counter, caplog) -> None:
    reader = asking()
    tracemalloc.start()
    for _ in range(counting.MOST_LINES * 2):
        counter.count(reader, ((uuid4(), "en", 1),))
    grown, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 12_000_000
    assert counter._lines == counting.MOST_LINES
    counter.flush()
    assert Reads.objects.count() == counting.MOST_LINES
    assert f"{counting.MOST_LINES} were not counted" in caplog.text


def test_known_contents_are_counted_even_then(counter, monkeypatch) -> None:
    monkeypatch.setattr(counting, "MOST_LINES", 1)
    reader = asking()
    for line in (ENGLISH, FRENCH, ENGLISH):
        counter.count(reader, (line,))
    counter.flush()
    assert lines() == {(ASTHMA, "en", 3, None, 2)}


def test_what_cannot_be_written_waits_and_is_not_written_twice(counter, monkeypatch) -> None:
    monkeypatch.setattr(writing, "LINES_AT_A_TIME", 1)
    add, calls = writing._add, []

    def add_once(*args, **kwargs):
        calls.append(args)
        if len(calls) == 2:
            raise DatabaseError("locked")
        add(*args, **kwargs)

    monkeypatch.setattr(writing, "_add", add_once)
    reader = asking()
    counter.count(reader, (ENGLISH, FRENCH))
    counter.flush()  # writes one line and fails at the other
    assert len(lines()) == 1
    counter.count(reader, (FRENCH,))
    counter.flush()
    assert lines() == {(ASTHMA, "en", 3, None, 1), (ASTHMA, "fr", 1, None, 2)}


def test_two_hundred_threads_lose_nothing(counter) -> None:
    reader = asking()
    threads = [
        threading.Thread(target=lambda: [counter.count(reader, (ENGLISH,)) for _ in range(50)]) for _ in range(200)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    counter.flush()
    assert lines() == {(ASTHMA, "en", 3, None, 10_000)}


def test_child_of_a_fork_does_not_write_what_its_parent_has_counted(counter) -> None:
    counter.count(asking(), (ENGLISH,))
    counter._begin()  # what `os.register_at_fork` calls in the child
    counter.flush()
    assert lines() == set()


def test_old_counts_are_cleared_away_by_the_worker(settings) -> None:
    settings.USAGE_DAYS = 400
    for days in (399, 400, 401, 500):
        Reads.objects.create(day=MONDAY - timedelta(days=days), work_id=ASTHMA, language="en", version=1, times=1)
    assert clear_away_old_counts() == 2
    assert Reads.objects.count() == 2


COUNT = """
import os, sys, threading, time
from uuid import UUID
from django.conf import settings
from api.keys.readers import reader_of
from api.usage import counting
settings.USAGE_FLUSH_SECONDS = float(sys.argv[1])
def count(version):
    for _ in range(5):
        counting.count(reader_of({}), ((UUID(int=1), "en", version),))
if "fork" in sys.argv:
    count(1)
    child = os.fork()
    count(2)
    if child:
        os.waitpid(child, 0)
else:
    thread = threading.Thread(target=count, args=[1], daemon=True)  # as Granian's are
    thread.start(); thread.join()
print("counted", flush=True)
sys.stdin.readline()
"""


def counted_elsewhere(*arguments: str):
    process = elsewhere(COUNT, *arguments)
    assert process.stdout.readline() == "counted\n"
    return process


def wait_for(number: int) -> None:
    event = threading.Event()
    for _ in range(200):
        if Reads.objects.count() >= number:
            return
        event.wait(0.1)


@pytest.mark.django_db(transaction=True)
def test_reader_does_not_wait_for_an_act_that_holds_the_database(counter) -> None:
    key = a_key()
    reader = asking(key.text)
    counter.count(reader, (ENGLISH,))

    def flush() -> None:
        counter.flush()
        connection.close()

    writing = threading.Thread(target=flush)
    with transaction.atomic():
        Key.objects.update(label="held")
        writing.start()
        writing.join(0.3)
        before = time.perf_counter()
        counter.count(reader, (FRENCH,))
        assert time.perf_counter() - before < 0.1
    writing.join(30)
    counter.flush()
    assert lines() == {(ASTHMA, "en", 3, key.key.pk, 1), (ASTHMA, "fr", 1, key.key.pk, 1)}


@pytest.mark.django_db(transaction=True)
def test_counts_are_written_at_the_end_of_a_process() -> None:
    process = counted_elsewhere("3600")
    assert not Reads.objects.exists()
    process.communicate("end\n", timeout=30)
    assert process.returncode == 0
    assert lines() == {(ASTHMA, "en", 1, None, 5)}


@pytest.mark.django_db(transaction=True)
def test_counts_are_written_while_a_process_runs() -> None:
    process = counted_elsewhere("0.5")
    wait_for(1)
    assert lines() == {(ASTHMA, "en", 1, None, 5)}
    process.communicate("end\n", timeout=30)
    assert lines() == {(ASTHMA, "en", 1, None, 5)}


@pytest.mark.django_db(transaction=True)
def test_killed_process_loses_what_it_has_not_written_and_no_more() -> None:
    process = counted_elsewhere("0.5")
    wait_for(1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    other = counted_elsewhere("3600")
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert lines() == {(ASTHMA, "en", 1, None, 5)}


@pytest.mark.django_db(transaction=True)
def test_parent_and_child_of_a_fork_each_write_their_own() -> None:
    process = counted_elsewhere("3600", "fork")
    process.communicate("end\nend\n", timeout=30)
    assert lines() == {(ASTHMA, "en", 1, None, 5), (ASTHMA, "en", 2, None, 10)}
