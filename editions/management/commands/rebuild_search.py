"""Throw away what search finds and make it again from the editions, which are the truth."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from editions.search import index


class Command(BaseCommand):
    """Safe at any time: readers go on searching, and find what has been made so far."""

    help = "Make the search index of everything that readers are served anew, for example after an upgrade."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--stale", action="store_true", help="Only what is missing in it, or was made by an older version."
        )

    def handle(self, *, stale: bool, **options: Any) -> None:
        count = 0
        for made in index.rebuild(only_stale=stale):
            count += made
            self.stdout.write(f"{count} publications …")
        self.stdout.write(self.style.SUCCESS(f"{count} publications can be found again."))
