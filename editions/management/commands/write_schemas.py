"""Write the JSON Schemas of the stored contents; `make docs` calls it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from editions.content import schemas


class Command(BaseCommand):
    """Reads nothing but the code, and writes into editions/schemas/."""

    help = "Write the JSON Schema of each type of content, as an edition stores it."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(self.style.SUCCESS(f"Written: {', '.join(schemas.write())}"))
