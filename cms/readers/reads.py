"""Reads: who still reads which edition, and how that edition stands now. For the report and for one organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.utils.translation import gettext_lazy as _

from api.organisations.models import Organisation
from api.usage.counting import today
from api.usage.models import Reads
from editions.models import Publication, Redaction, Status
from factsheets.admin.whereabouts import languages_address
from factsheets.naming import language_name

DAYS = 30
MOST_LINES = 100  # on the page of one organisation; the report has all
SUPERSEDED, REDACTED = "superseded", "redacted"
STANDINGS = [*Status.choices, (SUPERSEDED, _("Superseded")), (REDACTED, _("Redacted"))]

Row = dict[str, Any]
_ORDER: tuple[Any, ...] = (F("organisations").desc(), F("total").desc(), "work_id", "language", "version")
_EDITION = ("work_id", "language", "version", "standing")


def in_last(days: int) -> QuerySet[Reads]:
    """The counts of these days, each with the standing that its edition has today (as `editions.reading` says it)."""
    publication = Publication.objects.filter(work=OuterRef("work"), language=OuterRef("language"))
    redacted = Redaction.objects.filter(
        edition__work=OuterRef("work"), edition__language=OuterRef("language"), edition__version=OuterRef("version")
    )
    counted = Reads.objects.filter(day__gt=today() - timedelta(days=days))
    return counted.annotate(
        status=Subquery(publication.values("status")[:1]),
        newest=Subquery(publication.values("edition__version")[:1]),
        standing=Case(
            When(Exists(redacted), then=Value(REDACTED)),
            When(Q(status=None) | Q(work__withdrawn_at__isnull=False), then=Value(Status.WITHDRAWN.value)),
            When(Q(status=Status.WITHHELD) | Q(newest=F("version")), then=F("status")),
            default=Value(SUPERSEDED),
            output_field=CharField(),
        ),
    )


def by_edition(reads: QuerySet[Reads]) -> QuerySet[Reads, Row]:
    """One row for each edition: by how many organisations it was read, and how often."""
    found: QuerySet[Reads, Row] = reads.values(*_EDITION).annotate(
        organisations=Count("key__organisation", distinct=True),
        total=Sum("times"),
        without_key=Sum("times", filter=Q(key=None)),
        last_day=Max("day"),
    )
    return found.order_by(*_ORDER)


def described(rows: Iterable[Row], reads: QuerySet[Reads]) -> list[Row]:
    """The rows made `by_edition` of these reads in words: titles, names of languages and of organisations. Two queries
    for any number."""
    rows = list(rows)
    works = {row["work_id"] for row in rows}
    titles = _titles(works)
    readers = _readers(reads, works)
    for row in rows:
        work, language = row["work_id"], row["language"]
        row["title"] = titles.get((work, language)) or str(work)
        row["address"] = languages_address(work)
        row["language_name"] = language_name(language)
        row["standing_name"] = str(dict(STANDINGS)[row["standing"]])
        row["without_key"] = row["without_key"] or 0
        row["readers"] = sorted(readers[work, language, row["version"]])
    return rows


def of_organisation(organisation: Organisation) -> list[Row]:
    """What one organisation has read lately, what is not current first."""
    own = in_last(DAYS).filter(key__organisation=organisation)
    return sorted(described(by_edition(own)[:MOST_LINES], own), key=lambda row: row["standing"] == Status.CURRENT)


def _titles(works: set[Any]) -> dict[tuple[Any, str], str]:
    publications = Publication.objects.filter(work_id__in=works)
    return {(work, language): title for work, language, title in publications.values_list("work", "language", "title")}


def _readers(reads: QuerySet[Reads], works: set[Any]) -> dict[tuple[Any, str, int], set[str]]:
    """The names of organisations, by edition."""
    named = reads.filter(work_id__in=works, key__isnull=False)
    columns = ("work_id", "language", "version", "key__organisation__name")
    readers = defaultdict(set)
    for work, language, version, name in named.values_list(*columns).order_by().distinct():
        readers[work, language, version].add(name)
    return readers
