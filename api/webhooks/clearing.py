"""Clearing away deliveries that are old, with their attempts. Those still to be sent stay."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from .models import Delivery, State

AT_ONCE = 1000


def clear_old_deliveries() -> None:
    """Called by the worker; a thousand at a time, so that nobody waits for it."""
    too_old = timezone.now() - timedelta(days=settings.WEBHOOKS_KEEP_DAYS)
    old = Delivery.objects.exclude(state=State.PENDING).filter(created_at__lt=too_old, round_at__lt=too_old)
    while ids := list(old.values_list("id", flat=True)[:AT_ONCE]):
        Delivery.objects.filter(id__in=ids).delete()
