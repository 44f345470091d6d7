"""Texts: what of a content is searched, by how much a word in it tells of the content.

Sheets with the questions that they include, questions, topics and terms. Not references, whose words are mostly
English in every language, and not what stands on every sheet alike: disclaimers, publishers, credits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from editions.content import (
    AnyContent,
    Block,
    Callout,
    Evidence,
    Faq,
    Image,
    ItemList,
    KeyFacts,
    Paragraph,
    Quote,
    Sheet,
    Table,
    Term,
    Topic,
)
from editions.rendering import Rendering
from editions.vocabulary import ContentType

SEARCHED = (ContentType.FACTSHEET, ContentType.FAQ, ContentType.TOPIC, ContentType.TERM)

_PLAIN = Rendering().plain  # numbers keep their direction; citations, which are nobody's words, are left out


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a content, and what it is found by beside them. The order of PLACES is that of their weight."""

    title: str
    alternative_titles: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    summary: str = ""
    lines: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    topics: tuple[UUID, ...] = ()
    publisher: str = ""

    @property
    def places(self) -> tuple[tuple[str, ...], ...]:
        """Its lines by place, in the order of PLACES."""
        summary = (self.summary,) if self.summary else ()
        return ((self.title,), self.alternative_titles, self.headings, summary, self.lines)


PLACES = ("title", "alternative_titles", "heading", "summary", "text")


def text_of(content: AnyContent) -> Text:
    """What is searched of it."""
    match content:
        case Sheet():
            return _of_sheet(content)
        case Faq():
            return Text(
                content.title,
                lines=_kept(_lines(content.answer)),
                topics=content.topics,
                publisher=content.included.publisher.slug if content.included.publisher else "",
            )
        case Topic():
            return Text(content.title, summary=content.summary)
        case Term():
            return Text(content.title, summary=content.definition)
    return Text(content.title)


def _of_sheet(sheet: Sheet) -> Text:
    return Text(
        sheet.title,
        alternative_titles=_kept(sheet.alternative_titles),
        headings=_kept(section.heading for section in sheet.sections),
        summary=sheet.summary,
        lines=_kept(_lines_of_sheet(sheet)),
        audience=sheet.audience,
        topics=sheet.topics,
        publisher=sheet.included.publisher.slug if sheet.included.publisher else "",
    )


def _lines_of_sheet(sheet: Sheet) -> Iterator[str]:
    for section in sheet.sections:
        yield from _lines(section.blocks)
    for faq in sheet.included.faqs:
        yield faq.question
        yield from _lines(faq.answer)
    for link in sheet.links:
        yield from (link.title, link.note)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _lines_of(block)


def _lines_of(block: Block) -> Iterator[str]:
    """Every piece of the block as a line of its own, so that no snippet runs from one into the next."""
    match block:
        case Paragraph():
            yield _PLAIN(block.text)
        case ItemList():
            yield from (_PLAIN(item.text) for item in block.items)
        case Callout():
            yield from (block.title, *(_PLAIN(item.text) for item in block.paragraphs))
        case Quote():
            yield from (_PLAIN(item.text) for item in block.paragraphs)
        case KeyFacts():
            yield from (block.title, *(f"{fact.label}: {_PLAIN(fact.text)}" for fact in block.facts))
        case Evidence():
            yield from (block.title, *(_PLAIN(item.text) for item in (*block.known, *block.unknown)))
        case Table():
            yield from (block.caption, *(column.heading for column in block.columns))
            yield from (_PLAIN(cell) for row in block.rows for cell in row.cells)
        case Image():
            yield from (block.alt, _PLAIN(block.caption))


def _kept(lines: Iterable[str]) -> tuple[str, ...]:
    """Those with something in them."""
    return tuple(line for line in lines if line.strip())
