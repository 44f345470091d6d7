"""Snapshots of pages: sheets, questions and references as the values that an edition freezes, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from editions.content import (
    Faq,
    FaqPlace,
    Image,
    ImageFile,
    Reference,
    Review,
    Reviewer,
    Sheet,
    UsefulLink,
)
from editions.neighbours import blocks_of
from factsheets.columns import line, value
from factsheets.identity import Raw, normalised

from .pictures import keys_of, pictures_of
from .raw_blocks import Reading, Writing, images_in

if TYPE_CHECKING:
    from factsheets.models import FactSheet, FaqEntry
    from factsheets.models import Reference as ReferencePage


def sheet_of(page: FactSheet, language: str, *, strict: bool = True) -> Sheet:
    """The sheet's own part."""
    body = _raw(page, "body", language)
    reading = Reading(pictures_of(images_in(body)), strict)
    return Sheet(
        id=page.content_id,
        language=language,
        title=line(page, "headline", language),
        alternative_titles=lines(value(page, "alternative_titles", language) or ""),
        summary=line(page, "summary", language),
        audience=tuple(page.audience),
        topics=_topics(page),
        publisher=page.publisher.content_id if page.publisher else None,
        review=Review(page.last_reviewed, page.next_review, _reviewers(page, language)),
        sections=tuple(reading.section(section) for section in body),
        faqs=_faq_places(page),
        links=tuple(_link(raw) for raw in _raw(page, "links", language)),
        disclaimer=line(page, "disclaimer", language),
        license=page.license,
    )


def faq_of(page: FaqEntry, language: str, *, strict: bool = True) -> Faq:
    """The question's own part."""
    answer = _raw(page, "answer", language)
    return Faq(
        id=page.content_id,
        language=language,
        title=line(page, "question", language),
        answer=Reading(pictures_of(images_in(answer)), strict).blocks(answer),
        topics=_topics(page),
        publisher=page.publisher.content_id if page.publisher else None,
        review=Review(page.last_reviewed, page.next_review),
    )


def reference_of(page: ReferencePage, language: str, *, strict: bool = True) -> Reference:
    """The reference: its data, and the note."""
    csl = page.csl()
    doubtful = dict.fromkeys(
        raw["value"]["field"] for raw in page.doubts.get_prep_value() if raw["value"].get("field")
    )
    return Reference(
        id=page.content_id,
        language=language,
        title=csl.title[:255] or page.title,
        csl=csl,
        note=line(page, "note", language),
        doubtful=tuple(doubtful),
        standing=page.standing,
        superseded_by=page.superseded_by.content_id if page.superseded_by else None,
    )


def sheet_columns(sheet: Sheet) -> dict[str, Any]:
    """The translated fields of the page that `sheet_of` would read as this sheet."""
    writing = _writing(sheet)
    reviewers = [{"id": r.id, "name": r.name, "role": r.role} for r in sheet.review.reviewers]
    links = [{"id": each.id, "title": each.title, "url": each.url, "note": each.note} for each in sheet.links]
    return {
        "headline": sheet.title,
        "alternative_titles": "\n".join(sheet.alternative_titles),
        "summary": sheet.summary,
        "body": json.dumps([writing.section(section) for section in sheet.sections]),
        "links": json.dumps([_stream_piece("link", each) for each in links]),
        "reviewers": json.dumps([_stream_piece("reviewer", each) for each in reviewers]),
        "disclaimer": sheet.disclaimer,
    }


def faq_columns(faq: Faq) -> dict[str, Any]:
    """The translated fields of the page that `faq_of` would read as this question."""
    return {"question": faq.title, "answer": json.dumps(_writing(faq).blocks(faq.answer))}


def lines(text: str) -> tuple[str, ...]:
    """The lines that say something, without blanks around them."""
    return tuple(each.strip() for each in text.splitlines() if each.strip())


def _raw(page: FactSheet | FaqEntry, field: str, language: str) -> list[Raw]:
    stream = value(page, field, language)
    return normalised(list(stream.get_prep_value())) if stream else []


def _topics(page: FactSheet | FaqEntry) -> tuple[UUID, ...]:
    return tuple(topic.content_id for topic in page.topics.all())


def _faq_places(page: FactSheet) -> tuple[FaqPlace, ...]:
    places = sorted(page.included_faqs.all(), key=lambda place: place.sort_order or 0)
    return tuple(FaqPlace(place.faq.content_id, place.optional) for place in places)


def _reviewers(page: FactSheet, language: str) -> tuple[Reviewer, ...]:
    raw = _raw(page, "reviewers", language)
    return tuple(Reviewer(UUID(r["id"]), _field(r, "name"), _field(r, "role")) for r in raw)


def _link(raw: Raw) -> UsefulLink:
    return UsefulLink(UUID(raw["id"]), _field(raw, "title"), _field(raw, "url"), _field(raw, "note"))


def _field(raw: Raw, name: str) -> str:
    return " ".join((raw["value"].get(name) or "").split())


def _stream_piece(type: str, fields: dict[str, Any]) -> Raw:
    return {"type": type, "id": str(fields.pop("id")), "value": fields}


def _writing(content: Sheet | Faq) -> Writing:
    files: Iterable[ImageFile] = (
        block.file for block in blocks_of(content) if isinstance(block, Image) and block.file
    )
    numbers = {words.id: number for number, words in enumerate(content.included.references, 1)}
    return Writing(keys_of(files), numbers)
