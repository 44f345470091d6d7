"""`manage.py rotate_api_key 7`: makes a key with the same rights and prints it; the old one ends a week later."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from api.keys import acts

from ._naming import key_named, person


class Command(BaseCommand):
    help = "Make a new API key in place of another, which stays valid for some days."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which key, and for how long both are valid."""
        parser.add_argument("key", help="Its number or its first signs, see list_api_keys.")
        parser.add_argument("--days", type=int, default=7, help="Days for which the old key stays valid (7).")
        parser.add_argument("--by", help="Who does it, for the history. Default: the user of this machine.")

    def handle(self, *, key: str, days: int, by: str | None, **options: Any) -> None:
        """Only the key goes to standard output."""
        old = key_named(key)
        try:
            made = acts.rotate(old, by=person(by), overlap=timedelta(days=days))
        except acts.KeyRefused as refusal:
            raise CommandError(str(refusal.message)) from refusal
        old.refresh_from_db()
        self.stderr.write(
            f"Key {made.key.pk} takes the place of {old}, which ends on {old.expires_at:%Y-%m-%d %H:%M}."
        )
        self.stdout.write(made.text)
