"""What the admin as a whole shows."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

# Installed because Wagtail needs it; nothing of a fact sheet can use it yet.
UNUSED = {"documents"}


@hooks.register("insert_global_admin_js")
def starters() -> str:
    """What Wagtail does by inline scripts, see cms/starters.py."""
    return format_html('<script src="{}"></script>', static("cms/starters.js"))


@hooks.register("construct_main_menu")
def leave_out_what_nobody_can_use(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [entry for entry in menu_items if entry.name not in UNUSED]
