"""Leases: exact in sum, cheap one by one, and open to readers when the count cannot be asked."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from api.limits import leases as module
from api.limits.leases import Leases
from api.limits.stores import StoreFailed
from tests.keys.elsewhere import elsewhere

from .stores import NAMES, a_store

NOON = 1_767_268_800.0  # the beginning of a minute


class Count:
    """A store in memory."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, int], int] = {}
        self.asked = 0
        self.is_away = False

    def add(self, bucket: str, window: int, tokens: int) -> int:
        self.asked += 1
        if self.is_away:
            raise StoreFailed from OSError("away")
        count = self.counts[bucket, window] = self.counts.get((bucket, window), 0) + tokens
        return count


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.fixture
def count() -> Count:
    return Count()


def a_process(count: Count) -> Callable[..., tuple[bool, int, int]]:
    leases = Leases(lambda: count)
    return lambda bucket="a", limit=100, block=5: leases.take(bucket, limit=limit, block=block)


def allowed(take: Callable[..., tuple[bool, int, int]], times: int, **limits: int) -> int:
    return sum(take(**limits)[0] for _ in range(times))


def test_limit_is_exact_in_one_process(count) -> None:
    assert allowed(a_process(count), 150) == 100


def test_store_is_asked_once_a_block_and_not_at_all_when_nothing_is_left(count) -> None:
    allowed(a_process(count), 10_000)
    assert count.asked == 100 / 5 + 1


def test_limit_that_is_no_multiple_of_the_block_is_exact(count) -> None:
    assert allowed(a_process(count), 150, limit=33, block=10) == 33


def test_all_processes_together_never_get_more_than_the_limit(count) -> None:
    processes = [a_process(count) for _ in range(4)]
    assert sum(allowed(each, 150) for each in processes) == 100


def test_what_another_process_has_in_hand_is_lost_to_this_one(count) -> None:
    one, other = a_process(count), a_process(count)
    one()
    assert allowed(other, 150) == 95  # all but the block of which one was used
    assert allowed(one, 150) == 4  # which is the first process's to the end of the minute


def test_reader_is_told_what_is_left_and_until_when(count, clock) -> None:
    take = a_process(count)
    clock.now += 17.9
    assert [take()[1:] for _ in range(3)] == [(99, 43), (98, 43), (97, 43)]
    assert allowed(take, 150) == 97
    assert take() == (False, 0, 43)


def test_next_minute_begins_anew(count, clock) -> None:
    take = a_process(count)
    allowed(take, 150)
    clock.now += 59.9
    assert take() == (False, 0, 1)
    clock.now = NOON + 60
    assert take() == (True, 99, 60)


def test_what_was_in_hand_is_not_carried_into_the_next_minute(count, clock) -> None:
    take = a_process(count)
    take()
    clock.now += 60
    assert allowed(take, 150) == 100


def test_clock_that_is_put_back_gives_nothing_away(count, clock) -> None:
    take = a_process(count)
    clock.now += 60
    take()
    clock.now -= 60
    first = allowed(take, 150)
    clock.now += 60
    assert first + allowed(take, 150) + 1 <= 200


def test_readers_do_not_use_up_the_limits_of_others(count) -> None:
    take = a_process(count)
    allowed(lambda **_: take("greedy"), 150)
    assert take("modest")[0]


def test_flood_of_readers_fills_no_memory(count, monkeypatch) -> None:
    monkeypatch.setattr(module, "MOST_BUCKETS", 50)
    leases = Leases(lambda: count)
    for number in range(500):
        leases.take(str(number), limit=100, block=5)
    assert len(leases._leases) == 50


def test_without_the_store_each_process_allows_one_limit(count, clock, caplog) -> None:
    count.is_away = True
    processes = [a_process(count) for _ in range(3)]
    assert [allowed(each, 150) for each in processes] == [100, 100, 100]
    assert count.asked == 3  # once for each process, and not again for some seconds


def test_store_that_comes_back_is_asked_again_and_nothing_is_given_twice(count, clock) -> None:
    take = a_process(count)
    count.is_away = True
    assert allowed(take, 10) == 10
    count.is_away = False
    clock.now += 5
    assert allowed(take, 250) == 100


def test_failing_store_is_logged_once_a_minute(count, clock, caplog) -> None:
    count.is_away = True
    take = a_process(count)
    for _ in range(13):
        for number in range(20):
            take(str(number))
        clock.now += 5
    assert len(caplog.records) == 2
    assert "away" in caplog.text


def test_process_that_forks_hands_nothing_to_its_child(count) -> None:
    leases = Leases(lambda: count)
    leases.take("a", limit=100, block=5)
    leases._begin()  # what `os.register_at_fork` calls in the child
    leases.take("a", limit=100, block=5)
    assert count.counts["a", int(NOON) // 60] == 10


def test_two_hundred_threads_get_the_limit_and_not_one_more(count) -> None:
    take = a_process(count)
    with ThreadPoolExecutor(200) as threads:
        results = list(threads.map(lambda _: take()[0], range(1000)))
    assert sum(results) == 100


AT_ONCE = """
import json, sys, threading
from pathlib import Path
from api.limits import leases
from tests.limits.stores import a_store
name, folder, bucket = sys.argv[1:]
leases.time = type("Clock", (), {"time": lambda: 1_767_268_800.0, "monotonic": leases.time.monotonic})
mine = leases.Leases(lambda: a_store(name, Path(folder)))
start, results = threading.Barrier(50), []
def ask():
    from django.db import connection
    start.wait()
    for _ in range(4):
        results.append(mine.take(bucket, limit=300, block=15)[0])
    connection.close()
threads = [threading.Thread(target=ask) for _ in range(50)]
print("ready", flush=True)
sys.stdin.readline()
[each.start() for each in threads]
[each.join() for each in threads]
print(json.dumps(sum(results)))
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", NAMES)
def test_two_hundred_at_once_in_four_processes_never_get_more_than_the_limit(name, tmp_path) -> None:
    a_store(name, tmp_path).add("somebody else", 1, 1)  # the file is there, as it is in a server that runs
    bucket = uuid4().hex
    processes = [elsewhere(AT_ONCE, name, str(tmp_path), bucket) for _ in range(4)]
    for each in processes:
        assert each.stdout.readline() == "ready\n"
    for each in processes:
        each.stdin.write("go\n")
        each.stdin.flush()
    passed = [json.loads(each.communicate(timeout=120)[0]) for each in processes]
    # 800 asked. Not one too many; and no fewer than the limit without what each may have had in hand at its end.
    assert 300 - 4 * (15 - 1) <= sum(passed) <= 300, passed
