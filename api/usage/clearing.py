"""Clearing away: counts older than `USAGE_DAYS`, once a day by the worker."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from .counting import today
from .models import Reads


def clear_away_old_counts() -> int:
    """A day at a time, so that no transaction is long. Says how many lines there were."""
    before = today() - timedelta(days=settings.USAGE_DAYS)
    days = Reads.objects.filter(day__lt=before).order_by("day").values_list("day", flat=True).distinct()
    return sum(Reads.objects.filter(day=day).delete()[0] for day in list(days))
