"""Make the page of a deleted sheet again from its editions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factsheets.rebuilding import CannotRebuild, rebuild_page


class Command(BaseCommand):
    """The result is a draft: somebody reads and publishes it."""

    help = "Make a draft page from the newest source edition, under the same identifier."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("content_id", type=UUID, help="its id, as the API gives it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            page = rebuild_page(options["content_id"])
        except CannotRebuild as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(
            self.style.SUCCESS(f"Draft “{page.title}” made. Read and publish it in the admin: page {page.pk}.")
        )
