"""What the admin as a whole shows."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.webhooks import addresses as webhooks
from cms.webhooks import rights as rights_to_webhooks

# Installed because Wagtail needs it; nothing of a fact sheet can use it yet.
UNUSED = {"documents"}


@hooks.register("insert_global_admin_js")
def starters() -> str:
    """What Wagtail does by inline scripts, see cms/starters.py."""
    return format_html('<script src="{}"></script>', static("cms/starters.js"))


@hooks.register("insert_global_admin_css")
def styles_of_webhooks() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/webhooks.css"))


@hooks.register("register_admin_urls")
def pages_of_webhooks() -> list[URLPattern]:
    return webhooks.URLS


@hooks.register("register_admin_menu_item")
def entry_of_webhooks() -> MenuItem:
    return webhooks.menu_item()


@hooks.register("register_permissions")
def right_to_webhooks() -> Any:
    return rights_to_webhooks.permissions()


@hooks.register("construct_main_menu")
def leave_out_what_nobody_can_use(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [entry for entry in menu_items if entry.name not in UNUSED]
