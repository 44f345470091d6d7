"""Lists and editors of publishers, topics and terms; and where an administrator gives rights in a language."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn, TitleColumn
from wagtail.admin.widgets import Button
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from factsheets.admin.whereabouts import content_address, languages_address, to_list
from factsheets.columns import column
from factsheets.models import LanguageRight, Publisher, Term, Topic

from .columns import shared_columns
from .filters import ContentFilters
from .searching import matching
from .states import attach_states


class SnippetListView(IndexView):
    """One row for each, whichever languages it is in."""

    is_searchable = True
    name_field = "name"

    def get_table(self, object_list: Any) -> Any:
        attach_states(object_list)
        return super().get_table(object_list)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        fields = (self.name_field, "slug")
        return matching(queryset, self.search_query, fields=fields) if self.is_searching else queryset

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Boxes to tick for deleting only for those who may delete."""
        ticks = [BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet")]
        return [*(ticks if self.user_has_permission("delete") else []), self._title(), *shared_columns()]

    def _title(self) -> BaseColumn:
        return self._get_title_column_class(TitleColumn)(
            "title",
            label=_("Name"),
            accessor=str,
            sort_key=self.name_field,
            get_url=lambda row: content_address(row.content_id),
            get_title_id=lambda row: f"snippet_{row.pk}_title",
        )


class SnippetEditView(EditView):
    """With a way to what readers have of it."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        address = languages_address(self.object.content_id)
        return [*super().header_more_buttons, Button(_("Languages and editions"), url=address, icon_name="globe")]


class ContentSnippetViewSet(SnippetViewSet):
    """A menu entry of its own."""

    index_view_class = SnippetListView
    edit_view_class = SnippetEditView
    filterset_class = ContentFilters
    add_to_admin_menu = True
    copy_view_enabled = False
    name_field: ClassVar[str]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return to_list(self.model)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        view_kwargs: dict[str, Any] = super().get_index_view_kwargs(**kwargs)
        return view_kwargs | {"name_field": self.name_field, "default_ordering": self.name_field}


class PublisherViewSet(ContentSnippetViewSet):
    model = Publisher
    icon = "group"
    menu_label = gettext_lazy("Publishers")
    menu_order = 140
    name_field = "name"


class TopicViewSet(ContentSnippetViewSet):
    model = Topic
    icon = "tag"
    menu_label = gettext_lazy("Topics")
    menu_order = 150
    name_field = column("name", settings.SOURCE_LANGUAGES[0])


class TermViewSet(ContentSnippetViewSet):
    model = Term
    icon = "list-ul"
    menu_label = gettext_lazy("Terms")
    menu_order = 160
    name_field = column("term", settings.SOURCE_LANGUAGES[0])


class LanguageRightViewSet(SnippetViewSet):
    """For administrators."""

    model = LanguageRight
    icon = "globe"
    menu_label = gettext_lazy("Language rights")
    add_to_settings_menu = True
    list_display = ["group", "language", "right"]
    list_filter = ["group", "language", "right"]


VIEWSETS = (PublisherViewSet, TopicViewSet, TermViewSet, LanguageRightViewSet)
