"""Endpoints: where an organisation wants to be told, and of what. Never deleted, so that their history stays."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from api.organisations.models import Organisation


class Reason(models.TextChoices):
    """Why an endpoint is disabled."""

    BY_HAND = "by-hand", _("Disabled by hand")
    GONE = "gone", _("It answered 410 Gone")
    FAILING = "failing", _("Nothing but failures for days")


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    """Questions about endpoints."""

    def active(self) -> EndpointQuerySet:
        """Those that are told of changes."""
        return self.filter(disabled_at=None)

    def ready(self, now: datetime) -> EndpointQuerySet:
        """Those of them that may be sent to now: after a failure an endpoint is left alone for a while."""
        return self.active().filter(Q(paused_until=None) | Q(paused_until__lte=now))


class Endpoint(models.Model):
    """One address of an organisation. Empty lists mean all languages, types or kinds.

    Its secrets are not here: they are worked out from SECRET_KEY, `id` and `generation` (`api.webhooks.signing`).
    `failures` counts those since the last success; `told_at` is when the organisation was told that it is disabled.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="endpoints", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=255)
    url = models.CharField(_("address"), max_length=500)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    types = models.JSONField(_("types of content"), default=list, blank=True)
    kinds = models.JSONField(_("kinds of change"), default=list, blank=True)
    generation = models.PositiveIntegerField(default=1)
    previous_until = models.DateTimeField(null=True)
    disabled_at = models.DateTimeField(null=True)
    disabled_reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    told_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    paused_until = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[EndpointQuerySet] = EndpointQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("webhook endpoint")
        verbose_name_plural = _("webhook endpoints")
        ordering = ["name", "id"]
        default_permissions = ()
        permissions = [("manage_webhooks", "Can manage webhook endpoints, see their secrets and what was sent")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether it is told of changes."""
        return self.disabled_at is None


class Doing(models.TextChoices):
    """What was done with an endpoint."""

    CREATED = "created", _("Created")
    CHANGED = "changed", _("Changed")
    SECRET_SHOWN = "secret-shown", _("Secret shown")
    SECRET_CHANGED = "secret-changed", _("Secret changed")
    TESTED = "tested", _("Tested")
    REPLAYED = "replayed", _("Deliveries sent again")
    DISABLED = "disabled", _("Disabled")
    ENABLED = "enabled", _("Enabled")


class EndpointAct(models.Model):
    """One line of an endpoint's history. `by` is empty if the worker did it."""

    endpoint = models.ForeignKey(Endpoint, on_delete=models.PROTECT, related_name="history")
    act = models.CharField(max_length=20, choices=Doing.choices)
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = _("act on a webhook endpoint")
        verbose_name_plural = _("acts on webhook endpoints")
        ordering = ["-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.act} {self.endpoint_id}"
