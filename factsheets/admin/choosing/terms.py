"""Choosing the term that explains the marked words."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from factsheets.columns import column, value
from factsheets.models import Term

from .finding import find_in


class _List:
    ordering = ("slug",)

    def get_filter_form_class(self) -> Any:
        words = [column(field, code) for code in settings.SOURCE_LANGUAGES for field in ("term", "definition")]
        return find_in("slug", *words, label=_("Find a word"))

    @property
    def columns(self) -> list[Column]:
        explanation = Column("definition", label=_("Explanation"), accessor=_explanation_of)
        return [*super().columns, explanation]  # type: ignore[misc]


class _Choose(_List, ChooseView):
    pass


class _Results(_List, ChooseResultsView):
    pass


class _Chosen(ChosenView):
    def get_chosen_response_data(self, item: Term) -> dict[str, Any]:
        return {"term": str(item.content_id), "title": str(item)}


class TermChooser(ChooserViewSet):
    """The glossary. All of it is released: saving a term releases it."""

    model = Term
    register_widget = False
    icon = "info-circle"
    page_title = _("Choose the term that explains these words")
    choose_view_class = _Choose
    choose_results_view_class = _Results
    chosen_view_class = _Chosen


def _explanation_of(term: Term) -> str:
    return value(term, "definition", term.source_language) or ""
