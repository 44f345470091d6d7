"""`manage.py create_api_key "Lung Clinic" --label website`: makes a key and prints it, once."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from api.keys import acts
from api.keys.models import Scope
from api.organisations.models import Organisation

from ._naming import organisation_named, person


class Command(BaseCommand):
    help = "Make an API key for an organisation. The key is printed once and cannot be shown again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the key is for, and what it opens."""
        parser.add_argument("organisation", help="Its name.")
        parser.add_argument("--label", required=True, help="Where the key is used, for example: website.")
        parser.add_argument("--new-organisation", metavar="EMAIL", help="Make the organisation, with this address.")
        parser.add_argument("--scope", action="append", choices=Scope.values, help="May be repeated. Default: all.")
        parser.add_argument("--language", action="append", default=[], help="May be repeated. Default: all.")
        parser.add_argument("--per-minute", type=int, help="Requests a minute, if not as many as any other key.")
        parser.add_argument("--days", type=int, help="Days until it expires. Default: never.")
        parser.add_argument("--by", help="Who does it, for the history. Default: the user of this machine.")

    def handle(self, *, organisation: str, new_organisation: str | None, **options: Any) -> None:
        """Only the key goes to standard output, so that it can be sent on without being read."""
        if new_organisation:
            Organisation.objects.get_or_create(name=organisation, defaults={"email": new_organisation})
        days = options["days"]
        try:
            made = acts.create(
                organisation=organisation_named(organisation),
                label=options["label"],
                by=person(options["by"]),
                scopes=options["scope"],
                languages=options["language"],
                per_minute=options["per_minute"],
                expires_at=None if days is None else timezone.now() + timedelta(days=days),
            )
        except acts.KeyRefused as refusal:
            raise CommandError(str(refusal.message)) from refusal
        self.stderr.write(f"Key {made.key.pk} for {made.key.organisation}. Copy it now; it is not shown again.")
        self.stdout.write(made.text)
