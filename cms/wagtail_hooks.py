"""What the admin as a whole shows."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem

# Installed because Wagtail needs them; nothing of a fact sheet can use them yet.
UNUSED = {"documents", "images"}


@hooks.register("construct_main_menu")
def leave_out_what_nobody_can_use(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [entry for entry in menu_items if entry.name not in UNUSED]
