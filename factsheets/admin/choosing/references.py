"""Choosing a reference to cite, by author, title, year, DOI or PMID."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from factsheets.models import Reference
from factsheets.people import from_lines

from .finding import find_in

_FIND = find_in(
    *("title", "work_title", "authors", "container_title", "year", "doi", "pmid"),
    label=_("Find by author, title, year, DOI or PMID"),
)


class _List:
    filter_form_class = _FIND
    ordering = ("title",)

    @property
    def columns(self) -> list[Column]:
        state = Column("state", label=_("State"), accessor=_state_of)
        return [*super().columns, state]  # type: ignore[misc]


class _Choose(_List, ChooseView):
    pass


class _Results(_List, ChooseResultsView):
    pass


class _Chosen(ChosenView):
    def get_chosen_response_data(self, item: Reference) -> dict[str, Any]:
        return {"reference": str(item.content_id), "label": label_of(item), "title": item.title}


class ReferenceChooser(ChooserViewSet):
    """References of all folders; one that is not released yet can be cited in a draft."""

    model = Reference
    register_widget = False  # forms choose references with Wagtail's dialog for pages
    icon = "openquote"
    page_title = _("Choose the reference that you cite")
    choose_view_class = _Choose
    choose_results_view_class = _Results
    chosen_view_class = _Chosen
    form_fields = None

    def get_object_list(self) -> Any:
        return Reference.objects.only(*Reference.columns_to_load("en"))


def label_of(reference: Reference) -> str:
    """What stands in the editor at the place of a citation: “Hackett 1953”. Readers get a number."""
    author = next((name.family or name.literal for name in from_lines(reference.authors)), "")
    return " ".join(filter(None, [author, str(reference.year or "")])) or reference.title[:40]


def _state_of(reference: Reference) -> str:
    standing = reference.get_standing_display() if reference.standing else ""
    return " · ".join(filter(None, [str(standing), str(reference.status_string)]))
