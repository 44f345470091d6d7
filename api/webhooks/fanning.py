"""Reading the log on from where it was left, and making a delivery of each line for each endpoint that listens.

Lines are read in the order in which they were committed: acts take turns (docs/decisions/0008), so none can come in
behind us. Deliveries and the new position are written in one transaction: a worker that is killed has done both or
neither.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from editions.models import Change

from . import payloads
from .listening import News
from .models import Delivery, Endpoint, Position

LINES_AT_ONCE = 500


def fan_out() -> int:
    """Make the deliveries of the next lines; how many lines were read. Without new ones nobody's turn is taken."""
    position = Position.objects.filter(id=1).values_list("change_id", flat=True).first() or 0
    if not Change.objects.filter(id__gt=position).exists():
        return 0
    with transaction.atomic():
        return _read_on()


def deliver_all(changes: Iterable[Change], endpoints: Iterable[Endpoint], *, now: datetime) -> int:
    """Make what is missing of the deliveries of these lines; how many were wanted. Part of a transaction."""
    endpoints = list(endpoints)
    made = [delivery for change in changes for delivery in _deliveries(change, endpoints, now)]
    Delivery.objects.bulk_create(made, ignore_conflicts=True, batch_size=500)
    return len(made)


def readable(changes: QuerySet[Change]) -> QuerySet[Change]:
    """With what a payload says of them, and without the texts of editions."""
    return changes.select_related("work", "edition").defer("work__envelope", "edition__content").order_by("id")


def _read_on() -> int:
    Position.objects.get_or_create(id=1)
    position = Position.objects.select_for_update().get(id=1)  # two workers read one after the other
    endpoints = list(Endpoint.objects.active())
    lines = Change.objects.filter(id__gt=position.change_id)
    if endpoints:
        changes = list(readable(lines)[:LINES_AT_ONCE])
        last = changes[-1].id if changes else position.change_id
    else:  # nobody listens: to the end of the log in one step
        changes, last = [], lines.order_by("id").values_list("id", flat=True).last() or position.change_id
    deliver_all(changes, endpoints, now=timezone.now())
    Position.objects.filter(id=1).update(change_id=last)
    return len(changes)


def _deliveries(change: Change, endpoints: list[Endpoint], now: datetime) -> Iterator[Delivery]:
    heard = News(change).heard_by(endpoints)
    body = payloads.of_change(change) if heard else ""
    for endpoint in heard:
        yield Delivery(
            id=uuid.uuid5(endpoint.id, f"change/{change.id}"),  # the same for ever, should it be made again
            endpoint=endpoint,
            change=change,
            type=payloads.type_of(change),
            body=body,
            due_at=now,
            round_at=now,
        )
