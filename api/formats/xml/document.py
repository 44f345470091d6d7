"""A whole content in XML: its words by what they are, and its standing."""

from __future__ import annotations

from collections.abc import Iterable

from editions.bibliography import vancouver
from editions.bibliography.csl import Csl
from editions.content import (
    Faq,
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
from editions.rendering import Rendering

from ... import links
from ..addresses import safe
from ..members import rendering_for
from ..shown import Members, Said, Shown
from .blocks import block, picture
from .elements import NAMESPACE, element, language, text, words

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def document(shown: Shown) -> str:
    """The document, one element in our namespace."""
    members = shown.members
    attributes = {
        "xmlns": NAMESPACE,
        "type": members["type"],
        "id": members["id"],
        "slug": members["slug"],
        **language(shown.said("")),
        "href": members["urls"]["self"],
    }
    return f"{_HEAD}{element('document', _standing(shown) + _body(shown), attributes)}\n"


def _standing(shown: Shown) -> str:
    translation, asked = shown.members["translation"], shown.members["language"]
    attributes = {
        "status": shown.status,
        "source-language": translation["source_language"],
        "source-version": translation["source_version"],
        "made-from-version": translation["made_from_version"],
        "method": translation["method"],
        "translator": translation["translator"],
        "reviewer": translation["reviewer"],
        "requested": asked["requested"],
        "reason": asked["reason"],
    }
    notices = "".join(words("notice", each.text, language(each)) for each in shown.notices)
    return element("standing", notices, attributes) + _edition(shown.members["edition"]) + _topics(shown.members)


def _edition(edition: Members) -> str:
    change = element("change", words("note", edition["change"]["note"]), {"kind": edition["change"]["kind"]})
    attributes = {
        "id": edition["id"],
        "version": edition["version"],
        "released": edition["released_at"],
        "hash": edition["hash"],
        "href": edition["url"],
    }
    return element("edition", change, attributes)


def _topics(members: Members) -> str:
    return "".join(
        words("topic", each["name"], {"id": each["id"], "slug": each["slug"], **language(Said("", each["language"]))})
        for each in members.get("topics", ())
    )


def _body(shown: Shown) -> str:
    rendering = rendering_for(shown.content)
    match shown.content:
        case Sheet() as sheet:
            return _sheet(sheet, rendering)
        case Faq() as faq:
            answer = element("answer", "".join(block(each, rendering) for each in faq.answer))
            return (
                element("title", text(faq.title)) + answer + _included(faq.included, rendering) + _review(faq.review)
            )
        case Reference() as reference:
            title = element("title", text(reference.title), language(Said("", reference.csl.language)))
            return title + _reference(reference)
        case Publisher() as publisher:
            own = element("name", text(publisher.title)) + _of_publisher(publisher)
            identity = {"id": publisher.id, "slug": shown.members["slug"]}
            return element("title", text(publisher.title)) + element("publisher", own, identity)
        case Topic() as topic:
            return element("title", text(topic.title)) + words("summary", topic.summary)
        case Term() as term:
            return element("title", text(term.title)) + words("explanation", term.definition)


def _sheet(sheet: Sheet, rendering: Rendering) -> str:
    useful = (
        element("useful-link", words("title", each.title) + words("note", each.note), {"href": safe(each.url)})
        for each in sheet.links
    )
    return "".join(
        (
            element("title", text(sheet.title)),
            *(words("alternative-title", each) for each in sheet.alternative_titles),
            words("summary", sheet.summary),
            *(words("audience", each) for each in sheet.audience),
            *(_section(each, rendering) for each in sheet.sections),
            _included(sheet.included, rendering),
            *useful,
            words("disclaimer", sheet.disclaimer),
            _review(sheet.review),
            words("license", sheet.license),
        )
    )


def _section(section: Section, rendering: Rendering) -> str:
    inner = words("heading", section.heading) + "".join(block(each, rendering) for each in section.blocks)
    return element("section", inner, {"id": section.id, "kind": section.kind})


def _included(included: Included, rendering: Rendering) -> str:
    return "".join(
        (
            *(
                element(
                    "question",
                    words("heading", faq.question) + "".join(block(each, rendering) for each in faq.answer),
                    {"id": faq.id, "slug": faq.slug},
                )
                for faq in included.faqs
            ),
            *(_reference(each, number) for number, each in enumerate(included.references, 1)),
            *(
                element(
                    "explained",
                    element("word", text(each.term)) + words("explanation", each.definition),
                    {"id": each.id},
                )
                for each in included.terms
            ),
            _publisher(included.publisher),
            *(element("left-out", "", {"id": each.id, "type": each.type}) for each in included.left_out),
        )
    )


def _reference(words_of: Reference | ReferenceWords, number: int | None = None) -> str:
    newer = words_of.superseded_by if isinstance(words_of, Reference) else None
    attributes = {
        "id": words_of.id,
        "number": number,
        "standing": words_of.standing,
        "superseded-by": links.for_ever("reference", newer) if newer else "",
    }
    work = element(
        "work", _parts(words_of.csl), {"type": words_of.csl.type, **language(Said("", words_of.csl.language))}
    )
    return element("reference", work + words("note", words_of.note), attributes)


def _parts(csl: Csl) -> str:
    """The line of the list, each part of it by its name; together with what stands between they are the text."""
    parts = vancouver.parts_of(csl)
    return "".join(
        element("part", text(each.text), {"name": each.field}) if each.field else text(each.text) for each in parts
    )


def _publisher(publisher: PublisherWords | None) -> str:
    if publisher is None:
        return ""
    inner = element("name", text(publisher.name)) + _of_publisher(publisher)
    return element("publisher", inner, {"id": publisher.id, "slug": publisher.slug})


def _of_publisher(publisher: Publisher | PublisherWords) -> str:
    return "".join(
        (
            words("url", safe(publisher.url)),
            words("registration", publisher.registration),
            words("contact", publisher.contact),
            words("disclaimer", publisher.disclaimer),
            words("copyright", publisher.copyright),
            words("acknowledgement", publisher.acknowledgement),
            picture("logo", publisher.logo),
        )
    )


def _review(review: Review) -> str:
    reviewers: Iterable[str] = (
        element("reviewer", words("name", each.name) + words("role", each.role)) for each in review.reviewers
    )
    attributes = {"last": review.last_reviewed or "", "next": review.next_review or ""}
    return element("review", "".join(reviewers), attributes)
