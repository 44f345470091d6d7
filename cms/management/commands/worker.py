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

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

from api.usage.clearing import clear_away_old_counts
from api.webhooks.clearing import clear_old_deliveries
from api.webhooks.sending import Sender
from api.webhooks.telling import tell_of_disabled
from cms.health import heartbeat
from editions.dependents import release_due

logger = logging.getLogger(__name__)

# So that a long queue does not hold up a sheet that is due.
TASKS_AT_A_TIME = 100
SECONDS_OF_DEPENDENTS = 3

UNFINISHED = object()


@dataclass
class Duty:
    """Something to do again and again. A failure is logged and does not stop the others."""

    name: str
    act: Callable[[], object]
    every: float  # seconds
    next_time: float = 0.0
    failing: bool = False

    def run_if_due(self) -> bool:
        """Says whether it has left something undone, so that the worker comes back to it without a rest."""
        if time.monotonic() < self.next_time:
            return False
        is_unfinished = False
        try:
            is_unfinished = self.act() is UNFINISHED
            self.failing = False
        except Exception:
            self.failing = True
            logger.exception("Could not %s; trying again in %s seconds", self.name, self.every)
        self.next_time = time.monotonic() + self.every
        return is_unfinished


class Command(BaseCommand):
    help = "Publish what is scheduled, send webhooks and run waiting background tasks, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--every", type=float, default=10, help="Seconds between publishings.")
        parser.add_argument("--once", action="store_true", help="Do everything once and stop.")

    def handle(self, *, every: float, once: bool, **options: Any) -> None:
        stopping = stop_on_signals()
        sender = Sender(is_stopping=stopping.is_set)
        duties = [
            Duty("publish what is scheduled", publish_what_is_scheduled, every),
            Duty("release dependents", lambda: release_dependents(stopping), every=0),
            Duty("send webhooks", sender.step, every=0),
            Duty("run waiting tasks", run_waiting_tasks, every=1),
            Duty("tell of disabled webhooks", tell_of_disabled, every=60),
            Duty("clear away old deliveries of webhooks", clear_old_deliveries, every=60 * 60),
            Duty("clear away finished tasks", clear_away_finished_tasks, every=24 * 60 * 60),
            Duty("clear away old counts of reads", clear_away_old_counts, every=24 * 60 * 60),
        ]
        duties.append(Duty("say that it is alive", lambda: tell_that_it_is_alive(duties), every=10))
        while not stopping.is_set():
            close_old_connections()
            is_unfinished = False
            for duty in duties:
                if not stopping.is_set():  # between two duties, never in the middle of one
                    is_unfinished |= duty.run_if_due()
            if once:
                sender.finish()
                return
            stopping.wait(0 if is_unfinished else 1)


def stop_on_signals() -> threading.Event:
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    return stopping


def tell_that_it_is_alive(duties: list[Duty]) -> None:
    """And what it could not do the last time; `manage.py worker_health` asks."""
    heartbeat.beat(settings.HEARTBEAT_FILE, failing=[duty.name for duty in duties if duty.failing])


def publish_what_is_scheduled() -> None:
    call_command("publish_scheduled")


def release_dependents(stopping: threading.Event) -> object:
    """Sheets whose question, reference or publisher has changed; the rest of a long queue in the next round."""
    begin = time.monotonic()
    release_due(seconds=SECONDS_OF_DEPENDENTS, is_stopping=stopping.is_set)
    return UNFINISHED if time.monotonic() - begin >= SECONDS_OF_DEPENDENTS else None


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
