"""The test button: an event of type `ping`, sent now, by the way that all others go."""

from __future__ import annotations

import uuid

from django.utils import timezone

from . import payloads
from .claiming import LEASE
from .delivering import attempt
from .endpoints import note
from .models import Delivery, Doing, Endpoint
from .recording import record


def ping(endpoint: Endpoint, *, by: str) -> Delivery:
    """Send a test and wait for what comes of it, 15 seconds at the most. A disabled endpoint can be tested too."""
    now = timezone.now()
    delivery = Delivery.objects.create(
        endpoint=endpoint,
        type=payloads.PING,
        body=payloads.of_ping(endpoint, now),
        due_at=now,
        round_at=now,
        lease=uuid.uuid4(),  # ours from the start: no worker takes it up
        leased_until=now + LEASE,
    )
    note(endpoint, Doing.TESTED, by=by)
    record(delivery, attempt(delivery))
    delivery.refresh_from_db()
    return delivery
