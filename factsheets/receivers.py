"""Receivers: Wagtail's signals connected to the acts. Wires only."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.signals import page_published, page_unpublished

from editions.models import WithdrawalReason
from editions.withdrawals import withdraw
from factsheets.references.citing import refuse_if_cited

from . import publishing
from .images.keeping import keep_for_readers
from .models import PAGE_TYPES, SNIPPET_TYPES, Authored, AuthoredPage, AuthoredSnippet, Reference, SheetImage


def connect() -> None:
    """Called once when the app is ready."""
    for page_type in PAGE_TYPES:
        page_published.connect(on_published, sender=page_type, dispatch_uid=f"published {page_type}")
        page_unpublished.connect(on_unpublished, sender=page_type, dispatch_uid=f"unpublished {page_type}")
        post_delete.connect(on_deleted, sender=page_type, dispatch_uid=f"deleted {page_type}")
    for snippet_type in SNIPPET_TYPES:
        post_save.connect(on_snippet_saved, sender=snippet_type, dispatch_uid=f"saved {snippet_type}")
        post_delete.connect(on_deleted, sender=snippet_type, dispatch_uid=f"deleted {snippet_type}")
    pre_delete.connect(before_reference_deleted, sender=Reference, dispatch_uid="reference to be deleted")
    post_save.connect(on_image_saved, sender=SheetImage, dispatch_uid="image saved")


def on_published(instance: AuthoredPage, revision: Any = None, **_kwargs: Any) -> None:
    """Also fires for a page that is only scheduled (`live` is False then) and for aliases: nothing is released."""
    if instance.live and not instance.alias_of_id:
        publishing.publish(instance, revision)


def on_unpublished(instance: AuthoredPage, **_kwargs: Any) -> None:
    publishing.unpublish(instance)


def on_snippet_saved(instance: AuthoredSnippet, raw: bool = False, **_kwargs: Any) -> None:
    """Not for fixtures (`raw`): what they hold may come before what it needs."""
    if not raw:
        publishing.publish_snippet(instance)


def on_image_saved(instance: SheetImage, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        keep_for_readers(instance)


def before_reference_deleted(instance: Reference, **_kwargs: Any) -> None:
    """Catches deletions that did not come by Wagtail's action, which has asked already. Raises StillCited."""
    refuse_if_cited([instance.content_id])


def on_deleted(instance: Authored, **_kwargs: Any) -> None:
    """Catches deletions that did not come by Wagtail's action; does nothing after one that did."""
    withdraw(instance.content_id, reason=WithdrawalReason.DELETED, by="")
