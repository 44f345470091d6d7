"""Members: what an edition of each type of content says in an answer, frozen with it. An allow-list, in one place.

`whole` is for one content, `summary` for a line of a list. What changes without a new edition (topics, who cites it,
its status) is none of it; `api.contents` puts that beside it at every read.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from editions.bibliography.csl import NAMES, TEXTS, to_csl_json
from editions.bibliography.vancouver import text_of
from editions.content import (
    AnyContent,
    Faq,
    FaqWords,
    Included,
    Publisher,
    PublisherWords,
    Reference,
    ReferenceWords,
    Review,
    Section,
    Sheet,
    Term,
    Topic,
)
from editions.content import ImageFile as Picture
from editions.images.markup import picture_html
from editions.languages import direction_of
from editions.rendering import Rendering, rendering_of

from .. import links
from .blocks import Members, blocks, picture


def whole(content: AnyContent) -> Members:
    """Everything that a reader of the content reads."""
    match content:
        case Sheet():
            return _sheet(content)
        case Faq():
            return _faq(content)
        case Reference():
            return _reference(content)
        case Publisher():
            return _publisher(content)
        case Topic():
            return {"name": content.title, "summary": content.summary}
        case Term():
            return {"term": content.title, "definition": content.definition}


def summary(content: AnyContent) -> Members:
    """What a list shows. Short contents are shown whole."""
    match content:
        case Sheet():
            return {
                "title": content.title,
                "alternative_titles": list(content.alternative_titles),
                "summary": content.summary,
                "audience": list(content.audience),
                "publisher": _publisher_line(content.included.publisher),
                "review": _review(content.review),
                "rights": _rights(content),
            }
        case Faq():
            return {
                "question": content.title,
                "publisher": _publisher_line(content.included.publisher),
                "review": _review(content.review),
            }
    return whole(content)


def _sheet(sheet: Sheet) -> Members:
    rendering = rendering_for(sheet)
    return {
        "title": sheet.title,
        "alternative_titles": list(sheet.alternative_titles),
        "summary": sheet.summary,
        "audience": list(sheet.audience),
        "publisher": _publisher_words(sheet.included.publisher),
        "sections": [_section(section, rendering) for section in sheet.sections],
        "faqs": [_faq_words(faq, rendering) for faq in sheet.included.faqs],
        **_included(sheet.included),
        "links": [
            {"id": str(link.id), "title": link.title, "url": link.url, "note": link.note} for link in sheet.links
        ],
        "disclaimer": sheet.disclaimer,
        "review": _review(sheet.review),
        "rights": _rights(sheet),
        "left_out": [{"id": str(each.id), "type": each.type} for each in sheet.included.left_out],
    }


def _faq(faq: Faq) -> Members:
    return {
        "question": faq.title,
        "answer": blocks(faq.answer, rendering_for(faq)),
        "publisher": _publisher_words(faq.included.publisher),
        **_included(faq.included),
        "review": _review(faq.review),
    }


def _reference(reference: Reference) -> Members:
    """The published work in its own language; `language` of the answer is that of our note on it."""
    newer = reference.superseded_by
    return {
        "csl": to_csl_json(reference.csl, str(reference.id)),
        "text": text_of(reference.csl),
        "text_language": reference.csl.language or None,
        "text_direction": direction_of(reference.csl.language),
        "note": reference.note,
        "standing": reference.standing,
        "superseded_by": {"id": str(newer), "url": links.for_ever(reference.type, newer)} if newer else None,
        "doubtful": _names_in_csl(reference.doubtful),
    }


def _publisher(publisher: Publisher) -> Members:
    return {
        "name": publisher.title,
        "url": publisher.url,
        "registration": publisher.registration,
        "contact": publisher.contact,
        "disclaimer": publisher.disclaimer,
        "copyright": publisher.copyright,
        "acknowledgement": publisher.acknowledgement,
        "logo": _logo(publisher.logo),
    }


def rendering_for(content: AnyContent) -> Rendering:
    """Links lead to addresses of the API that stay true, in the language of the text that they stand in."""

    def address(type: str, id: UUID) -> str:
        return links.for_ever(type, id, content.language)

    def markup(file: Picture, alt: str) -> str:
        return picture_html(file, alt, absolute=links.of_file)

    return rendering_of(content, address=address, picture=markup)


def _section(section: Section, rendering: Rendering) -> Members:
    return {
        "id": str(section.id),
        "kind": section.kind,
        "heading": section.heading,
        "blocks": blocks(section.blocks, rendering),
    }


def _faq_words(faq: FaqWords, rendering: Rendering) -> Members:
    """Its citations have the numbers of the sheet that it stands in."""
    return {"id": str(faq.id), "slug": faq.slug, "question": faq.question, "answer": blocks(faq.answer, rendering)}


def _included(included: Included) -> Members:
    """What the text cites, by number, and what it explains."""
    return {
        "references": [_reference_words(number, words) for number, words in enumerate(included.references, 1)],
        "terms": [
            {"id": str(words.id), "slug": words.slug, "term": words.term, "definition": words.definition}
            for words in included.terms
        ],
    }


def _reference_words(number: int, words: ReferenceWords) -> Members:
    """A published work in its own language, with our note in that of the text that cites it."""
    return {
        "number": number,
        "id": str(words.id),
        "slug": words.slug,
        "csl": to_csl_json(words.csl, str(words.id)),
        "text": text_of(words.csl),
        "language": words.csl.language or None,
        "direction": direction_of(words.csl.language),
        "note": words.note,
        "standing": words.standing,
        "doubtful": _names_in_csl(words.doubtful),
    }


def _names_in_csl(fields: tuple[str, ...]) -> list[str]:
    """Fields by the names that they have in `csl`."""
    names = TEXTS | NAMES | {"year": "issued", "month": "issued", "day": "issued"}
    return list(dict.fromkeys(names.get(field, field) for field in fields))


_NOBODY = {"id": None, "slug": "", "name": "", "url": "", "registration": ""}


def _publisher_line(publisher: PublisherWords | None) -> Members:
    """Who answers for the content. Without a publisher, the same members stand there empty."""
    if publisher is None:
        return dict(_NOBODY)
    return {
        "id": str(publisher.id),
        "slug": publisher.slug,
        "name": publisher.name,
        "url": publisher.url,
        "registration": publisher.registration,
    }


def _publisher_words(publisher: PublisherWords | None) -> Members:
    return {
        **_publisher_line(publisher),
        "contact": publisher.contact if publisher else "",
        "disclaimer": publisher.disclaimer if publisher else "",
        "copyright": publisher.copyright if publisher else "",
        "acknowledgement": publisher.acknowledgement if publisher else "",
        "logo": _logo(publisher.logo if publisher else None),
    }


def _logo(file: Picture | None) -> Members | None:
    return picture(file) if file else None


def _review(review: Review) -> Members:
    return {
        "last_reviewed": review.last_reviewed.isoformat() if review.last_reviewed else None,
        "next_review": review.next_review.isoformat() if review.next_review else None,
        "reviewers": [{"name": each.name, "role": each.role} for each in review.reviewers],
    }


def _rights(sheet: Sheet) -> dict[str, Any]:
    """Under which terms the words may be used, and who is to be named."""
    publisher = sheet.included.publisher
    attribution = (publisher.copyright or publisher.name) if publisher else ""
    return {"license": sheet.license, "attribution": attribution}
