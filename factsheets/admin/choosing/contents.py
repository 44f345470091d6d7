"""Choosing what a link leads to: a sheet, a question, or in the second tab a web address, an e-mail or a phone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView, CreateView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.models import Page

from editions.vocabulary import LINKED_TYPES
from factsheets.columns import line
from factsheets.models import MODEL_OF, AuthoredPage

from .addresses import AddressField
from .finding import find_in


@dataclass(frozen=True, slots=True)
class Address:
    """What somebody typed into the second tab."""

    url: str


class AddressForm(forms.Form):
    """The second tab."""

    url = AddressField(
        label=_("Web address, e-mail address or phone number"),
        help_text=_("For example www.nhs.uk, help@example.org or +44 20 7946 0000."),
    )

    def save(self) -> Address:
        return Address(self.cleaned_data["url"])


class _EverybodyMayLink:
    """An address needs no permission, unlike the pages that Wagtail would make in this tab."""

    request: Any

    def can_create(self) -> bool:
        return True

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_creation_form_kwargs()  # type: ignore[misc]
        return {"initial": {"url": self.request.GET.get("url", "")}, "prefix": "address"} | kwargs


class _Response:
    def get_chosen_response_data(self, item: Any) -> dict[str, Any]:
        if isinstance(item, Address):
            return {"url": item.url, "title": item.url.removeprefix("mailto:").removeprefix("tel:")}
        return {"content": str(item.content_id), "kind": item.released_as, "title": _title_of(item)}


class _List(_EverybodyMayLink):
    filter_form_class = find_in("title", "slug", label=_("Find a sheet or question"))
    ordering = ("title",)

    @property
    def columns(self) -> list[Column]:
        kind = Column("kind", label=_("Kind"), accessor=lambda page: page.cached_content_type.name)
        state = Column("state", label=_("State"), accessor="status_string")
        return [*super().columns, kind, state]  # type: ignore[misc]


class _Choose(_List, ChooseView):
    pass


class _Results(_List, ChooseResultsView):
    pass


class _Chosen(_Response, ChosenView):
    def get_object(self, pk: str) -> AuthoredPage:
        model = Page.objects.get(pk=pk).specific_class
        if getattr(model, "released_as", None) not in LINKED_TYPES:
            raise Page.DoesNotExist
        found: AuthoredPage = model._default_manager.get(pk=pk)
        return found


class _Create(_EverybodyMayLink, _Response, CreateView):
    pass


class LinkChooser(ChooserViewSet):
    """Sheets and questions of all folders, and addresses."""

    model = Page
    register_widget = False
    icon = "link"
    page_title = _("Choose what the link leads to")
    search_tab_label = _("Sheet or question")
    creation_tab_label = _("Address")
    create_action_label = _("Link to this address")
    creation_form_class = AddressForm
    choose_view_class = _Choose
    choose_results_view_class = _Results
    chosen_view_class = _Chosen
    create_view_class = _Create

    def get_object_list(self) -> Any:
        return Page.objects.type(*(MODEL_OF[kind] for kind in LINKED_TYPES))


def _title_of(page: AuthoredPage) -> str:
    """As readers know it; the working title while it has no other."""
    field = page.field_of_segment["title"]
    return line(page, field, page.source_language) or page.title
