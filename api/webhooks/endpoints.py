"""What people, and the worker, do with endpoints. Each act is atomic and leaves a line in the endpoint's history."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from api.outbound import BadAddress, read_target

from . import signing
from .models import Delivery, Doing, Endpoint, EndpointAct, Reason, State


def check_address(url: str) -> None:
    """Raise ValidationError for one that would never be sent to. What its name leads to is seen when it is used."""
    try:
        read_target(url)
    except BadAddress as error:
        raise ValidationError(str(error)) from error


@transaction.atomic
def save(endpoint: Endpoint, *, by: str) -> None:
    """Create the endpoint, or keep what a person has changed of it."""
    check_address(endpoint.url)
    act = Doing.CREATED if endpoint._state.adding else Doing.CHANGED
    endpoint.save(
        force_insert=act == Doing.CREATED,
        update_fields=None if act == Doing.CREATED else ["organisation", "name", "url", "languages", "types", "kinds"],
    )
    note(endpoint, act, by=by, text=endpoint.url)


@transaction.atomic
def show_secret(endpoint: Endpoint, *, by: str) -> str:
    """The secret that the receiver needs; who looked at it is written down."""
    note(endpoint, Doing.SECRET_SHOWN, by=by)
    return signing.current_secret(endpoint)


@transaction.atomic
def change_secret(endpoint: Endpoint, *, keep_previous_for: timedelta, by: str) -> None:
    """Give it a new secret. The previous one is signed with too for so long; not at all if it has leaked."""
    now = timezone.now()
    until = now + keep_previous_for if keep_previous_for else None
    locked = Endpoint.objects.select_for_update(no_key=True).get(id=endpoint.id)
    endpoint.generation, endpoint.previous_until = locked.generation + 1, until
    endpoint.save(update_fields=["generation", "previous_until"])
    note(endpoint, Doing.SECRET_CHANGED, by=by, text=until.isoformat() if until else "")


@transaction.atomic
def disable(endpoint: Endpoint, reason: Reason, *, by: str = "") -> None:
    """Send it nothing more. What waits for it is held until it is enabled again."""
    locked = Endpoint.objects.select_for_update(no_key=True).get(id=endpoint.id)
    if not locked.is_active:
        return
    endpoint.disabled_at, endpoint.disabled_reason, endpoint.told_at = timezone.now(), reason, None
    endpoint.save(update_fields=["disabled_at", "disabled_reason", "told_at"])
    Delivery.objects.filter(endpoint=endpoint, state=State.PENDING).update(state=State.HELD)
    note(endpoint, Doing.DISABLED, by=by, text=reason.value)


@transaction.atomic
def enable(endpoint: Endpoint, *, by: str) -> None:
    """Send again, beginning with what was held; each in a new round of tries."""
    locked = Endpoint.objects.select_for_update(no_key=True).get(id=endpoint.id)
    if locked.is_active:
        return
    endpoint.disabled_at, endpoint.disabled_reason = None, ""
    endpoint.failures, endpoint.failing_since, endpoint.paused_until = 0, None, None
    endpoint.save(
        update_fields=["disabled_at", "disabled_reason", "failures", "failing_since", "paused_until"],
    )
    now = timezone.now()
    held = Delivery.objects.filter(endpoint=endpoint, state=State.HELD)
    held.update(state=State.PENDING, due_at=now, round_at=now, tries=0)
    note(endpoint, Doing.ENABLED, by=by)


def note(endpoint: Endpoint, act: Doing, *, by: str, text: str = "") -> None:
    """A line in its history."""
    EndpointAct.objects.create(endpoint=endpoint, act=act, by=by, note=text)
