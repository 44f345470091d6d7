"""Who may look after webhooks: superusers, and whoever has the one right; the group “API manager” has it."""

from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

RIGHT = "api_webhooks.manage_webhooks"


def permissions() -> Any:
    """What the page of a group offers."""
    return Permission.objects.filter(content_type__app_label="api_webhooks", codename="manage_webhooks")


class ForManagers:
    """A view for those who have the right, and for nobody else."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
