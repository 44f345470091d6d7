"""Writing down what came of an attempt, and what follows from it for the delivery and its endpoint."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from . import schedule
from .delivering import Result
from .endpoints import disable
from .models import Attempt, Delivery, Endpoint, Reason, State


@transaction.atomic
def record(delivery: Delivery, result: Result) -> None:
    """Keep the attempt. Who has lost the lease meanwhile changes nothing else, unless it was a success."""
    endpoint = Endpoint.objects.select_for_update(no_key=True).get(id=delivery.endpoint_id)
    _keep(delivery, result)
    now = timezone.now()
    if result.is_success:
        _settle(delivery, result, State.DELIVERED)
    else:
        _try_later(delivery, endpoint, result, now)
    if not delivery.is_test:
        _take_to_heart(endpoint, result, now)
    if result.is_gone:
        disable(endpoint, Reason.GONE)


def _keep(delivery: Delivery, result: Result) -> None:
    Attempt.objects.create(
        delivery=delivery,
        url=delivery.endpoint.url,
        request_headers=result.request_headers,
        at=result.at,
        seconds=result.seconds,
        status=result.status,
        response_headers=result.headers,
        response_body=result.body,
        failure=result.failure,
        detail=result.detail,
    )


def _settle(delivery: Delivery, result: Result, state: State, due_at: datetime | None = None) -> None:
    """A success is one whoever had the lease; of a failure only its holder may speak."""
    ours = Delivery.objects.filter(id=delivery.id)
    if not result.is_success:
        ours = ours.filter(lease=delivery.lease)
    ours.update(
        state=state,
        due_at=due_at,
        tries=delivery.tries + 1,
        lease=None,
        leased_until=None,
        last_tried_at=result.at,
        last_status=result.status,
        last_failure=result.failure,
    )


def _try_later(delivery: Delivery, endpoint: Endpoint, result: Result, now: datetime) -> None:
    """A test is not repeated; the person who asked for it sees what came of it."""
    asked = schedule.asked_to_wait(result.status, result.headers, now)
    tries = delivery.tries + 1
    due = None if delivery.is_test else schedule.next_try(tries=tries, began=delivery.round_at, now=now, asked=asked)
    waiting = State.PENDING if endpoint.is_active else State.HELD
    _settle(delivery, result, waiting if due else State.FAILED, due)


def _take_to_heart(endpoint: Endpoint, result: Result, now: datetime) -> None:
    """What the endpoint is like: well, or failing since when and therefore left alone until when."""
    if result.is_success:
        endpoint.failures, endpoint.failing_since, endpoint.paused_until = 0, None, None
        endpoint.succeeded_at = now
    else:
        endpoint.failures += 1
        endpoint.failing_since = endpoint.failing_since or now
        asked = schedule.asked_to_wait(result.status, result.headers, now)
        endpoint.paused_until = now + schedule.pause(failures=endpoint.failures, asked=asked)
    endpoint.save(update_fields=["failures", "failing_since", "paused_until", "succeeded_at"])
    longest = timedelta(days=settings.WEBHOOKS_DISABLE_AFTER_DAYS)
    if endpoint.failing_since and now - endpoint.failing_since >= longest:
        disable(endpoint, Reason.FAILING)
