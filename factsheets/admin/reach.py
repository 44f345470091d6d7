"""Reach: what a person may see of a content and do to it, whichever type it has. For our own pages of the admin."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import User
from wagtail.models import Page
from wagtail.permissions import policy_registry

from factsheets.models import Authored, AuthoredPage, LanguageRight, Right
from factsheets.models.rights import may


def may_see(user: User, authored: Authored | None) -> bool:
    """Its record: whoever has a role, a language, or the right to edit it."""
    return may_edit(user, authored) or _may(user, "view", authored) or _has_a_language(user)


def may_edit(user: User, authored: Authored | None) -> bool:
    """In Wagtail's editor."""
    if isinstance(authored, AuthoredPage):
        return authored.permissions_for_user(user).can_edit()
    return _may(user, "change", authored)


def may_publish(user: User, authored: Authored | None) -> bool:
    """Put it before readers and take it back. Saving a snippet is publishing it.

    What was deleted is answered for by whoever publishes pages.
    """
    if isinstance(authored, AuthoredPage):
        return authored.permissions_for_user(user).can_publish()
    if authored is None:
        return policy_registry.get_by_type(Page).user_has_permission(user, "publish")
    return _may(user, "change", authored)


def may_withhold(user: User, authored: Authored | None, language: str) -> bool:
    """Whoever may publish the content, and whoever may release this language."""
    return may_publish(user, authored) or may(user, Right.RELEASE, language)


def languages_of(user: User) -> list[str]:
    """The languages in which this person has some right, as their rows say."""
    rights = LanguageRight.objects.filter(group__user=user).order_by("language")
    return list(rights.values_list("language", flat=True).distinct()) if user.is_active else []


def sees_translations(user: Any) -> bool:
    """The list of translations: whoever has a role, and whoever has a language."""
    return user.has_perm("factsheets.view_factsheet") or _has_a_language(user)


def _has_a_language(user: User) -> bool:
    return user.is_active and LanguageRight.objects.filter(group__user=user).exists()


def _may(user: User, action: str, authored: Authored | None) -> bool:
    """Django's permission for the model of the content."""
    if authored is None:
        return False
    return user.has_perm(f"factsheets.{get_permission_codename(action, authored._meta)}")
