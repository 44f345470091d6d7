"""Wagtail's command with one difference: each page is an act of its own, and one that fails does not stop the rest.

`factsheets` stands before `wagtail` in INSTALLED_APPS, so this one is found first.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Page, Revision

from editions.log import wait_for_turn

# What it is about, the rows that are due as long as it is, and the act.
Duty = tuple[str, QuerySet[Any], Callable[[Any], None]]

logger = logging.getLogger(__name__)


class Command(WagtailCommand):
    """Publishes what is due and unpublishes what has expired. Fails at the end if anything failed."""

    help = "Publish scheduled pages and unpublish expired ones, each in a transaction of its own."

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        duties = [*_expiries(), *_publications()]
        failures = [failure for duty in duties if (failure := _attempt(*duty))]
        if failures:
            raise CommandError("Could not be published or unpublished:\n" + "\n".join(failures))


def _expiries() -> Iterator[Duty]:
    models = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page)]
    for model in [Page, *models]:
        expired = model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
        for thing in expired:
            yield str(thing), expired.filter(pk=thing.pk), _unpublish


def _publications() -> Iterator[Duty]:
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
    for revision in due:
        yield revision.object_str, due.filter(pk=revision.pk), _publish


def _unpublish(thing: Any) -> None:
    thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Any) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _attempt(name: str, still_due: QuerySet[Any], act: Callable[[Any], None]) -> str:
    """Do it if it is still due; an empty string, or what went wrong. The pages after it must have their turn.

    While the others were done, somebody may have unscheduled it, or published something newer.
    """
    try:
        with transaction.atomic():
            wait_for_turn()
            if thing := still_due.all().first():
                act(thing)
    except Exception as problem:  # a failing page of any kind must not stop the scheduler
        logger.exception("Scheduled act on “%s” failed", name)
        return f"{name}: {problem}"
    return ""
