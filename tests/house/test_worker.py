"""The worker goes on whatever happens, and stops when asked."""

import subprocess
import sys
import threading

import pytest
from django.core.management import call_command

from cms.management.commands import worker
from cms.management.commands.worker import UNFINISHED, Duty
from editions.models import Dependent
from tests.editions.builders import a_content, a_question, asking, released, the_publication

from .management import PRODUCTION, ROOT


def fail() -> None:
    raise RuntimeError("the disk is full")


def test_failing_duty_is_logged_and_does_not_stop_the_worker(caplog) -> None:
    Duty("publish", fail, every=10).run_if_due()
    assert "Could not publish" in caplog.text
    assert "the disk is full" in caplog.text


def test_duty_is_done_again_only_when_it_is_due() -> None:
    done: list[str] = []
    duty = Duty("publish", lambda: done.append("once"), every=3600)
    duty.run_if_due()
    duty.run_if_due()
    assert done == ["once"]


def test_duty_says_that_it_has_left_something_undone() -> None:
    assert Duty("release", lambda: UNFINISHED, every=0).run_if_due()
    assert not Duty("release", lambda: 3, every=0).run_if_due()
    assert not Duty("release", fail, every=0).run_if_due()


@pytest.mark.django_db(transaction=True)
def test_worker_releases_what_a_changed_neighbour_is_waiting_for() -> None:
    released(a_question())
    sheet = released(a_content(faqs=asking(a_question())))
    released(a_question(answer="No, wait four hours."))
    call_command("worker", once=True)
    assert the_publication(sheet, "en").edition.version == 2
    assert not Dependent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_long_queue_is_left_for_the_next_round(monkeypatch) -> None:
    released(a_question())
    released(a_content(faqs=asking(a_question())))
    released(a_question(answer="No, wait four hours."))
    monkeypatch.setattr(worker, "SECONDS_OF_DEPENDENTS", 0)
    assert worker.release_dependents(threading.Event()) is UNFINISHED
    assert Dependent.objects.exists()


@pytest.mark.django_db(transaction=True)  # a worker drops connections that are in a transaction
def test_worker_does_one_round_when_asked_to(caplog) -> None:
    call_command("worker", once=True)
    assert "Could not" not in caplog.text


def test_worker_stops_on_sigterm(tmp_path) -> None:
    # Its database is empty, so every duty fails; it has to wait for the signal all the same.
    running = subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=ROOT,
        env=PRODUCTION | {"DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert "Could not" in running.stderr.readline()  # the first round has begun
    running.terminate()
    running.communicate(timeout=20)
    assert running.returncode == 0
