"""The report “What is read”: 12 organisations still read the withdrawn version, and which they are."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from api.organisations.models import Organisation
from api.usage.models import Reads
from factsheets.admin.reach import sees_translations

from .forms import languages_to_choose_from, periods
from .reads import DAYS, STANDINGS, Row, by_edition, described, in_last
from .rights import may_see_reads

_DAY = "SHORT_DATE_FORMAT"


class ReadsFilters(WagtailFilterSet):
    """How far back, and of which editions."""

    days = ChoiceFilter(
        label=_("In the last"),
        choices=lambda: periods(1, 7, 30, 90),
        method="by_days",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    standing = ChoiceFilter(
        label=_("Edition is now"), choices=STANDINGS, empty_label=_("All"), widget=forms.RadioSelect
    )
    language = ChoiceFilter(
        label=_("Language"), choices=languages_to_choose_from, empty_label=_("All"), widget=forms.RadioSelect
    )
    organisation = ModelChoiceFilter(
        label=_("Organisation"),
        field_name="key__organisation",
        queryset=Organisation.objects.all(),
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Reads
        fields: ClassVar[list[str]] = []

    def by_days(self, queryset: QuerySet[Reads], _name: str, _value: str) -> QuerySet[Reads]:
        """The view has begun with these days."""
        return queryset


class ReadersColumn(Column):
    """How many, and their names."""

    cell_template_name = "readers/readers_cell.html"


class StandingColumn(Column):
    """By word and colour."""

    cell_template_name = "readers/standing_cell.html"


class ReadsReport(ReportView):
    """One row for each edition that was read."""

    page_title = _("What is read")
    header_icon = "view"
    model = Reads
    verbose_name_plural = _("editions")
    index_url_name = "readers_report"
    index_results_url_name = "readers_report_results"
    filterset_class = ReadsFilters
    export_filename = "what-is-read"
    list_export: ClassVar[list[str]] = [
        *("title", "language", "version", "standing", "organisations", "readers"),
        *("total", "without_key", "last_day", "work_id"),
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "title": _("Title"),
        "language": _("Language"),
        "version": _("Edition"),
        "standing": _("Edition is now"),
        "organisations": _("Number of organisations"),
        "readers": _("Organisations"),
        "total": _("Reads"),
        "without_key": _("Without a key"),
        "last_day": _("Last read"),
        "work_id": _("Identity of the content"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see_reads(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filtered_queryset(self) -> QuerySet[Reads, Row]:
        return by_edition(self._reads)

    def decorate_paginated_queryset(self, rows: Any) -> list[Row]:
        return described(rows, self._reads)

    @cached_property
    def _reads(self) -> QuerySet[Reads]:
        return self.filter_queryset(in_last(self._days))

    @cached_property
    def _days(self) -> int:
        is_valid = self.filters and self.filters.is_valid()
        return int((self.filters.form.cleaned_data["days"] if is_valid else None) or DAYS)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        leads_on = sees_translations(self.request.user)  # to who wrote what, which is not for everybody
        return [
            TitleColumn("title", label=_("Title"), get_url=lambda row: row["address"] if leads_on else None),
            Column("language_name", label=_("Language")),
            Column("version", label=_("Edition")),
            StandingColumn("standing_name", label=_("Edition is now")),
            ReadersColumn("organisations", label=_("Organisations")),
            Column("total", label=_("Reads")),
            Column("without_key", label=_("Without a key")),
            Column("last_day", label=_("Last read"), accessor=lambda row: date_format(row["last_day"], _DAY)),
        ]


class ReadsMenuItem(MenuItem):
    """For those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_reads(request.user)


def menu_item() -> MenuItem:
    """Among the reports."""
    return ReadsMenuItem(_("What is read"), reverse("readers_report"), name="what-is-read", icon_name="view", order=50)


urls = [
    path("reports/what-is-read/", ReadsReport.as_view(), name="readers_report"),
    path("reports/what-is-read/results/", ReadsReport.as_view(results_only=True), name="readers_report_results"),
]
