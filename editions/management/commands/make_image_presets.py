"""Make the sizes of pictures that are missing, after the list of presets has changed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from editions.images.keeping import make_presets_again
from editions.models import StoredImage


class Command(BaseCommand):
    """Run it before the release that offers a new preset, and no address will ever lead to nothing."""

    help = "Make those files of kept pictures that the list of presets asks for and that are not there."

    def handle(self, *args: Any, **options: Any) -> None:
        made = sum(make_presets_again(stored) for stored in StoredImage.objects.exclude(source="").iterator())
        self.stdout.write(self.style.SUCCESS(f"{made} files made."))
