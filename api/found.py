"""Found: what a search gives as the members of an answer, and its pages.

A page begins beside a place of the whole list (step of the ladder, title, publication), so that nothing is shown twice
when something is released between two pages. The cursor is signed and belongs to its question, as in every list.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from editions import languages
from editions.models import Slug, Status
from editions.search.asking import Asked
from editions.search.finding import Findings, Found, Place, find
from editions.search.highlights import highlights
from editions.search.texts import PLACES
from editions.vocabulary import ContentType

from . import links
from .cursors import Cursor, Order, Page, opened, purpose_of, written
from .notices import Notice, notice
from .parameters import CURSOR, PAGE_SIZE
from .questions import Question

_ORDER = Order("place")
_SUMMARY = PLACES.index("summary")
_NOTHING_TO_SAY = Notice(None, None)


def topics_called(slug: str) -> list[UUID]:
    """The id of the topic that has this slug, or had it once; of one that was withdrawn none."""
    called = Slug.objects.filter(type=ContentType.TOPIC, slug=slug, work__withdrawn_at__isnull=True)
    return list(called.values_list("work_id", flat=True))


def found_page(asked: Asked, question: Question) -> tuple[Page, Findings]:
    """The results that the question asks for, with the cursors of their neighbours, and what was found in all."""
    size, purpose = question[PAGE_SIZE], purpose_of(question, f"search {asked.language}")
    cursor = opened(question[CURSOR], purpose)
    backwards = cursor is not None and cursor.backwards
    findings = find(asked, most=size + 1, beyond=_place(cursor) if cursor else None, backwards=backwards)
    more, rows = len(findings.rows) > size, findings.rows
    rows = rows[-size:] if backwards else rows[:size]
    if not rows:
        return Page([], None, None), findings
    has_next, has_previous = (True, more) if backwards else (more, cursor is not None)
    return Page(
        [_result(row, asked) for row in rows],
        next=_cursor(rows[-1], purpose, backwards=False) if has_next else None,
        previous=_cursor(rows[0], purpose, backwards=True) if has_previous else None,
    ), findings


def _result(found: Found, asked: Asked) -> dict[str, Any]:
    """One result. It says of every translation whether its source has moved on."""
    said = _notice(found, asked.language)
    marked = highlights(asked, text=found.text, ends=found.ends, stands=found.stands)
    return {
        "id": str(found.work_id),
        "type": found.type,
        "slug": found.slug,
        "language": languages.language(asked.language).tag,
        "title": found.lines(0),
        "summary": found.lines(_SUMMARY),
        "status": "source" if found.is_source and found.status == Status.CURRENT else found.status,
        "notice": said.text,
        "notice_language": said.language,
        "url": links.content(found.type, found.slug, asked.language),
        "highlights": [{"field": each.field, "html": each.html} for each in marked],
    }


def _notice(found: Found, language: str) -> Notice:
    if found.status == Status.CURRENT and not found.method:
        return _NOTHING_TO_SAY
    envelope = json.loads(found.envelope)
    is_of_newest = found.is_source or found.made_from_version == envelope["source_version"]
    return notice(language=language, status=found.status, method=found.method, by_neighbour=is_of_newest)


def _cursor(found: Found, purpose: str, *, backwards: bool) -> str:
    return written({"place": [found.step, found.title_key], "id": found.id}, _ORDER, purpose, backwards=backwards)


def _place(cursor: Cursor) -> Place:
    step, title_key = cursor.value
    return Place(step, title_key, cursor.unique)
