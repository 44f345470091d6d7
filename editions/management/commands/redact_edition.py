"""Remove the words of one edition by order of a court, for privacy or for copyright. Audited; cannot be undone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from editions.models import Edition, Inclusion, Redaction
from editions.redaction import CannotRedact, redact


class Command(BaseCommand):
    """The only command that may touch an edition."""

    help = "Replace the words of an edition by a tombstone with the reason and the hash of what stood there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("edition", type=UUID, help="id of the edition, as the API gives it")
        parser.add_argument("--reason", required=True, help="public: readers of the edition see it")
        parser.add_argument("--by", required=True, help="who orders it; kept in the record")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            redaction = redact(options["edition"], reason=options["reason"], by=options["by"])
        except CannotRedact as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(self.style.SUCCESS(f"Redacted. What stood there had the hash {redaction.original_hash}."))
        self._say_where_else(redaction)

    def _say_where_else(self, redaction: Redaction) -> None:
        """The act touches one edition. The same words may stand in others, and in working copies."""
        work = redaction.edition.work_id
        others = Edition.objects.filter(work=work, redaction__isnull=True).order_by("language", "version")
        self.stdout.write("Not touched; read them: the page with its revisions, its translations, and the editions")
        for edition in others:
            self.stdout.write(f"  {edition.id}  {edition.language} {edition.version}")
        within = Inclusion.objects.filter(included=redaction.edition, edition__redaction__isnull=True)
        for inclusion in within.select_related("edition").order_by("edition__released_at"):
            edition = inclusion.edition
            self.stdout.write(f"  {edition.id}  {edition.language} {edition.version}  (within {edition.work_id})")
