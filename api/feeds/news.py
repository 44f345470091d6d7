"""News: the newest releases in a language, and what is no longer to be shown, from the log.

An entry is a release that says something to readers. An edition that came about because a neighbour changed, or only
the source's neutral parts, is none unless that change mattered: otherwise one corrected reference would fill the feed.
Sheets and questions are news; the vocabulary around them is not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from editions.models import Act, Publication, Role
from editions.surroundings import NOTHING_AROUND, moment
from editions.vocabulary import ChangeKind, ContentType

from .. import contents, links, published
from ..contents import Answer

MOST = 50
TYPES = (ContentType.FACTSHEET, ContentType.FAQ)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

# A page of the log is read, and no more of it, however rare a topic is.
_LINES_SEEN, _LINES_KEPT = 5000, 500

_BEHIND_THE_SCENES = (Act.RECOMPOSED, Act.CARRIED_FORWARD)
_STANDING = (Act.WITHDRAWN, Act.WITHHELD, Act.NO_LONGER_WITHHELD, Act.STATUS_CHANGED, Act.REINSTATED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A release that readers get. The words are those of today; `kind` and `note` say what the release changed."""

    edition: UUID
    type: str
    url: str
    status: str
    released: datetime
    updated: datetime
    title: str
    summary: str
    publisher: str
    publisher_url: str
    last_reviewed: str | None
    next_review: str | None
    kind: str
    note: str
    notice: str | None
    notice_language: str | None


@dataclass(frozen=True, slots=True)
class Gone:
    """A release that was an entry and is not to be shown any more."""

    edition: UUID
    when: datetime
    why: str  # superseded, withheld or withdrawn


@dataclass(frozen=True, slots=True)
class News:
    """What a feed says, newest first."""

    entries: Sequence[Entry]
    gone: Sequence[Gone]

    @property
    def updated(self) -> datetime:
        """When anything in the feed last changed."""
        return max([*(each.updated for each in self.entries), *(each.when for each in self.gone)], default=NEVER)


@dataclass(frozen=True, slots=True)
class _Line:
    work: UUID
    act: str
    kind: str
    note: str
    at: datetime
    edition: UUID

    @property
    def is_release(self) -> bool:
        return self.act not in _STANDING


def news(language: str, topic: str | None) -> News:
    """The newest of this language code, of all sheets and questions or of those on a topic."""
    by_work = _by_work(_lines(language, topic), language)
    entries = _entries(by_work, language, topic)
    alive = {entry.edition for entry in entries}
    gone = [each for lines in by_work.values() for each in _gone(lines, alive)]
    items: list[Entry | Gone] = [*entries, *gone]
    newest = sorted(items, key=_moment_of, reverse=True)[:MOST]
    return News([each for each in newest if isinstance(each, Entry)], [e for e in newest if isinstance(e, Gone)])


def _moment_of(item: Entry | Gone) -> datetime:
    return item.updated if isinstance(item, Entry) else item.when


def _by_work(lines: Iterable[_Line], language: str) -> dict[UUID, list[_Line]]:
    """Newest first; each with its last release, which may be years older than what happened to it since."""
    found: dict[UUID, list[_Line]] = {}
    for line in lines:
        found.setdefault(line.work, []).append(line)
    without = [work for work, those in found.items() if not any(line.is_release for line in those)]
    for line in _last_releases(without, language):
        found[line.work].append(line)
    return {work: those for work, those in found.items() if any(line.is_release for line in those)}


def _entries(by_work: dict[UUID, list[_Line]], language: str, topic: str | None) -> list[Entry]:
    """One for each content that readers get in this language, and under this topic."""
    served = Publication.objects.served().filter(work__in=list(by_work), language=language)
    if topic:
        served = served.filter(edition__in=published.editions_on(topic))
    return [_entry(published.listed(row), by_work[row["work_id"]]) for row in published.rows(served, NOTHING_AROUND)]


