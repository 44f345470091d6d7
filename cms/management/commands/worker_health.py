"""`manage.py worker_health`: is the worker of this machine alive? Exit code 0 or 1, for health checks."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.health.heartbeat import TOO_OLD, NotWell, refuse_unless_well


class Command(BaseCommand):
    help = "Say whether the worker of this machine is alive and can do its work."
    requires_system_checks: list[str] = []  # asked every half minute

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--within", type=float, default=TOO_OLD, help="Seconds since it was last heard of.")

    def handle(self, *, within: float, **options: Any) -> None:
        try:
            refuse_unless_well(settings.HEARTBEAT_FILE, too_old=within)
        except NotWell as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write("The worker is alive.")
