"""Neighbours: what an answer says of other contents, looked up when somebody reads and never frozen.

Names of topics, so that a topic renamed or translated reaches every sheet at once; the contents that cite a reference
or include a question; how many sheets a publisher has. One query each, for one content as for a page of a hundred.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, Subquery

from editions import languages
from editions.models import FROZEN, Inclusion, Publication, Role, Slug
from editions.vocabulary import ContentType

from . import links

Members = dict[str, Any]

# A list names those that are few, whatever its length; a header has room for no more.
OF_LINES = (Role.TOPIC, Role.PUBLISHER)
OF_ONE = (*FROZEN, Role.TOPIC)


@dataclass(slots=True)
class Neighbours:
    """The topics of one edition by name, and the ids of all contents that its answer depends on."""

    topics: list[Members] = field(default_factory=list)
    ids: list[UUID] = field(default_factory=list)
    changed_at: datetime | None = None


def neighbours_of(editions: Iterable[UUID], roles: Collection[Role] = OF_ONE) -> Mapping[UUID, Neighbours]:
    """By edition, its topics in their order and its other neighbours in these roles."""
    topics = Publication.objects.served().filter(work=OuterRef("work"), type=ContentType.TOPIC)
    slugs = Slug.objects.filter(work=OuterRef("work"), type=ContentType.TOPIC, current=True)
    rows = (
        Inclusion.objects.filter(edition__in=list(editions), role__in=roles)
        .order_by("id")
        .values_list(
            "edition_id",
            "role",
            "work_id",
            "work__envelope_changed_at",
            "work__source_language",
            "edition__language",
            Subquery(slugs.values("slug")[:1]),
            Subquery(topics.filter(language=OuterRef("edition__language")).values("title")[:1]),
            Subquery(topics.filter(is_source=True).values("title")[:1]),
        )
    )
    found: dict[UUID, Neighbours] = {}
    for edition, role, work, changed_at, source, language, slug, here, in_source in rows:
        neighbours = found.setdefault(edition, Neighbours())
        neighbours.ids.append(work)
        if role != Role.TOPIC:
            continue
        neighbours.changed_at = max(filter(None, (neighbours.changed_at, changed_at)), default=None)
        if here or in_source:  # else the topic was withdrawn
            code = language if here else source
            neighbours.topics.append(_topic(work, slug, here or in_source, code))
    return found


def uses_of(works: Mapping[UUID, str], role: Role) -> Mapping[UUID, list[Members]]:
    """The contents in which these works (each with the language in which it is served) play the role, by title.

    Each is named in that language; in its own where it is not served in that one.
    """
    wanted = Q(language__in=set(works.values())) | Q(is_source=True)
    rows = (
        Publication.objects.served()
        .filter(wanted, edition__inclusions__work__in=list(works), edition__inclusions__role=role)
        .filter(work__slugs__current=True)
        .order_by("title_key", "id")
        .values_list(
            "edition__inclusions__work", "work_id", "type", "work__slugs__slug", "title", "language", "is_source"
        )
    )
    found: dict[UUID, dict[UUID, Members]] = {}
    for used, work, type, slug, title, language, is_source in rows:
        users = found.setdefault(used, {})
        if language == works[used] or (is_source and work not in users):
            users.pop(work, None)  # its place is that of the title shown
            users[work] = _user(work, type, slug, title, language)
    return {used: list(users.values()) for used, users in found.items()}


def number_of_sheets(works: Collection[UUID], role: Role) -> Mapping[UUID, int]:
    """How many sheets readers find by each of these works, to which they stand in this role."""
    of_sheets = Publication.objects.served().filter(type=ContentType.FACTSHEET, is_source=True)
    counted = (
        of_sheets.filter(edition__inclusions__work__in=works, edition__inclusions__role=role)
        .order_by()
        .values_list("edition__inclusions__work")
        .annotate(Count("id"))
    )
    return dict(counted)


def _topic(id: UUID, slug: str, name: str, language: str) -> Members:
    return {"id": str(id), "slug": slug, "name": name, "language": languages.language(language).tag}


def _user(id: UUID, type: str, slug: str, title: str, language: str) -> Members:
    return {
        "id": str(id),
        "type": type,
        "slug": slug,
        "title": title,
        "language": languages.language(language).tag,
        "url": links.content(type, slug, language),
    }
