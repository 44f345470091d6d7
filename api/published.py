"""Published: which sheets a list shows, each in the first of the asked languages that it has.

Reads publications and the beginning of their renditions; texts of a hundred sheets are not moved.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Left, StrIndex

from editions.models import Edition, Publication
from editions.projection import presenter
from editions.reading import Detail, Served, Wish, rendition_of

from .formats.json import SECTIONS, dumps, joined, without_sections
from .parameters import PUBLISHER, RELEASED_SINCE, REVIEWED_BEFORE, SECTION, STATUS
from .questions import Parameter, Question
from .sheets import FACTSHEET

Row = dict[str, Any]

_SERVED = {
    "language": "language",
    "status": "status",
    "edition_id": "edition_id",
    "version": "edition__version",
    "made_from_version": "edition__made_from__version",
    "method": "edition__method",
    "translator": "edition__translator",
    "reviewer": "edition__reviewer",
    "released_at": "released_at",
    "schema": "edition__schema",
    "hash": "edition__hash",
    "change_kind": "edition__change_kind",
    "change_note": "edition__change_note",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One sheet of a list; the body of `served` has no sections."""

    detail: Detail
    served: Served


def publications(wishes: Sequence[Wish], question: Question) -> QuerySet[Publication]:
    """At most one publication of each sheet: the first wish that it fulfils, if the filters agree."""
    chosen, earlier = Q(pk__in=[]), Q(pk__in=[])
    for rank, wish in enumerate(wishes):
        fulfils = _fulfils(wish)
        better = Publication.objects.filter(earlier, work=OuterRef("work"))
        chosen |= fulfils & Q(~Exists(better)) if rank else fulfils
        earlier |= fulfils
    return Publication.objects.filter(chosen, *_filters(question), type=FACTSHEET)


def rows(chosen: QuerySet[Publication]) -> QuerySet[Publication, Row]:
    """What a list needs of them, by one query."""
    body = F("edition__rendition__body")
    found: QuerySet[Publication, Row] = chosen.annotate(
        beginning=Left(body, StrIndex(body, Value(SECTIONS)) - 1),
        presented_by=F("edition__rendition__presenter_version"),
    ).values(
        *_SERVED.values(),
        "id",
        "title_key",
        "last_reviewed",
        "next_review",
        "beginning",
        "presented_by",
        "work_id",
        "work__envelope",
        "work__envelope_version",
        "work__envelope_changed_at",
    )
    return found


def listed(row: Row) -> Listed:
    """A row in the words of a detail, so that both are written by the same functions."""
    served = Served(**{name: row[column] for name, column in _SERVED.items()}, body=_body(row))
    detail = Detail(
        work_id=row["work_id"],
        envelope=json.loads(row["work__envelope"]),
        envelope_version=row["work__envelope_version"],
        changed_at=row["work__envelope_changed_at"],
        is_old_slug=False,
        served=served,
    )
    return Listed(detail, served)


def _fulfils(wish: Wish) -> Q:
    language = Q(language=wish.language) if wish.language else Q(is_source=True)
    return language & Q(status__in=wish.statuses)


_LOOKUPS: tuple[tuple[Parameter[Any], str], ...] = (
    (PUBLISHER, "publisher_slug"),
    (STATUS, "status"),
    (RELEASED_SINCE, "released_at__gte"),
    (REVIEWED_BEFORE, "last_reviewed__lt"),
)


def _filters(question: Question) -> Iterator[Q]:
    for parameter, lookup in _LOOKUPS:
        if (value := question[parameter]) is not None:
            yield Q((lookup, value))
    if kind := question[SECTION]:
        yield _has_section(kind)


def _has_section(kind: str) -> Q:
    """Kinds stand in one column with a space between them."""
    return (
        Q(section_kinds=kind)
        | Q(section_kinds__startswith=f"{kind} ")
        | Q(section_kinds__endswith=f" {kind}")
        | Q(section_kinds__contains=f" {kind} ")
    )


def _body(row: Row) -> str:
    beginning = f"{row['beginning']}}}"
    if row["presented_by"] != presenter().VERSION:
        edition = Edition.objects.get(id=row["edition_id"])
        beginning = without_sections(rendition_of(edition).body)
    review = {name: row[name] and row[name].isoformat() for name in ("last_reviewed", "next_review")}
    return joined(beginning, dumps({"review": review}))
