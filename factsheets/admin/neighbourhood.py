"""Neighbourhood: what includes a content, and what it includes, as readers have it now. For people in the admin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from editions.languages import BY_CODE, Language
from editions.models import Inclusion, Publication, Role, Status
from editions.vocabulary import ContentType
from factsheets.admin.whereabouts import content_address


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another content: what it is, what it is called in the language it is written in, and in which languages."""

    id: UUID
    type: str
    role: str
    title: str
    language: Language
    languages: tuple[str, ...]

    @property
    def address(self) -> str:
        return content_address(self.id)


def included_in(content_id: UUID) -> list[Neighbour]:
    """The contents whose current editions include it, cite it, explain it, link to it or are filed under it."""
    publications = Publication.objects.filter(edition__inclusions__work_id=content_id)
    found = publications.exclude(status=Status.WITHDRAWN).order_by("title_key", "language")
    return _grouped(found.values_list("work_id", "edition__inclusions__role", "language"))


def included_by(content_id: UUID) -> list[Neighbour]:
    """The contents that its own current editions include, cite, explain, link to or are filed under."""
    current = Publication.objects.filter(work_id=content_id).values("edition_id")
    found = Inclusion.objects.filter(edition__in=current).order_by("role", "id")
    return _grouped(found.values_list("work_id", "role", "edition__language"))


def _grouped(rows: Iterable[Any]) -> list[Neighbour]:
    """One line for each content and role, by one query more for the titles."""
    languages: dict[tuple[UUID, str], list[str]] = {}
    for work_id, role, language in rows:
        languages.setdefault((work_id, role), []).append(language)
    sources = {p.work_id: p for p in _sources_of({work_id for work_id, _role in languages})}
    return [
        Neighbour(
            id=work_id,
            type=str(ContentType(source.type).label),
            role=str(Role(role).label),
            title=source.title,
            language=BY_CODE[source.language],
            languages=tuple(sorted(codes)),
        )
        for (work_id, role), codes in languages.items()
        if (source := sources.get(work_id))
    ]


def _sources_of(ids: set[UUID]) -> Iterable[Publication]:
    return Publication.objects.filter(work_id__in=ids, is_source=True).only("work_id", "type", "title", "language")
