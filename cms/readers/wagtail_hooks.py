"""Where the readers of the API plug into the admin. Wires only."""

from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from api.organisations.models import Organisation

from . import keys, report, rights
from .organisations import NeverDeleted, OrganisationViewSet

register_permission_policy(Organisation, NeverDeleted(Organisation))


@hooks.register("register_admin_viewset")
def organisations() -> Any:
    return OrganisationViewSet()


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    return [*keys.urls, *report.urls]


@hooks.register("register_reports_menu_item")
def what_is_read() -> Any:
    return report.menu_item()


@hooks.register("register_permissions")
def permissions() -> Any:
    return rights.permissions()
