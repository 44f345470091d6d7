"""Outline: what stands where in a document for people, the same in HTML, Markdown and plain text, for every type.

`outline(shown)` gives headings with the pieces below them; the writers of the formats know how a piece looks and
nothing of contents. Nothing empty is in an outline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.utils.functional import Promise

from editions.bibliography.csl import Csl
from editions.content import (
    AnyContent,
    Block,
    Faq,
    Included,
    Publisher,
    PublisherWords,
    Reference,
    Review,
    Sheet,
    Term,
    Topic,
)
from editions.vocabulary import Standing

from .. import links
from . import dates, labels
from .addresses import safe
from .shown import Said, Shown


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; each line of it is one. `kind` says what it is for."""

    text: Said
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """A value behind its label: “Contact: …”. `day` is the date that the value says, `url` where it leads."""

    label: Said
    value: Said
    url: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Where readers find more."""

    title: Said
    url: str
    note: Said


@dataclass(frozen=True, slots=True)
class Source:
    """A published work, with its number where it is cited, what has become of it, and our note on it."""

    csl: Csl
    note: Said
    standing: Said | None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """A word and its explanation."""

    term: Said
    definition: Said
    id: str


Piece = Block | Words | Line | Link | Source | Definition


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it. `kind` says what it is for, `id` names it within the document."""

    kind: str
    heading: Said
    id: str = ""
    pieces: tuple[Piece, ...] = ()
    parts: tuple[Part, ...] = ()


def outline(shown: Shown) -> Part:
    """The whole document."""
    content = shown.content
    pieces, parts = _body(shown)
    title = Said(content.title, content.csl.language) if isinstance(content, Reference) else shown.said(content.title)
    return Part(content.type, title, "", tuple(pieces), (*parts, _about(shown)))


def _body(shown: Shown) -> tuple[Iterable[Piece], Iterable[Part]]:
    match shown.content:
        case Sheet() as sheet:
            return _words(shown, sheet.summary, "summary"), (
                *_sections(shown, sheet),
                *_included(shown, sheet.included, sheet),
            )
        case Faq() as faq:
            return faq.answer, tuple(_included(shown, faq.included))
        case Reference() as reference:
            return _reference(shown, reference), ()
        case Publisher() as publisher:
            return _words(shown, publisher.disclaimer, "disclaimer"), ()
        case Topic(summary=text) | Term(definition=text):
            return _words(shown, text, "summary"), ()


def _reference(shown: Shown, reference: Reference) -> Iterator[Piece]:
    yield Source(reference.csl, shown.said(reference.note), _standing(shown, reference.standing))
    if reference.superseded_by:
        newer = links.for_ever(reference.type, reference.superseded_by)
        yield Line(shown.label(labels.SUPERSEDED_BY), Said(newer, "en"), newer)


def _sections(shown: Shown, sheet: Sheet) -> Iterator[Part]:
    for section in sheet.sections:
        yield Part(section.kind, shown.said(section.heading), f"section-{section.id}", section.blocks)


def _included(shown: Shown, included: Included, sheet: Sheet | None = None) -> Iterator[Part]:
    """What stands below the text, each under a heading of ours if there is any of it."""
    questions = tuple(
        Part("question", shown.said(faq.question), f"question-{faq.id}", faq.answer) for faq in included.faqs
    )
    terms = [
        Definition(shown.said(each.term), shown.said(each.definition), f"term-{each.id}") for each in included.terms
    ]
    sources = [
        Source(each.csl, shown.said(each.note), _standing(shown, each.standing), number)
        for number, each in enumerate(included.references, 1)
    ]
    further = [
        Link(shown.said(each.title), safe(each.url), shown.said(each.note)) for each in (sheet.links if sheet else ())
    ]
    found: tuple[tuple[str, Promise, Iterable[Piece], tuple[Part, ...]], ...] = (
        ("questions", labels.QUESTIONS, (), questions),
        ("terms", labels.TERMS, terms, ()),
        ("links", labels.LINKS, further, ()),
        ("references", labels.REFERENCES, sources, ()),
    )
    for kind, label, pieces, parts in found:
        if pieces or parts:
            yield Part(kind, shown.label(label), kind, tuple(pieces), parts)


def _about(shown: Shown) -> Part:
    """Who says it, on which terms, and how fresh it is."""
    content = shown.content
    pieces = [*_own_disclaimer(shown, content), *_publisher(shown, content), *_review(shown, content)]
    if isinstance(content, Sheet):
        pieces += _lines(shown, (labels.OTHER_NAMES, " · ".join(content.alternative_titles)))
        pieces += _lines(shown, (labels.LICENCE, content.license))
    return Part("about", shown.label(labels.ABOUT), "about", (*pieces, *_edition(shown)))


def _own_disclaimer(shown: Shown, content: AnyContent) -> Iterable[Piece]:
    return _words(shown, content.disclaimer, "disclaimer") if isinstance(content, Sheet) else ()


def _publisher(shown: Shown, content: AnyContent) -> Iterator[Piece]:
    publisher = content.included.publisher if isinstance(content, Sheet | Faq) else None
    if publisher:
        yield from _words(shown, publisher.disclaimer, "disclaimer")
        # Its name is the same in every language, and we do not know in which one it is.
        yield Line(shown.label(labels.PUBLISHER), Said(publisher.name, ""), safe(publisher.url))
        yield from _of_publisher(shown, publisher)
    if isinstance(content, Publisher):
        yield from _address(content)
        yield from _of_publisher(shown, content)


def _address(publisher: Publisher) -> Iterator[Piece]:
    if url := safe(publisher.url):
        yield Link(Said(publisher.title, ""), url, Said("", ""))


def _of_publisher(shown: Shown, publisher: Publisher | PublisherWords) -> Iterator[Piece]:
    yield from _lines(
        shown,
        (labels.REGISTRATION, publisher.registration),
        (labels.CONTACT, publisher.contact),
        (labels.ACKNOWLEDGEMENT, publisher.acknowledgement),
    )
    yield from _words(shown, publisher.copyright, "copyright")


def _review(shown: Shown, content: AnyContent) -> Iterator[Piece]:
    review = content.review if isinstance(content, Sheet | Faq) else Review()
    names = "; ".join(", ".join(filter(None, (each.name, each.role))) for each in review.reviewers)
    yield from _lines(shown, (labels.REVIEWERS, names))
    if review.last_reviewed:
        yield _dated(shown, labels.LAST_REVIEWED, review.last_reviewed)
    if review.next_review:
        yield _dated(shown, labels.NEXT_REVIEW, review.next_review)


def _edition(shown: Shown) -> Iterator[Piece]:
    edition = shown.members["edition"]
    yield Line(shown.label(labels.EDITION), Said(str(edition["version"]), ""), edition["url"])
    yield _dated(shown, labels.RELEASED, datetime.fromisoformat(edition["released_at"]).date())


def _dated(shown: Shown, label: Promise, day: date) -> Line:
    return Line(shown.label(label), shown.said(dates.written(day, shown.language.code)), day=day)


def _words(shown: Shown, text: str, kind: str) -> tuple[Piece, ...]:
    return (Words(shown.said(text), kind),) if text.strip() else ()


def _lines(shown: Shown, *pairs: tuple[Promise, str]) -> list[Piece]:
    return [Line(shown.label(label), shown.said(text)) for label, text in pairs if text.strip()]


def _standing(shown: Shown, standing: str) -> Said | None:
    return shown.label(cast(Promise, Standing(standing).label)) if standing else None
