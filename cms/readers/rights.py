"""Who may do what: two permissions, which the migration gives to the group “API manager”."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase


def may_manage_keys(user: Any) -> bool:
    """Create, rotate and revoke, for any organisation."""
    return bool(user.has_perm("api_keys.manage_keys"))


def may_see_reads(user: Any) -> bool:
    """See which organisation reads what."""
    return bool(user.has_perm("api_usage.view_reads"))


def for_managers_of_keys(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let nobody else in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_manage_keys(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def permissions() -> QuerySet[Permission]:
    """For Wagtail's form of groups."""
    ours = Q(content_type__app_label="api_keys", codename="manage_keys")
    return Permission.objects.filter(ours | Q(content_type__app_label="api_usage", codename="view_reads"))
