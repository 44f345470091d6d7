"""Wagtail's acts made whole: each in one transaction, with its actor known, and none that would bypass the record.

Wagtail's publish, unpublish and delete are not atomic: a receiver that fails would leave a page live without an
edition. All paths (admin, workflow, scheduler, commands, API) go through these action classes, so they are wrapped
here, once, at start-up. See docs/decisions/0004-publishing-is-one-transaction.md.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, TaskState

from editions.log import wait_for_turn
from editions.models import WithdrawalReason
from editions.withdrawals import withdraw
from factsheets.references.citing import references_among, refuse_if_cited

from .copying import copy_translations
from .free_slugs import give_free_slug
from .models import PAGE_TYPES, AuthoredPage, Reference

Method = Callable[..., Any]


class AliasRefused(PermissionDenied):
    """An alias or a Wagtail translation of a sheet would show readers' text that has no edition."""


def install() -> None:
    """Wrap the actions. Called once when the app is ready."""
    PublishRevisionAction.execute = _whole(PublishRevisionAction.execute, before=_name_the_actor)
    UnpublishPageAction.execute = _whole(_one_by_one(UnpublishPageAction.execute), before=_before_unpublishing)
    DeletePageAction.execute = _whole(DeletePageAction.execute, before=_withdraw_before_deletion)
    CopyPageAction.execute = _whole(CopyPageAction.execute, before=_make_a_draft)
    CopyPageAction._copy_page = _with_translations(CopyPageAction._copy_page)
    CreatePageAliasAction.execute = _whole(CreatePageAliasAction.execute, before=_refuse_for_contents)
    CopyPageForTranslationAction.execute = _whole(CopyPageForTranslationAction.execute, before=_refuse_for_contents)
    # A review that ends in publishing locks its own rows first; publishing cancels reviews: both take their turn.
    for name in ("approve", "reject", "cancel"):
        setattr(TaskState, name, _whole(getattr(TaskState, name)))


def _whole(execute: Method, *, before: Method | None = None) -> Method:
    """The act in one transaction that takes its turn before any row is locked, so that no two wait for each other."""

    @wraps(execute)
    def wrapped(action: Any, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            wait_for_turn()
            if before:
                before(action, **kwargs)
            return execute(action, *args, **kwargs)

    return wrapped


def _one_by_one(execute: Method) -> Method:
    """Wagtail unpublishes the pages below a page in nobody's name; here the same person unpublishes each."""

    @wraps(execute)
    def wrapped(action: Any, *args: Any, **kwargs: Any) -> None:
        below, action.include_descendants = action.include_descendants, False
        execute(action, *args, **kwargs)
        for page in action.object.get_descendants().live().specific().iterator() if below else ():
            if action.user is None or page.permissions_for_user(action.user).can_unpublish():
                UnpublishPageAction(page, user=action.user).execute(skip_permission_checks=True)

    return wrapped


def _name_the_actor(action: Any, **_kwargs: Any) -> None:
    """Receivers get the page, not the person: leave the name where they find it."""
    action.object.acting_user = action.user


def _before_unpublishing(action: Any, skip_permission_checks: bool = False, **_kwargs: Any) -> None:
    """The receiver gets `object.specific`; of a bare page that would be another object, without the actor."""
    action.check(skip_permission_checks=skip_permission_checks)
    action.object = action.object.specific
    _name_the_actor(action)
    if isinstance(action.object, Reference) and action.object.live:
        refuse_if_cited([action.object.content_id])


def _withdraw_before_deletion(action: Any, *, skip_permission_checks: bool = False, **_kwargs: Any) -> None:
    """Check first: an act that is refused must not reach the record."""
    action.check(skip_permission_checks=skip_permission_checks)
    by = action.user.get_username() if action.user else ""
    going = _contents_at_or_below(action.page)
    refuse_if_cited(references_among(going), going_too=going)
    for content_id in going:
        withdraw(content_id, reason=WithdrawalReason.DELETED, by=by)


def _make_a_draft(action: Any, **_kwargs: Any) -> None:
    action.keep_live = False


def _with_translations(copy_page: Method) -> Method:
    @wraps(copy_page)
    def wrapped(action: Any, page: Page, *args: Any, **kwargs: Any) -> Page:
        copy = copy_page(action, page, *args, **kwargs)
        if isinstance(copy, AuthoredPage):
            give_free_slug(copy)
            copy_translations(page.specific, copy)
        return copy

    return wrapped


def _refuse_for_contents(action: Any, **_kwargs: Any) -> None:
    page = getattr(action, "page", None)
    if page is not None and _contents_at_or_below(page):
        raise AliasRefused(_("It cannot be mirrored. Copy it, or translate it language by language instead."))


def _contents_at_or_below(page: Page) -> list[UUID]:
    """Ids of the sheets, questions and references at or below this page."""
    below = [page_type.objects.filter(path__startswith=page.path) for page_type in PAGE_TYPES]
    return [content_id for pages in below for content_id in pages.values_list("content_id", flat=True)]
