"""The filters of our lists: by language and its status, publisher, topic, and when a review is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from editions.models import Publication, Status
from factsheets.admin.whereabouts import to_list
from factsheets.models import FactSheet, Publisher, Topic
from factsheets.naming import language_name

SOON = timedelta(days=60)
MISSING = "missing"


def languages_to_choose_from() -> list[tuple[str, str]]:
    """Those that are enabled, named in the language of the interface."""
    return [(code, language_name(code)) for code in settings.CONTENT_LANGUAGES]


def choice(label: Any, choices: Any, method: str | None = None) -> ChoiceFilter:
    """One of these, or all."""
    return ChoiceFilter(label=label, choices=choices, method=method, empty_label=_("All"), widget=forms.RadioSelect)


class ContentFilters(WagtailFilterSet):
    """For every type of content. Language and status mean the same translation if both are chosen."""

    language = choice(_("Language"), languages_to_choose_from, "by_publication")
    status = choice(_("Status"), [*Status.choices, (MISSING, _("Missing"))], "by_publication")

    class Meta:
        model = FactSheet  # only because it wants one: the list gives it the rows
        fields: ClassVar[list[str]] = []

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.form.cleaned_data
        return super().filter_queryset(_by_publication(queryset, chosen.get("language"), chosen.get("status")))

    def by_publication(self, queryset: QuerySet[Any], _name: str, _value: str) -> QuerySet[Any]:
        """Language and status together are looked at in `filter_queryset`."""
        return queryset


class ReviewedFilters(ContentFilters):
    """For sheets and questions, which also have a publisher, topics and a date of review."""

    publisher = ModelChoiceFilter(
        label=_("Publisher"),
        queryset=lambda _request: to_list(Publisher),
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    topics = ModelChoiceFilter(
        label=_("Topic"), queryset=lambda _request: to_list(Topic), widget=forms.RadioSelect, empty_label=_("All")
    )
    review = choice(
        _("Review"),
        [("overdue", _("Overdue")), ("soon", _("Due within 60 days")), ("none", _("No date"))],
        "by_review",
    )

    def by_review(self, queryset: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Overdue ones are due as well."""
        wanted: dict[str, Callable[[], dict[str, Any]]] = {
            "overdue": lambda: {"next_review__lt": localdate()},
            "soon": lambda: {"next_review__lte": localdate() + SOON},
            "none": lambda: {"next_review": None},
        }
        return queryset.filter(**wanted[value]())


def _by_publication(queryset: QuerySet[Any], language: str | None, status: str | None) -> QuerySet[Any]:
    found = Publication.objects.filter(type=queryset.model.released_as).order_by()  # what the index begins with
    if language:
        found = found.filter(language=language)
    if status == MISSING:
        return queryset.exclude(content_id__in=_complete(found, language).values("work_id"))
    if status:
        # Of a source only a withdrawal can be meant: it cannot be out of date with itself.
        found = found.filter(status=status)
    return queryset.filter(content_id__in=found.values("work_id")) if language or status else queryset


def _complete(found: QuerySet[Publication], language: str | None) -> QuerySet[Any]:
    """Those in which the language is there; without a language, those in which all are."""
    if language:
        return found
    enabled = found.filter(language__in=settings.CONTENT_LANGUAGES).values("work_id")
    return enabled.annotate(languages=Count("pk")).filter(languages__gte=len(settings.CONTENT_LANGUAGES))
