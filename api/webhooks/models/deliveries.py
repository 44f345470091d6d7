"""Deliveries: one change for one endpoint, and every attempt to bring it there."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from api.outbound import Failure
from editions.models import Change

from .endpoints import Endpoint


class State(models.TextChoices):
    """What has become of a delivery."""

    PENDING = "pending", _("To be sent")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Failed")
    HELD = "held", _("Held while the endpoint is disabled")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Questions about deliveries."""

    def due(self, now: datetime) -> DeliveryQuerySet:
        """Those to be sent now that nobody is sending, in the order in which to send them."""
        waiting = self.filter(state=State.PENDING, due_at__lte=now).exclude(leased_until__gt=now)
        return waiting.order_by("due_at", "change_id")

    def under_way(self, now: datetime) -> DeliveryQuerySet:
        """Those that a worker is sending."""
        return self.filter(leased_until__gt=now)


class Delivery(models.Model):
    """One change for one endpoint, with the very words that are sent. A test has no change.

    `tries` counts those of the present round, which began at `round_at`: sending it again by hand begins a new one.
    A worker may send it while its `lease` stands here and `leased_until` is not over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    endpoint = models.ForeignKey(Endpoint, on_delete=models.PROTECT, related_name="deliveries")
    change = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="+")
    type = models.CharField(max_length=40)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    due_at = models.DateTimeField(null=True)
    round_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    last_tried_at = models.DateTimeField(null=True)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_failure = models.CharField(max_length=20, choices=Failure.choices, blank=True)

    objects: ClassVar[DeliveryQuerySet] = DeliveryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-created_at", "-id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["endpoint", "change"], name="delivery_is_made_once")]
        indexes = [
            models.Index(fields=["endpoint", "state", "due_at"], name="delivery_due"),
            models.Index(fields=["endpoint", "-created_at"], name="delivery_by_endpoint"),
            models.Index(fields=["-created_at", "-id"], name="delivery_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.state}"

    @property
    def webhook_id(self) -> str:
        """What the receiver knows it by, on every attempt and every replay."""
        return f"msg_{self.id.hex}"

    @property
    def is_test(self) -> bool:
        """Whether somebody pressed the button, and nothing has changed."""
        return self.change_id is None


class Attempt(models.Model):
    """One request and what came back. Written once and never changed; goes with its delivery."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    url = models.CharField(max_length=500)
    request_headers = models.JSONField()
    at = models.DateTimeField()
    seconds = models.FloatField()
    status = models.PositiveSmallIntegerField(null=True)
    response_headers = models.JSONField(default=dict)
    response_body = models.TextField(blank=True)
    failure = models.CharField(max_length=20, choices=Failure.choices, blank=True)
    detail = models.TextField(blank=True)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.status or self.failure}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Once. What was sent and answered is not rewritten."""
        if not self._state.adding:
            raise TypeError("An attempt is written once.")
        super().save(*args, **kwargs)


class Position(models.Model):
    """How far the log has been read: one row, moved in the transaction that makes the deliveries."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    change_id = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("position of webhooks in the log")
        verbose_name_plural = _("positions of webhooks in the log")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.change_id)
