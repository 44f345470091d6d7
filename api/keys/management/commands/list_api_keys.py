"""`manage.py list_api_keys`: the keys there are, a line each. The keys themselves are not kept anywhere."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from api.keys.models import Key


class Command(BaseCommand):
    help = "List API keys: number, first signs, standing, expiry, last use, organisation and label."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which of them."""
        parser.add_argument("--all", action="store_true", help="Expired and revoked ones too.")

    def handle(self, *, all: bool, **options: Any) -> None:
        """By organisation."""
        keys = Key.objects.all() if all else Key.objects.valid()
        for key in keys.select_related("organisation").order_by("organisation__name", "id"):
            expires = f"{key.expires_at:%Y-%m-%d}" if key.expires_at else "never"
            used = str(key.last_used_on or "unused")
            facts = (f"{key.pk:>5}", f"{key.hint}…", f"{key.standing:<8}", f"{expires:<10}", f"{used:<10}")
            self.stdout.write("  ".join([*facts, f"{key.organisation}: {key.label}"]))
