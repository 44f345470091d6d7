"""Where this app plugs into the Wagtail admin. Wires only."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from . import admin_languages, starting
from .models import FactSheet, LanguageRight, Publisher
from .rich_text import register_left_to_right, register_web_link

register_snippet(Publisher)
register_snippet(LanguageRight)


@hooks.register("register_rich_text_features")
def inline_features(features: Any) -> None:
    register_left_to_right(features)
    register_web_link(features)


@hooks.register("before_create_page")
def source_language(request: Any, parent: Any, page_class: Any) -> Any:
    return starting.ask_for_language(request, parent, page_class)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return admin_languages.urls


@hooks.register("after_publish_page")
def say_what_happened_to_the_translations(request: Any, page: Any) -> None:
    if isinstance(page, FactSheet):
        admin_languages.tell_of_translations(request, page)


@hooks.register("before_delete_page")
def say_what_deleting_does(request: Any, page: Any) -> None:
    if isinstance(page.specific, FactSheet) and page.specific.is_released and request.method == "GET":
        said = _("Readers lose this sheet in every language. No other sheet can ever have its address.")
        messages.warning(request, said)


@hooks.register("register_page_header_buttons")
def header_button(page: Any, user: Any, **_kwargs: Any) -> Any:
    if isinstance(page, FactSheet):
        yield Button(_("Languages and editions"), admin_languages.address_of(page), icon_name="globe", priority=15)
