"""List or remove pictures that no edition shows."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.template.defaultfilters import filesizeformat

from editions.images import garbage


class Command(BaseCommand):
    """Says what it would do; does it with --remove."""

    help = "List pictures that no edition shows and nobody asked for within a day; with --remove, remove them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--remove", action="store_true", help="Remove them instead of listing them.")

    def handle(self, *args: Any, remove: bool, **options: Any) -> None:
        strays = garbage.adopt_strays() if remove else 0
        if strays:
            self.stdout.write(f"{strays} left by a publishing that was cut off: removed if still unused in a day.")
        removed = 0
        for unused in garbage.unused_images():
            if not remove or garbage.remove(unused):
                removed += 1
                self.stdout.write(f"{unused.hash}  {filesizeformat(unused.bytes)}")
        done = f"{removed} pictures removed." if remove else f"{removed} pictures could be removed; add --remove."
        self.stdout.write(self.style.SUCCESS(done))
