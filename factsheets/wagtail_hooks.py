"""Where this app plugs into the Wagtail admin. Wires only."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.snippets.models import register_snippet

from factsheets import starting
from factsheets.admin import choosing, home, page_views, parting, whereabouts
from factsheets.admin import importing as admin_import
from factsheets.admin import languages as admin_languages
from factsheets.admin import reviewed as admin_reviewing
from factsheets.admin.lists import pages, snippets, translations

from .models import AuthoredPage, Reference, ReferenceIndex
from .rich_text.features import register_features

for snippet_viewset in snippets.VIEWSETS:
    register_snippet(snippet_viewset)


@hooks.register("register_admin_viewset")
def lists_of_pages() -> list[Any]:
    return list(pages.VIEWSETS)


@hooks.register("construct_homepage_panels")
def what_needs_doing(request: Any, panels: list[Any]) -> None:
    panels[:] = home.panels_for(request.user)


@hooks.register("insert_global_admin_css")
def styles() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("factsheets/admin.css"))


@hooks.register("register_rich_text_features")
def inline_features(features: Any) -> None:
    register_features(features)


@hooks.register("before_create_page")
def source_language(request: Any, parent: Any, page_class: Any) -> Any:
    return starting.ask_for_language(request, parent, page_class)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    return [
        *admin_languages.urls,
        *admin_reviewing.urls,
        *admin_import.urls,
        *translations.urls,
        *choosing.URLS,
    ]


@hooks.register("register_admin_viewset")
def page_viewsets() -> list[Any]:
    return [*page_views.VIEWSETS, *choosing.VIEWSETS]


@hooks.register("register_admin_menu_item")
def list_of_translations() -> Any:
    return translations.menu_item()


@hooks.register("after_publish_page")
def say_what_happened_to_the_translations(request: Any, page: Any) -> None:
    if isinstance(page, AuthoredPage):
        admin_languages.tell_of_translations(request, page)


@hooks.register("before_delete_page", order=-1)
def keep_what_is_cited(request: Any, page: Any) -> Any:
    return page_views.refusal(request, page.specific)


@hooks.register("before_delete_page")
def say_what_deleting_a_page_does(request: Any, page: Any) -> Any:
    return parting.before_deleting(request, [page.specific])


@hooks.register("before_delete_snippet")
def say_what_deleting_a_snippet_does(request: Any, snippets: Any) -> Any:
    return parting.before_deleting(request, snippets)


@hooks.register("before_bulk_action")
def refuse_to_delete_what_is_held(request: Any, action_type: str, contents: Any, _action: Any) -> Any:
    return parting.refuse_if_held(request, contents) if action_type == "delete" else None


@hooks.register("register_page_header_buttons")
def header_button(page: Any, user: Any, **_kwargs: Any) -> Any:
    if isinstance(page.specific_deferred, ReferenceIndex) and page.permissions_for_user(user).can_add_subpage():
        address = admin_import.address_of_import(page)
        yield Button(_("Import references"), address, icon_name="upload", priority=15)
    if isinstance(page, Reference) and page.pk:
        yield Button(_("Used in"), reverse("wagtailadmin_pages:usage", args=[page.pk]), icon_name="link", priority=16)
    if isinstance(page, AuthoredPage):
        address = whereabouts.languages_address(page.content_id)
        yield Button(_("Languages and editions"), address, icon_name="globe", priority=15)
