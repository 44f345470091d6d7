"""Wagtail's command with one difference: each page is an act of its own, and one that fails does not stop the rest.

`factsheets` stands before `wagtail` in INSTALLED_APPS, so this one is found first.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger(__name__)


class Command(WagtailCommand):
    """Publishes what is due and unpublishes what has expired. Fails at the end if anything failed."""

    help = "Publish scheduled pages and unpublish expired ones, each in a transaction of its own."

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        failures = [failure for name, act in [*_expiries(), *_publications()] if (failure := _attempt(name, act))]
        if failures:
            raise CommandError("Could not be published or unpublished:\n" + "\n".join(failures))


def _expiries() -> Iterator[tuple[str, Callable[[], Any]]]:
    models = [m for m in apps.get_models() if issubclass(m, DraftStateMixin) and not issubclass(m, Page)]
    for model in [Page, *models]:
        for thing in model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at"):
            yield str(thing), partial(thing.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publications() -> Iterator[tuple[str, Callable[[], Any]]]:
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
    for revision in due:
        yield revision.object_str, partial(revision.publish, log_action="wagtail.publish.scheduled")


def _attempt(name: str, act: Callable[[], Any]) -> str:
    """Do it; an empty string, or what went wrong. Whatever that is, the pages after it must have their turn."""
    try:
        act()
    except Exception as problem:
        logger.exception("Scheduled act on “%s” failed", name)
        return f"{name}: {problem}"
    return ""
