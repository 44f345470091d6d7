"""The worker goes on whatever happens, and stops when asked."""

import subprocess
import sys

import pytest
from django.core.management import call_command

from cms.management.commands.worker import Duty

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


@pytest.mark.django_db(transaction=True)  # a worker drops connections that are in a transaction
def test_worker_does_one_round_when_asked_to(caplog) -> None:
    call_command("worker", once=True)
    assert "Could not" not in caplog.text


def test_worker_stops_on_sigterm(tmp_path) -> None:
    # Its database is empty, so every duty fails; it has to wait for the signal all the same.
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "worker"],
        cwd=ROOT,
        env=PRODUCTION | {"DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert "Could not" in worker.stderr.readline()  # the first round has begun
    worker.terminate()
    worker.communicate(timeout=20)
    assert worker.returncode == 0
