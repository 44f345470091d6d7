"""`manage.py revoke_api_key 7`: ends a key for ever."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from api.keys import acts

from ._naming import key_named, person


class Command(BaseCommand):
    help = "End an API key for ever. Every server process refuses it within a second."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which key."""
        parser.add_argument("key", help="Its number or its first signs, see list_api_keys.")
        parser.add_argument("--by", help="Who does it, for the history. Default: the user of this machine.")

    def handle(self, *, key: str, by: str | None, **options: Any) -> None:
        """Says which one it was."""
        try:
            revoked = acts.revoke(key_named(key), by=person(by))
        except acts.KeyRefused as refusal:
            raise CommandError(str(refusal.message)) from refusal
        self.stdout.write(f"Revoked: {revoked}, of {revoked.organisation}.")
