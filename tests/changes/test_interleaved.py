"""Several people release at once, each with a connection of their own, while a reader polls: nobody misses a row.

On SQLite the one writer sees to it, on PostgreSQL the turn that every act takes; the tests are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Event

import pytest
from django.db import connection, transaction

from editions import withdrawals, withholding
from editions.models import Change, WithdrawalReason
from tests.api.builders import CLINIC, a_content, a_sheet_called, an_id, released, released_in
from tests.editions.builders import others

from .copies import Copies, truth

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30


@pytest.fixture(autouse=True)
def publisher():
    return released(CLINIC)


@pytest.fixture
def reader(client) -> Copies:
    """Somebody who has everything so far."""
    return Copies(client).sync()


def titles(reader: Copies) -> set[str]:
    return {text["title"] for text in reader.texts.values() if text["type"] == "factsheet"}


@contextmanager
def an_act_that_has_not_ended(act: Callable[[], object], elsewhere) -> Iterator[Callable[[], None]]:
    """Somebody whose act has been written and numbered, and is not committed before `end()` is called."""
    written, may_end = Event(), Event()

    def run() -> None:
        with transaction.atomic():
            act()
            written.set()
            assert may_end.wait(PATIENCE)

    running = elsewhere(run)
    assert written.wait(PATIENCE)

    def end() -> None:
        may_end.set()
        running.result(PATIENCE)

    try:
        yield end
    finally:
        may_end.set()


def test_later_act_is_not_seen_before_an_earlier_one_that_has_not_ended(reader):
    with (
        others() as elsewhere,
        an_act_that_has_not_ended(lambda: a_sheet_called("First"), elsewhere) as end_of_first,
    ):
        second = elsewhere(lambda: a_sheet_called("Second"))
        for _poll in range(5):
            assert titles(reader.sync()) == set()
        assert not second.done()
        end_of_first()
        second.result(PATIENCE)
    assert titles(reader.sync()) == {"First", "Second"}


def test_act_that_began_first_and_ends_last_is_not_missed(reader):
    began, may_act = Event(), Event()

    def slow() -> None:
        with transaction.atomic():
            if connection.vendor == "postgresql":  # SQLite lets nobody else in after this
                with connection.cursor() as cursor:
                    cursor.execute("SELECT nextval(pg_get_serial_sequence('editions_change', 'id')), txid_current()")
            began.set()
            if connection.vendor == "postgresql":
                assert may_act.wait(PATIENCE)
            a_sheet_called("Slow")

    with others() as elsewhere:
        running = elsewhere(slow)
        assert began.wait(PATIENCE)
        elsewhere(lambda: a_sheet_called("Quick")).result(PATIENCE)
        assert "Quick" in titles(reader.sync())
        may_act.set()
        running.result(PATIENCE)
    assert titles(reader.sync()) == {"Slow", "Quick"}


def test_act_that_is_undone_leaves_nothing_behind(reader):
    before = reader.next

    def undone() -> None:
        with transaction.atomic():
            a_sheet_called("Undone")
            transaction.set_rollback(True)

    with others() as elsewhere:
        elsewhere(undone).result(PATIENCE)
    assert titles(reader.sync()) == set()
    assert reader.next == before


def test_release_between_two_pages_of_the_first_sync_is_not_missed(client):
    for title in ("Asthma", "Gout"):
        a_sheet_called(title)
    reader = Copies(client)
    assert reader.read_page(page_size=1)
    with others() as elsewhere:
        elsewhere(lambda: a_sheet_called("Eczema")).result(PATIENCE)
        elsewhere(lambda: withdrawals.withdraw(an_id("Asthma"), reason=WithdrawalReason.UNPUBLISHED, by="")).result(
            PATIENCE
        )
    assert titles(reader.sync()) == {"Gout", "Eczema"}


def test_reader_who_polls_all_the_time_ends_with_the_truth(client):
    sheets = {title: a_sheet_called(title) for title in ("Asthma", "Gout", "Eczema", "Rash")}
    reader, random = Copies(client), Random(1)

    def work_on(title: str, source) -> None:
        chance = Random(title)
        for n in range(8):
            source = released(a_content(id=an_id(title), title=title, summary=f"{n}"))
            released_in("fr", source)
            if chance.random() < 0.5:
                withholding.withhold(source.work_id, "fr", reason="Wrong.", by="")
            if chance.random() < 0.2:
                withdrawals.withdraw(source.work_id, reason=WithdrawalReason.UNPUBLISHED, by="")

    with others() as elsewhere:
        at_work = [elsewhere(lambda t=t, s=s: work_on(t, s)) for t, s in sheets.items()]
        while not all(each.done() for each in at_work):
            reader.read_page(page_size=random.randint(1, 4))
        for each in at_work:
            each.result(PATIENCE)
    assert reader.pages > 10
    assert reader.sync().texts == truth(client)


def test_ids_of_the_log_are_in_the_order_in_which_they_were_written():
    with others() as elsewhere:
        for each in [elsewhere(lambda n=n: a_sheet_called(f"Sheet {n}")) for n in range(6)]:
            each.result(PATIENCE)
    moments = list(Change.objects.order_by("id").values_list("at", flat=True))
    assert moments == sorted(moments)


def test_nothing_but_the_log_writes_changes_and_nothing_but_positions_moves():
    """So that nobody writes either without taking a turn."""
    root = Path(__file__).resolve().parents[2]
    writes = {
        "editions/log.py": re.compile(r"Change\.objects\.(bulk_)?create|\bChange\("),
        "editions/positions.py": re.compile(r"INTO editions_position|Position\.objects|\bPosition\("),
    }
    declared = {"editions/models/changes.py", "editions/models/positions.py"}
    # Webhooks keep a position of their own in the log.
    declared |= {f"api/webhooks/{name}.py" for name in ("models/deliveries", "fanning", "replaying")}
    for allowed, pattern in writes.items():
        files = [f for package in ("api", "cms", "editions", "factsheets") for f in (root / package).rglob("*.py")]
        found = {
            str(f.relative_to(root)) for f in files if "migrations" not in f.parts and pattern.search(f.read_text())
        }
        assert found - declared == {allowed}