def _entry(answer: Answer, lines: list[_Line]) -> Entry:
    release = next(line for line in lines if line.is_release)
    served, words = answer.served, json.loads(answer.served.body)
    standing = contents.translation(served, answer.detail.envelope, status=served.status)
    type = (ContentType.FAQ if "question" in words else ContentType.FACTSHEET).value
    return Entry(
        edition=release.edition,
        type=type,
        url=links.for_ever(type, answer.detail.work_id, served.language),
        status=served.status,
        released=release.at,
        updated=lines[0].at,
        title=words.get("title") or words.get("question") or "",
        summary=words.get("summary", ""),
        publisher=words["publisher"]["name"],
        publisher_url=words["publisher"]["url"],
        last_reviewed=words["review"]["last_reviewed"],
        next_review=words["review"]["next_review"],
        kind=release.kind,
        note=release.note,
        notice=standing["notice"],
        notice_language=standing["notice_language"],
    )


def _gone(lines: list[_Line], alive: set[UUID]) -> list[Gone]:
    """The releases of one content that are no entries any more."""
    found, after = [], lines[0]
    for line in lines:
        if not line.is_release:
            continue
        if line.edition not in alive:
            found.append(Gone(line.edition, after.at, _why(after)))
        after = line
    return found


def _why(after: _Line) -> str:
    """By what came after: another release, or the act that took it back."""
    if after.is_release:
        return "superseded"
    return "withdrawn" if after.act == Act.WITHDRAWN else "withheld"


_LINES = """
    SELECT c.work_id, c.act, c.kind, c.note, c.at, c.edition_id
    FROM (SELECT * FROM editions_change WHERE language = %s ORDER BY id DESC LIMIT %s) c
    JOIN editions_publication p ON p.work_id = c.work_id AND p.language = c.language
    WHERE p.type IN ({types}) AND {tells} AND {is_on_topic}
    ORDER BY c.id DESC LIMIT %s
"""
_LAST_RELEASES = """
    SELECT c.work_id, c.act, c.kind, c.note, c.at, c.edition_id
    FROM editions_change c
    WHERE c.id IN (
        SELECT MAX(c.id) FROM editions_change c
        WHERE c.work_id IN ({works}) AND c.language = %s AND {releases} GROUP BY c.work_id
    )
"""
_IS_ON_TOPIC = f"""
    EXISTS (
        SELECT 1 FROM editions_inclusion i
        JOIN editions_slug s ON s.work_id = i.work_id
        JOIN editions_work t ON t.id = i.work_id
        WHERE i.edition_id = c.edition_id AND i.role = '{Role.TOPIC.value}'
            AND s.type = '{ContentType.TOPIC.value}' AND s.slug = %s AND t.withdrawn_at IS NULL
    )
"""  # noqa: S608 - words of our own


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(f"'{value.value}'" for value in values)


_RELEASES = (
    f"(c.act = '{Act.RELEASED.value}' OR c.act IN ({_listed(_BEHIND_THE_SCENES)}) "
    f"AND c.kind <> '{ChangeKind.EDITORIAL.value}')"
)


def _lines(language: str, topic: str | None) -> list[_Line]:
    sql = _LINES.format(
        types=_listed(TYPES),
        tells=f"({_RELEASES} OR c.act IN ({_listed(_STANDING)}))",
        is_on_topic=_IS_ON_TOPIC if topic else "TRUE",
    )
    return _read(sql, [language, _LINES_SEEN, *([topic] if topic else []), _LINES_KEPT])


def _last_releases(works: list[UUID], language: str) -> list[_Line]:
    if not works:
        return []
    sql = _LAST_RELEASES.format(works=", ".join(["%s"] * len(works)), releases=_RELEASES)
    ids = [id if connection.vendor == "postgresql" else id.hex for id in works]
    return _read(sql, [*ids, language])


def _read(sql: str, values: Sequence[Any]) -> list[_Line]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [
            _Line(_uuid(work), act, kind, note, moment(at) or NEVER, _uuid(edition))
            for work, act, kind, note, at, edition in cursor.fetchall()
        ]


def _uuid(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))
