"""Neighbours: what an answer says of other contents, looked up when somebody reads and never frozen.

Names of topics, so that a topic renamed or translated reaches every sheet at once; the contents that cite a reference
or include a question. `editions.surroundings` reads them with the content; here they are put into words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from editions import languages
from editions.models import FROZEN, Role
from editions.surroundings import Neighbour, Use

from . import links

Members = dict[str, Any]

# A list names those that are few, whatever its length; a header has room for no more.
OF_LINES = (Role.TOPIC, Role.PUBLISHER)
OF_ONE = (*FROZEN, Role.TOPIC)


@dataclass(slots=True)
class Neighbours:
    """The topics of one edition by name, and the ids of all contents that its answer depends on."""

    topics: list[Members] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    changed_at: datetime | None = None


def neighbours_of(rows: Iterable[Neighbour], language: str) -> Neighbours:
    """The neighbours of an edition in this language, its topics in their order."""
    found = Neighbours()
    for each in rows:
        found.ids.append(each.id)
        if each.role != Role.TOPIC:
            continue
        found.changed_at = max(filter(None, (found.changed_at, each.changed_at)), default=None)
        if name := each.here or each.in_source:  # else the topic was withdrawn
            found.topics.append(_topic(each, name, language if each.here else each.source_language))
    return found


def users(uses: Iterable[Use], language: str) -> list[Members]:
    """What uses a content, by title; each named in this language, or in its own where it is not served in that."""
    found: dict[str, Members] = {}
    for each in uses:
        if each.language == language or (each.is_source and each.id not in found):
            found.pop(each.id, None)  # its place is that of the title shown
            found[each.id] = _user(each)
    return list(found.values())


def _topic(topic: Neighbour, name: str, language: str) -> Members:
    return {
        "id": topic.id,
        "slug": topic.slug,
        "name": name,
        "language": languages.language(language).tag,
    }


def _user(use: Use) -> Members:
    return {
        "id": use.id,
        "type": use.type,
        "slug": use.slug,
        "title": use.title,
        "language": languages.language(use.language).tag,
        "url": links.content(use.type, use.slug, use.language),
    }
