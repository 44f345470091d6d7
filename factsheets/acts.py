"""Wagtail's acts made whole: each in one transaction, with its actor known, and none that would bypass the record.

Wagtail's publish, unpublish and delete are not atomic: a receiver that fails would leave a page live without an
edition. All paths (admin, workflow, scheduler, commands, API) go through these action classes, so they are wrapped
here, once, at start-up. See docs/decisions/0004-publishing-is-one-transaction.md.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from editions.log import wait_for_turn
from editions.models import WithdrawalReason
from editions.withdrawals import withdraw

from .copying import copy_translations
from .models import FactSheet

Method = Callable[..., Any]


class AliasRefused(PermissionDenied):
    """An alias or a Wagtail translation of a sheet would show readers' text that has no edition."""


def install() -> None:
    """Wrap the actions. Called once when the app is ready."""
    PublishRevisionAction.execute = _atomic(PublishRevisionAction.execute, before=_name_the_actor)
    UnpublishAction.execute = _atomic(UnpublishAction.execute, before=_on_the_specific_page)
    UnpublishPageAction.execute = _atomic(UnpublishPageAction.execute, before=_on_the_specific_page)
    DeletePageAction.execute = _atomic(DeletePageAction.execute, before=_withdraw_before_deletion)
    CopyPageAction.execute = _atomic(CopyPageAction.execute, before=_make_a_draft)
    CopyPageAction._copy_page = _with_translations(CopyPageAction._copy_page)
    CreatePageAliasAction.execute = _atomic(CreatePageAliasAction.execute, before=_refuse_for_sheets)
    CopyPageForTranslationAction.execute = _atomic(CopyPageForTranslationAction.execute, before=_refuse_for_sheets)


def _atomic(execute: Method, *, before: Callable[[Any], None]) -> Method:
    @wraps(execute)
    def wrapped(action: Any, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            wait_for_turn()  # before any row is locked, so that two acts never wait for each other
            before(action)
            return execute(action, *args, **kwargs)

    return wrapped


def _name_the_actor(action: Any) -> None:
    """Receivers get the page, not the person: leave the name where they find it."""
    action.object.acting_user = action.user


def _on_the_specific_page(action: Any) -> None:
    """The receiver gets `object.specific`; of a bare page that would be another object, without the actor."""
    action.object = getattr(action.object, "specific", action.object)
    _name_the_actor(action)


def _withdraw_before_deletion(action: Any) -> None:
    """Check first: an act that is refused must not reach the record."""
    action.check(skip_permission_checks=False)
    by = action.user.get_username() if action.user else ""
    for sheet in _sheets_at_or_below(action.page):
        withdraw(sheet.content_id, reason=WithdrawalReason.DELETED, by=by)


def _make_a_draft(action: Any) -> None:
    action.keep_live = False


def _with_translations(copy_page: Method) -> Method:
    @wraps(copy_page)
    def wrapped(action: Any, page: Page, *args: Any, **kwargs: Any) -> Page:
        copy = copy_page(action, page, *args, **kwargs)
        if isinstance(copy, FactSheet):
            copy_translations(page.specific, copy)
        return copy

    return wrapped


def _refuse_for_sheets(action: Any) -> None:
    page = getattr(action, "page", None)
    if page is not None and _sheets_at_or_below(page).exists():
        raise AliasRefused(
            _("A fact sheet cannot be mirrored. Copy it, or translate it language by language instead.")
        )


def _sheets_at_or_below(page: Page) -> Any:
    return FactSheet.objects.filter(path__startswith=page.path).only("content_id")
