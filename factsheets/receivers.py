"""Receivers: Wagtail's signals connected to the acts. Wires only."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from wagtail.signals import page_published, page_unpublished

from editions import models as record
from editions.models import WithdrawalReason
from editions.withdrawals import withdraw

from . import publishing
from .models import FactSheet, Publisher


def connect() -> None:
    """Called once when the app is ready."""
    page_published.connect(on_published, sender=FactSheet, dispatch_uid="factsheets.published")
    page_unpublished.connect(on_unpublished, sender=FactSheet, dispatch_uid="factsheets.unpublished")
    post_delete.connect(on_deleted, sender=FactSheet, dispatch_uid="factsheets.deleted")
    post_delete.connect(on_publisher_deleted, sender=Publisher, dispatch_uid="factsheets.publisher_deleted")


def on_published(instance: FactSheet, revision: Any = None, **_kwargs: Any) -> None:
    """Also fires for a page that is only scheduled (`live` is False then) and for aliases: nothing is released."""
    if instance.live and not instance.alias_of_id:
        publishing.publish(instance, revision)


def on_unpublished(instance: FactSheet, **_kwargs: Any) -> None:
    publishing.unpublish(instance)


def on_deleted(instance: FactSheet, **_kwargs: Any) -> None:
    """Catches deletions that did not come by Wagtail's action; does nothing after one that did."""
    withdraw(instance.content_id, reason=WithdrawalReason.DELETED, by="")


def on_publisher_deleted(instance: Publisher, **_kwargs: Any) -> None:
    """Its sheets must be gone first, so nothing that readers get names it any more."""
    record.Publisher.objects.filter(slug=instance.slug).delete()
