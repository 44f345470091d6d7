"""Duplicates: the references that are here already and likely to be the same work. Asked before one is made twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from editions.bibliography.csl import Csl
from editions.bibliography.duplicates import Known, Sameness, title_key
from editions.bibliography.identifiers import doi_key
from factsheets.models import Reference
from factsheets.people import from_lines

Owner = TypeVar("Owner")


@dataclass(frozen=True, slots=True)
class Here:
    """A reference that is here already, draft or published."""

    pk: int
    content_id: UUID
    title: str


class Shelf(Generic[Owner]):
    """References to look others up in. A short title counts only with its year and first author."""

    def __init__(self) -> None:
        self._known: Known[Owner] = Known()
        self._twins: defaultdict[tuple[object, ...], list[tuple[Owner, Csl]]] = defaultdict(list)

    def add(self, owner: Owner, csl: Csl) -> None:
        """Remember one more."""
        self._known.add(owner, csl)
        self._twins[_identity(csl)].append((owner, csl))

    def find(self, csl: Csl) -> list[tuple[Owner, Sameness]]:
        """Those that are likely to be this work, the surest reason first."""
        if found := self._known.find(csl):
            return found
        twins = self._twins.get(_identity(csl), ())
        return [(owner, Sameness.TITLE) for owner, other in twins if not _are_told_apart(csl, other)]


def known_references(*, leaving_out: int | None = None) -> Shelf[Here]:
    """All references as they stand in their rows. One query, of the columns that matter."""
    shelf: Shelf[Here] = Shelf()
    columns = ("pk", "content_id", "title", "work_title", "container_title", "year", "doi", "pmid", "authors")
    others = Reference.objects.exclude(pk=leaving_out) if leaving_out else Reference.objects.all()
    rows = others.order_by("pk").values_list(*columns)
    for pk, content_id, title, work_title, container_title, year, doi, pmid, authors in rows.iterator():
        csl = Csl(
            title=" ".join(work_title.split()),
            container_title=" ".join(container_title.split()),
            year=year,
            doi=doi,
            pmid=pmid,
            authors=from_lines(authors),
        )
        shelf.add(Here(pk, content_id, title), csl)
    return shelf


def duplicates_of(csl: Csl, *, leaving_out: int | None = None) -> list[tuple[Here, Sameness]]:
    """Those that are likely to be this work, the surest reason first."""
    return known_references(leaving_out=leaving_out).find(csl)


def _identity(csl: Csl) -> tuple[object, ...]:
    first = csl.authors[0] if csl.authors else None
    author = title_key(first.family or first.literal) if first else ""
    title = title_key(csl.title)
    return (title, csl.year, author, "" if title else title_key(csl.container_title))


def _are_told_apart(a: Csl, b: Csl) -> bool:
    """True where both have an identifier, and not the same, or where nothing is known that could be the same."""
    pairs = ((doi_key(a.doi), doi_key(b.doi)), (a.pmid, b.pmid))
    is_nothing = not any(_identity(a))
    return is_nothing or any(first and second and first != second for first, second in pairs)
