"""Who sends what: an endpoint gets one delivery at a time, and a delivery is leased by one worker at a time.

A lease is written before anything is sent and runs out by itself: what a killed worker had in hand is taken up by
another, or by the same one when it is back, with the same id.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from .models import Delivery, Endpoint

# More than an attempt can ever take (`delivering.SECONDS`), with room for a machine that is busy.
LEASE = timedelta(seconds=60)


def endpoints_due(*, limit: int, excluding: Collection[uuid.UUID] = ()) -> list[uuid.UUID]:
    """Endpoints that something waits for, the one that has waited longest first."""
    now = timezone.now()
    waiting: QuerySet[Delivery] = Delivery.objects.due(now).filter(endpoint=OuterRef("id"))
    busy = Delivery.objects.under_way(now).filter(endpoint=OuterRef("id"))
    found = Endpoint.objects.ready(now).exclude(id__in=excluding).filter(Exists(waiting), ~Exists(busy))
    longest = found.annotate(first=Subquery(waiting.values("due_at")[:1])).order_by("first")
    return list(longest.values_list("id", flat=True)[:limit])


@transaction.atomic
def claim(endpoint_id: uuid.UUID) -> Delivery | None:
    """Lease the next delivery of this endpoint; None if there is none, or if somebody is at it already."""
    now = timezone.now()
    ready = Endpoint.objects.ready(now).filter(id=endpoint_id)
    # Its own row and no other: endpoints of one organisation must not wait for each other.
    endpoint = ready.select_for_update(skip_locked=True, of=("self",), no_key=True).first()
    if endpoint is None or Delivery.objects.under_way(now).filter(endpoint=endpoint).exists():
        return None
    delivery = Delivery.objects.due(now).filter(endpoint=endpoint).first()
    if delivery is None:
        return None
    delivery.endpoint = endpoint
    delivery.lease, delivery.leased_until = uuid.uuid4(), now + LEASE
    delivery.save(update_fields=["lease", "leased_until"])
    return delivery
