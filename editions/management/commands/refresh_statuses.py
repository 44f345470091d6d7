"""Bring every publication's status up to date, after SAFETY_POLICY was changed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from editions import envelopes, log, statuses
from editions.following import News, follow
from editions.models import Work
from editions.vocabulary import ChangeKind

BY = "refresh_statuses"


class Command(BaseCommand):
    """Each work is an act of its own, logged like any other."""

    help = "Give every publication the status that the rule and SAFETY_POLICY give it now."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = sum(self._refresh(work_id) for work_id in list(Work.objects.values_list("id", flat=True)))
        self.stdout.write(self.style.SUCCESS(f"{changed} publications changed."))

    @transaction.atomic
    def _refresh(self, work_id: Any) -> int:
        log.wait_for_turn()
        work = Work.objects.locked(work_id)
        changed = statuses.bring_up_to_date(work, by=BY) if work else []
        if work and changed:
            envelopes.refresh(work)
            follow(work, News(ChangeKind.EDITORIAL, by=BY), languages=[each.language for each in changed])
        return len(changed)
