"""The columns that our lists share."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.ui.tables.pages import PageTitleColumn

from factsheets.admin.whereabouts import content_address
from factsheets.naming import language_name


class ContentTitleColumn(PageTitleColumn):
    """The title leads to where the person may work on the content.

    Wagtail's menu of acts is left out: it asks the database for each row, and the editor has all of them.
    """

    cell_template_name = "factsheets/lists/title_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"address": content_address(instance.content_id)}


class SourceLanguageColumn(Column):
    """The name of the language in which it is written."""

    def get_value(self, instance: Any) -> str:
        return language_name(instance.source_language)


class StateColumn(Column):
    """Draft, live, live with changes, withdrawn: what has become of what editors write."""

    cell_template_name = "factsheets/lists/state_cell.html"

    def get_value(self, instance: Any) -> str:
        if not instance.live and instance.languages_state.is_withdrawn:
            return _("Withdrawn")
        return capfirst(str(instance.status_string))


class LanguagesColumn(BaseColumn):
    """Codes with their status, by word and colour; needs `states.attach_states`."""

    cell_template_name = "factsheets/lists/languages_cell.html"


class NextReviewColumn(Column):
    """The date, and a word if it has passed."""

    cell_template_name = "factsheets/lists/review_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        due: date | None = instance.next_review
        return context | {"due": due, "is_overdue": due is not None and due < localdate()}


def shared_columns() -> list[BaseColumn]:
    """Those of every list."""
    return [
        SourceLanguageColumn("source_language", label=gettext_lazy("Written in"), sort_key="source_language"),
        LanguagesColumn("languages", label=gettext_lazy("Languages")),
    ]
