"""Compute the hash of every edition again, above all after a restore. Exit code 1 if one is not what was released."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from editions import triggers
from editions.verifying import all_editions, problems_with


class Command(BaseCommand):
    """Reads only: safe at any time, while readers are served."""

    help = "Verify that every edition still has the hash it was released with, and that the database guards them."

    def handle(self, *args: Any, **options: Any) -> None:
        count = redacted = wrong = 0
        for edition in all_editions():
            count += 1
            redacted += hasattr(edition, "redaction")
            for problem in problems_with(edition):
                wrong += 1
                self.stderr.write(self.style.ERROR(f"{edition.id} ({edition}): {problem}"))
        if missing := triggers.expected(connection) - triggers.present(connection):
            wrong += 1
            self.stderr.write(self.style.ERROR(f"Triggers are missing: {', '.join(sorted(missing))}. Run prepare."))
        if wrong:
            raise CommandError(f"Problems found: {wrong}, in {count} editions.")
        self.stdout.write(self.style.SUCCESS(f"{count} editions are what was released ({redacted} redacted)."))
