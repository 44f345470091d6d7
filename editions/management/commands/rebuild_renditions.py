"""Throw the renditions away and make them again from the editions, which are the truth."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from editions.projection import rebuild


class Command(BaseCommand):
    """Safe at any time: readers are served throughout."""

    help = "Make the API's rendition of every edition anew, for example after an upgrade."

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for count, _edition in enumerate(rebuild(), 1):
            if count % 100 == 0:
                self.stdout.write(f"{count} editions …")
        self.stdout.write(self.style.SUCCESS(f"{count} renditions made."))
