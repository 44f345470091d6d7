"""Lists of sheets, questions and references: menu entry, view, and what each person sees of them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from editions.models import Work
from factsheets.admin.whereabouts import to_list
from factsheets.models import FactSheet, FaqEntry, Reference

from .columns import ContentTitleColumn, NextReviewColumn, StateColumn, shared_columns
from .filters import ContentFilters, ReviewedFilters
from .searching import matching
from .states import attach_states

ON_PAGES = {"add", "change", "publish", "lock", "unlock"}


def may_list(user: Any, model: type[Page]) -> bool:
    """Whoever works on pages, and whoever has a role."""
    return works_on_pages(user) or user.has_perm(f"factsheets.{get_permission_codename('view', model._meta)}")


def works_on_pages(user: Any) -> bool:
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, ON_PAGES))


class ContentListView(IndexView):
    """One row for each content, whichever languages it is in."""

    any_permission_required = None  # asked in `dispatch`
    default_ordering = "-latest_revision_created_at"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_list(request.user, self.model):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Any]:
        """Drafts are for those who work on pages; everybody else sees what was released."""
        rows: Any = to_list(self.model)
        if works_on_pages(self.request.user):
            rows = rows.filter(pk__in=self.permission_policy.explorable_instances(self.request.user).values("pk"))
        else:
            rows = rows.filter(content_id__in=Work.objects.filter(type=self.model.released_as).values("id"))
        return rows.prefetch_workflow_states().annotate_approved_schedule()

    def get_ordering(self) -> Any:
        """The same when searching: there is no relevance in a list of titles."""
        chosen = self.request.GET.get("ordering")
        return chosen if chosen in self.get_valid_orderings() else self.default_ordering

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What has no date comes last, and equals in the order of their titles."""
        name = self.ordering.removeprefix("-")
        by = F(name).desc(nulls_last=True) if self.ordering.startswith("-") else F(name).asc(nulls_last=True)
        return queryset.order_by(by, "title", "pk")

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return matching(queryset, self.search_query, fields=("title", "slug")) if self.is_searching else queryset

    def get_table(self, object_list: Any) -> Any:
        attach_states(object_list)
        return super().get_table(object_list)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Boxes to tick for acts in bulk only for those who may act."""
        if works_on_pages(self.request.user):
            return [BulkActionsColumn("bulk_actions"), *self.base_columns]
        return self.base_columns

    base_columns: ClassVar[list[BaseColumn]] = [
        ContentTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        *shared_columns(),
        StateColumn("state", label=_("State"), sort_key="live"),
        DateColumn("latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at"),
    ]


class ReviewedListView(ContentListView):
    """With the date of the next review."""

    base_columns: ClassVar[list[BaseColumn]] = [
        *ContentListView.base_columns[:-1],
        NextReviewColumn("next_review", label=_("Next review"), sort_key="next_review"),
        ContentListView.base_columns[-1],
    ]


class ContentListViewSet(PageListingViewSet):
    """One menu entry and its list."""

    index_view_class = ContentListView
    filterset_class = ContentFilters
    add_to_admin_menu = True
    columns = PageListingViewSet.UNDEFINED

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        model = self.model

        class ContentMenuItem(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return may_list(request.user, model)

        return ContentMenuItem


class FactSheetViewSet(ContentListViewSet):
    model = FactSheet
    index_view_class = ReviewedListView
    filterset_class = ReviewedFilters
    icon = "doc-full"
    menu_label = _("Fact sheets")
    menu_order = 110


class FaqEntryViewSet(ContentListViewSet):
    model = FaqEntry
    index_view_class = ReviewedListView
    filterset_class = ReviewedFilters
    icon = "help"
    menu_label = _("Questions")
    menu_order = 120


class ReferenceViewSet(ContentListViewSet):
    model = Reference
    icon = "openquote"
    menu_label = _("References")
    menu_order = 130


VIEWSETS = (
    FactSheetViewSet("sheets", menu_name="sheets"),
    FaqEntryViewSet("questions", menu_name="questions"),
    ReferenceViewSet("references", menu_name="references"),
)
