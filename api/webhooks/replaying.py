"""Sending again: one delivery, or what lies between two moments or two lines of the log.

A delivery keeps its webhook-id for ever: a receiver that remembers ids and has it already does nothing the second
time. Lines that no delivery was made of, because the endpoint was disabled then or because it has been cleared away,
are made up for, with the id that they had or would have had.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from editions.models import Change

from . import fanning
from .endpoints import note
from .models import Delivery, Doing, Endpoint, Position, State

MOST_AT_ONCE = 5000


class CannotReplay(Exception):
    """Nothing was sent again; the message says why."""


@dataclass(frozen=True, slots=True)
class Range:
    """Lines of the log from one id or moment to another, both included; None leaves it open."""

    first: int | None = None
    last: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    only_failed: bool = True

    def of(self, changes: QuerySet[Change]) -> QuerySet[Change]:
        """The lines within it."""
        bounds = {"id__gte": self.first, "id__lte": self.last, "at__gte": self.since, "at__lte": self.until}
        return changes.filter(Q(**{name: value for name, value in bounds.items() if value is not None}))

    def __str__(self) -> str:
        ends = (self.first, self.last, self.since and self.since.isoformat(), self.until and self.until.isoformat())
        return " … ".join(str(end) for end in ends if end is not None) + (" (failed)" if self.only_failed else "")


@transaction.atomic
def replay(delivery: Delivery, *, by: str) -> None:
    """Send this one again now. Raises CannotReplay."""
    _refuse_unless_active(delivery.endpoint)
    if delivery.is_test:
        raise CannotReplay(_("A test is not sent again. Make a new one."))
    _again(delivery.endpoint, Delivery.objects.filter(id=delivery.id))
    note(delivery.endpoint, Doing.REPLAYED, by=by, text=delivery.webhook_id)


@transaction.atomic
def replay_range(endpoint: Endpoint, chosen: Range, *, by: str) -> int:
    """Send again what lies within; how many deliveries that are. Raises CannotReplay."""
    _refuse_unless_active(endpoint)
    read = Position.objects.filter(id=1).values_list("change_id", flat=True).first() or 0
    changes = chosen.of(Change.objects.filter(id__lte=read))  # what comes later is sent anyway
    made = Delivery.objects.filter(endpoint=endpoint, change=OuterRef("pk"))
    if chosen.only_failed:
        changes = changes.filter(Exists(made.filter(state=State.FAILED)))
    lines = list(fanning.readable(changes)[: MOST_AT_ONCE + 1])
    if len(lines) > MOST_AT_ONCE:
        raise CannotReplay(_("That is more than %(most)d changes. Choose a shorter range.") % {"most": MOST_AT_ONCE})
    count = _again(endpoint, _within(endpoint, lines, only_failed=chosen.only_failed))
    if not chosen.only_failed:
        count += _make_up_for(endpoint, lines)
    note(endpoint, Doing.REPLAYED, by=by, text=str(chosen))
    return count


def _within(endpoint: Endpoint, lines: list[Change], *, only_failed: bool) -> QuerySet[Delivery]:
    if not lines:
        return Delivery.objects.none()
    ids = {line.id for line in lines}
    found = Delivery.objects.filter(endpoint=endpoint, change_id__gte=min(ids), change_id__lte=max(ids))
    if only_failed:
        return found.filter(state=State.FAILED)
    return found


def _make_up_for(endpoint: Endpoint, lines: list[Change]) -> int:
    there = set(_within(endpoint, lines, only_failed=False).values_list("change_id", flat=True))
    missing = [line for line in lines if line.id not in there]
    return fanning.deliver_all(missing, [endpoint], now=timezone.now())


def _again(endpoint: Endpoint, deliveries: QuerySet[Delivery]) -> int:
    """A new round for each that is not under way, at once: whoever asks for it knows that somebody listens again."""
    now = timezone.now()
    Endpoint.objects.filter(id=endpoint.id).update(paused_until=None)
    return deliveries.exclude(leased_until__gt=now).update(state=State.PENDING, due_at=now, round_at=now, tries=0)


def _refuse_unless_active(endpoint: Endpoint) -> None:
    if not endpoint.is_active:
        raise CannotReplay(_("The endpoint is disabled. Enable it first."))
