"""`manage.py worker`: what has to happen by itself, in one process beside the web server."""

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)

TASKS_AT_A_TIME = 100  # so that a long queue does not hold up a sheet that is due


@dataclass
class Duty:
    """Something to do again and again. A failure is logged and does not stop the others."""

    name: str
    act: Callable[[], object]
    every: float  # seconds
    next_time: float = 0.0

    def run_if_due(self) -> None:
        if time.monotonic() < self.next_time:
            return
        try:
            self.act()
        except Exception:
            logger.exception("Could not %s; trying again in %s seconds", self.name, self.every)
        self.next_time = time.monotonic() + self.every


class Command(BaseCommand):
    help = "Publish what is scheduled and run waiting background tasks, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, default=10, help="Seconds between publishings.")
        parser.add_argument("--once", action="store_true", help="Do everything once and stop.")

    def handle(self, *, every: float, once: bool, **options: Any) -> None:
        duties = [
            Duty("publish what is scheduled", publish_what_is_scheduled, every),
            Duty("run waiting tasks", run_waiting_tasks, every=1),
            Duty("clear away finished tasks", clear_away_finished_tasks, every=24 * 60 * 60),
        ]
        stopping = stop_on_signals()
        while not stopping.is_set():
            close_old_connections()
            for duty in duties:
                if not stopping.is_set():  # between two duties, never in the middle of one
                    duty.run_if_due()
            if once:
                return
            stopping.wait(1)


def stop_on_signals() -> threading.Event:
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    return stopping


def publish_what_is_scheduled() -> None:
    call_command("publish_scheduled")


def run_waiting_tasks() -> None:
    """Wagtail's reference and search indexes, mostly."""
    # The runner itself and not its command: that takes the signals over and exits on them.
    TaskRunner(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=TASKS_AT_A_TIME,
        worker_id="manage.py worker",
        excluded_queue_names=[],
    ).run()


def clear_away_finished_tasks() -> None:
    """Two weeks are long enough to look into a failure."""
    two_weeks_ago = timezone.now() - timedelta(days=14)
    DBTaskResult.objects.finished().filter(finished_at__lt=two_weeks_ago).delete()
