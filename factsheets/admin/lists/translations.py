"""The list of translations, of contents of every type: for those who have no page editor, translators above all."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView

from editions.models import Publication, Status
from editions.vocabulary import ContentType
from factsheets.admin.reach import sees_translations
from factsheets.admin.whereabouts import languages_address
from factsheets.naming import language_name

from .filters import choice, languages_to_choose_from


class TranslationFilters(WagtailFilterSet):
    """By language, status and type."""

    language = choice(_("Language"), languages_to_choose_from)
    status = choice(_("Status"), Status.choices)
    type = choice(_("Type"), ContentType.choices)

    class Meta:
        model = Publication
        fields: ClassVar[list[str]] = []


class StatusColumn(Column):
    """By word and colour."""

    cell_template_name = "factsheets/lists/status_cell.html"


class TranslationsView(BaseListingView):
    """One row for each content and language that readers have, or had."""

    page_title = _("Translations")
    header_icon = "globe"
    model = Publication
    index_url_name = "factsheets_translations"
    index_results_url_name = "factsheets_translations_results"
    filterset_class = TranslationFilters
    default_ordering = "title_key"
    paginate_by = 50
    is_searchable = True
    verbose_name_plural = _("translations")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not sees_translations(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[Publication]:
        source = Publication.objects.filter(work_id=OuterRef("work_id"), is_source=True)
        rows = Publication.objects.filter(is_source=False).select_related("edition__made_from", "work")
        return rows.defer("edition__content", "edition__made_from__content", "work__envelope").annotate(
            source_title=Subquery(source.values("title")[:1]), source_key=Subquery(source.values("title_key")[:1])
        )

    def order_queryset(self, queryset: QuerySet[Publication]) -> QuerySet[Publication]:
        ordering = str(self.ordering).replace("title_key", "source_key")
        return queryset.order_by(ordering, "language", "pk")

    def search_queryset(self, queryset: QuerySet[Publication]) -> QuerySet[Publication]:
        """By the title in the source or in the translation."""
        if not self.is_searching:
            return queryset
        words = self.search_query.casefold()
        found = Publication.objects.filter(title_key__contains=words).values("work_id")
        return queryset.filter(work_id__in=found)

    columns: ClassVar[list[BaseColumn]] = [
        TitleColumn(
            "source_title",
            label=_("Title"),
            sort_key="title_key",
            get_url=lambda row: languages_address(row.work_id),
        ),
        Column("type", label=_("Type"), accessor=lambda row: ContentType(row.type).label, sort_key="type"),
        Column("language", label=_("Language"), accessor=lambda row: language_name(row.language), sort_key="language"),
        StatusColumn("status", label=_("Status"), sort_key="status"),
        DateColumn("released_at", label=_("Released"), sort_key="released_at"),
    ]


class TranslationsMenuItem(MenuItem):
    """For whoever has a role."""

    def is_shown(self, request: HttpRequest) -> bool:
        return sees_translations(request.user)


def menu_item() -> MenuItem:
    """Between the lists of contents and Wagtail's own entries."""
    return TranslationsMenuItem(
        _("Translations"), reverse("factsheets_translations"), name="translations", icon_name="globe", order=170
    )


def address_of(language: str) -> str:
    """The list of one language."""
    return reverse("factsheets_translations") + f"?language={language}"


urls = [
    path("translations/", TranslationsView.as_view(), name="factsheets_translations"),
    path("translations/results/", TranslationsView.as_view(results_only=True), name="factsheets_translations_results"),
]
