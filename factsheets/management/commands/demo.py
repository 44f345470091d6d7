"""Demo content and demo users, for `make run`. Running it again loses nothing and changes no password.

What there is afterwards: three fictional publishers with a sheet on prolotherapy each, which disagree as real ones do,
and in eight languages what they share: questions, references, terms and topics. See docs/reference/seeds.md.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from factsheets.demo.loading import load
from factsheets.demo.users import demo_user

NAMES = ("admin", "editor", "translator")


class Command(BaseCommand):
    """The only maker of demo users."""

    help = "Load the demo sheets, and make the users admin, editor and translator (password: DEMO_PASSWORD or random)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on-a-real-site", action="store_true", help="Make demo users although HTTPS is on.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.INSECURE_HTTP or options["on_a_real_site"]):
            raise CommandError("This makes users, one of them all-powerful, and looks like a real site: refused.")
        password = settings.DEMO_PASSWORD or secrets.token_urlsafe(9)
        hashed = make_password(password)  # once: it is slow on purpose
        made = [demo_user(name, password_hash=hashed) for name in NAMES]
        admin, editor, translator = (user for user, _created in made)
        load(editor=editor, translator=translator, reviewer=admin, say=self._say)
        names = ", ".join(user.get_username() for user, created in made if created)
        if names and settings.DEMO_PASSWORD:
            self._say(f"Demo users made: {names}. Their password is the one in DEMO_PASSWORD.")
        elif names:
            self._say(f"Demo users made: {names}. Their password, shown only this once: {password}")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
