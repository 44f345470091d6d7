"""Published: which contents of a type a list shows, each in the first of the asked languages that it has.

Reads publications and the beginning of their renditions; texts of a hundred sheets are not moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Left, StrIndex

from editions.models import Dependent, Edition, Inclusion, Publication, Role
from editions.projection import presenter
from editions.reading import Detail, Served, Surroundings, Wish, rendition_of
from editions.surroundings import LAST_CHANGE, Around, moment, neighbours_in, uses_in
from editions.vocabulary import ContentType

from .contents import Answer
from .formats.json import END_OF_SUMMARY, summary_in
from .parameters import AUDIENCE, PUBLISHER, RELEASED_SINCE, REVIEWED_BEFORE, SECTION, STATUS, TOPIC
from .questions import Parameter, Question

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
    "is_waiting": "is_waiting",
}


def publications(type: str, wishes: Sequence[Wish], question: Question) -> QuerySet[Publication]:
    """At most one publication of each content: the first wish that it fulfils, if the filters agree."""
    chosen, earlier = Q(pk__in=[]), Q(pk__in=[])
    for rank, wish in enumerate(wishes):
        fulfils = _fulfils(wish)
        better = Publication.objects.filter(earlier, work=OuterRef("work"))
        chosen |= fulfils & Q(~Exists(better)) if rank else fulfils
        earlier |= fulfils
    return Publication.objects.filter(chosen, *_filters(question), type=type)


def rows(chosen: QuerySet[Publication], around: Around) -> QuerySet[Publication, Row]:
    """What a list needs of them and of what stands around them, by one query."""
    body = F("edition__rendition__body")
    neighbours, uses, sheets, _last_change = around.columns(
        work="editions_publication.work_id",
        edition="editions_publication.edition_id",
        language="editions_publication.language",
    )
    found: QuerySet[Publication, Row] = chosen.annotate(
        summary=Left(body, StrIndex(body, Value(END_OF_SUMMARY)) - 1),
        presented_by=F("edition__rendition__presenter_version"),
        is_waiting=Exists(Dependent.objects.filter(work=OuterRef("work"), language=OuterRef("language"))),
        neighbours=RawSQL(neighbours, (), TextField()),  # noqa: S611 - no word in it comes from outside
        uses=RawSQL(uses, (), TextField()),  # noqa: S611
        sheets=RawSQL(sheets, (), IntegerField()),  # noqa: S611
    ).values(
        *_SERVED.values(),
        "id",
        "title_key",
        "next_review",
        "summary",
        "presented_by",
        "neighbours",
        "uses",
        "sheets",
        "work_id",
        "work__envelope",
        "work__envelope_version",
        "work__envelope_changed_at",
    )
    return found


def count_and_last_change(chosen: QuerySet[Publication]) -> tuple[int, datetime | None]:
    """How many there are, and when anything was last released, withdrawn or renamed, by one query."""
    last_change = RawSQL(LAST_CHANGE, (), DateTimeField())  # noqa: S611 - no word in it comes from outside
    found = chosen.aggregate(count=Count("id"), last_change=Max(last_change))
    return found["count"], moment(found["last_change"])


def listed(row: Row) -> Answer:
    """A row in the words of a detail, so that both are written by the same functions. Its body is the summary."""
    served = Served(**{name: row[column] for name, column in _SERVED.items()}, body=_summary(row))
    detail = Detail(
        work_id=row["work_id"],
        envelope=msgspec.json.decode(row["work__envelope"]),
        envelope_version=row["work__envelope_version"],
        changed_at=row["work__envelope_changed_at"],
        is_old_slug=False,
        served=served,
        around=Surroundings(neighbours_in(row["neighbours"]), uses_in(row["uses"]), row["sheets"] or 0),
    )
    return Answer(detail, served)


def _fulfils(wish: Wish) -> Q:
    language = Q(language=wish.language) if wish.language else Q(is_source=True)
    return language & Q(status__in=wish.statuses)


_LOOKUPS: tuple[tuple[Parameter[Any], str], ...] = (
    (PUBLISHER, "publisher_slug"),
    (STATUS, "status"),
    (RELEASED_SINCE, "released_at__gte"),
    (REVIEWED_BEFORE, "last_reviewed__lt"),
)
_WORDS: tuple[tuple[Parameter[str | None], str], ...] = ((SECTION, "section_kinds"), (AUDIENCE, "audience"))


def _filters(question: Question) -> Iterator[Q]:
    for parameter, lookup in _LOOKUPS:
        if (value := question[parameter]) is not None:
            yield Q((lookup, value))
    for parameter, column in _WORDS:
        if word := question[parameter]:
            yield _has_word(column, word)
    if slug := question[TOPIC]:
        yield Q(edition__in=editions_on(slug))


def editions_on(topic: str) -> QuerySet[Inclusion, Any]:
    """The editions that are filed under the topic of this slug, or of this slug once."""
    on_it = Inclusion.objects.filter(
        role=Role.TOPIC,
        work__slugs__type=ContentType.TOPIC,
        work__slugs__slug=topic,
        work__withdrawn_at__isnull=True,
    )
    return on_it.values("edition")


def _has_word(column: str, word: str) -> Q:
    """Several codes stand in one column with a space between them."""
    return (
        Q((column, word))
        | Q((f"{column}__startswith", f"{word} "))
        | Q((f"{column}__endswith", f" {word}"))
        | Q((f"{column}__contains", f" {word} "))
    )


def _summary(row: Row) -> str:
    if row["presented_by"] == presenter().VERSION:
        return str(row["summary"])
    return summary_in(rendition_of(Edition.objects.get(id=row["edition_id"])).body)
