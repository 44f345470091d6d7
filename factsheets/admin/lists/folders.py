"""The explorer, the pages of one folder, with our columns."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.listing import ExplorableIndexView

from factsheets.admin.whereabouts import columns_to_list

from .columns import LanguagesColumn
from .states import attach_states


class FolderView(ExplorableIndexView):
    """The pages of one folder, with their languages."""

    base_columns = [
        *(column for column in ExplorableIndexView.base_columns if column.name != "type"),
        LanguagesColumn("languages", label=_("Languages")),
    ]

    def annotate_queryset(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        """They are of one type: nothing more specific has to be fetched, and no text."""
        listed: Any = pages.only(*columns_to_list(self.model)).prefetch_related("content_type", "sites_rooted_here")
        return listed.prefetch_workflow_states().annotate_site_root_state().annotate_approved_schedule()

    def get_table(self, object_list: Any) -> Any:
        attach_states(object_list)
        return super().get_table(object_list)
