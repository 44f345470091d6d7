"""Release publishers, topics and terms that were written before such things had editions. `prepare` calls it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from factsheets.publishing import publish_waiting_snippets


class Command(BaseCommand):
    """Does nothing where everything has been released, so it can run at every update."""

    help = "Release publishers, topics and terms that have no edition yet, as they stand."

    def handle(self, *args: Any, **options: Any) -> None:
        released, refused = publish_waiting_snippets()
        for snippet in released:
            self.stdout.write(f"Released: {snippet._meta.verbose_name} “{snippet}”.")
        for problem in refused:
            self.stderr.write(f"Not released until somebody mends it in the admin. {problem}")
