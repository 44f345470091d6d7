"""Segments: the smallest pieces that a translator translates, each with a key that survives reordering.

A key is the piece's own UUID and the field in it (of a table's cell: its row and its column); the fields of the
content itself stand under their own name. With the content's UUID, which every table holds beside the key, no two
segments anywhere share one. `segments_of` takes a Content apart, `translated` puts it together again in another
language.

What a content includes of its neighbours is none of its segments: each neighbour is translated by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from msgspec.structs import replace

from . import inline
from .canonical import text_hash
from .content import (
    Block,
    Callout,
    Content,
    Evidence,
    Fact,
    Faq,
    Image,
    Item,
    ItemList,
    KeyFacts,
    Paragraph,
    Publisher,
    Quote,
    Reference,
    Review,
    Reviewer,
    Section,
    Sheet,
    Table,
    Term,
    Topic,
    UsefulLink,
)
from .inline import Inline

TITLE = "title"
ALTERNATIVE_TITLES = "alternative_titles"
SUMMARY = "summary"
DISCLAIMER = "disclaimer"
NOTE = "note"
CONTACT = "contact"
COPYRIGHT = "copyright"
ACKNOWLEDGEMENT = "acknowledgement"
DEFINITION = "definition"

PLAIN = "plain"
LINES = "lines"
INLINE = "inline"


class MissingSegments(ValueError):
    """A translation lacks the segments named in `keys`."""

    def __init__(self, keys: list[str]) -> None:
        super().__init__(f"No text for {len(keys)} segments: {', '.join(keys[:5])}")
        self.keys = keys


@dataclass(frozen=True, slots=True)
class Segment:
    """One translatable piece. `format` is "plain", "lines" (one entry a line) or "inline" (markup of inline.py)."""

    key: str
    text: str
    format: str = PLAIN

    @property
    def hash(self) -> str:
        """SHA-256 of the text."""
        return text_hash(self.text)


def segments_of(content: Content) -> tuple[Segment, ...]:
    """Every segment of the content in reading order. An empty text is not a segment."""
    found: list[Segment] = []

    def note(key: str, text: str, form: str) -> str:
        if text.strip():
            found.append(Segment(key, text, form))
        return text

    _mapped(content, note)
    return tuple(found)


ContentT = TypeVar("ContentT", bound=Content)


def translated(content: ContentT, language: str, texts: Mapping[str, str]) -> ContentT:
    """The content with its segments replaced by `texts`: the same structure, the same neutral parts.

    Raises MissingSegments, naming every key that has no text, and inline.InvalidInline.
    """
    missing = [segment.key for segment in segments_of(content) if not texts.get(segment.key, "").strip()]
    if missing:
        raise MissingSegments(missing)
    return _translated(content, language, texts)


def partly_translated(content: ContentT, language: str, texts: Mapping[str, str]) -> ContentT:
    """Like `translated`, but a segment without text is left empty: the working copy of a translator."""
    return _translated(content, language, texts)


def _translated(content: ContentT, language: str, texts: Mapping[str, str]) -> ContentT:
    def text_for(key: str, text: str, form: str) -> str:
        return texts.get(key, "") if text.strip() else text

    return replace(_mapped(content, text_for), language=language)


TextChange = Callable[[str, str, str], str]
WithText = TypeVar("WithText", Item, Paragraph, Fact)


def _mapped(content: ContentT, change: TextChange) -> ContentT:
    """The content with every translatable text passed through `change(key, text, format)`: the one walk over it."""
    match content:
        case Sheet():
            return replace(content, **_mapped_sheet(content, change))
        case Faq():
            question, answer = change(TITLE, content.title, PLAIN), _mapped_blocks(content.answer, change)
            return replace(content, title=question, answer=answer, review=_mapped_review(content.review, change))
        case Reference():
            return replace(content, note=change(NOTE, content.note, PLAIN))
        case Publisher():
            return replace(content, **_mapped_publisher(content, change))
        case Topic():
            name = change(TITLE, content.title, PLAIN)
            return replace(content, title=name, summary=change(SUMMARY, content.summary, PLAIN))
        case Term():
            term = change(TITLE, content.title, PLAIN)
            return replace(content, title=term, definition=change(DEFINITION, content.definition, PLAIN))
    raise TypeError(type(content))


def _mapped_sheet(sheet: Sheet, change: TextChange) -> dict[str, object]:
    title = change(TITLE, sheet.title, PLAIN)
    titles = change(ALTERNATIVE_TITLES, "\n".join(sheet.alternative_titles), LINES)
    return {
        "title": title,
        "alternative_titles": tuple(line.strip() for line in titles.splitlines() if line.strip()),
        "summary": change(SUMMARY, sheet.summary, PLAIN),
        "sections": tuple(_mapped_section(section, change) for section in sheet.sections),
        "links": tuple(_mapped_link(link, change) for link in sheet.links),
        "review": _mapped_review(sheet.review, change),
        "disclaimer": change(DISCLAIMER, sheet.disclaimer, PLAIN),
    }


def _mapped_publisher(publisher: Publisher, change: TextChange) -> dict[str, str]:
    """The name is the one under which it is registered, and stays."""
    return {
        "contact": change(CONTACT, publisher.contact, PLAIN),
        "disclaimer": change(DISCLAIMER, publisher.disclaimer, PLAIN),
        "copyright": change(COPYRIGHT, publisher.copyright, PLAIN),
        "acknowledgement": change(ACKNOWLEDGEMENT, publisher.acknowledgement, PLAIN),
    }


def _mapped_review(review: Review, change: TextChange) -> Review:
    """Names stay; what somebody is, is translated."""

    def mapped(reviewer: Reviewer) -> Reviewer:
        return replace(reviewer, role=change(f"{reviewer.id}/role", reviewer.role, PLAIN))

    return replace(review, reviewers=tuple(mapped(reviewer) for reviewer in review.reviewers))


def _mapped_link(link: UsefulLink, change: TextChange) -> UsefulLink:
    title = change(f"{link.id}/title", link.title, PLAIN)
    return replace(link, title=title, note=change(f"{link.id}/note", link.note, PLAIN))


def _mapped_section(section: Section, change: TextChange) -> Section:
    heading = change(f"{section.id}/heading", section.heading, PLAIN)
    return replace(section, heading=heading, blocks=_mapped_blocks(section.blocks, change))


def _mapped_blocks(blocks: tuple[Block, ...], change: TextChange) -> tuple[Block, ...]:
    return tuple(_mapped_block(block, change) for block in blocks)


def _mapped_block(block: Block, change: TextChange) -> Block:
    def plain(field: str, text: str) -> str:
        return change(f"{block.id}/{field}", text, PLAIN)

    match block:
        case Paragraph():
            return _with_text(block, change)
        case ItemList():
            return replace(block, items=_with_texts(block.items, change))
        case Callout():
            title = plain("title", block.title)
            return replace(block, title=title, paragraphs=_with_texts(block.paragraphs, change))
        case Quote():
            paragraphs = _with_texts(block.paragraphs, change)
            return replace(block, paragraphs=paragraphs, attribution=plain("attribution", block.attribution))
        case KeyFacts():
            title = plain("title", block.title)
            return replace(block, title=title, facts=tuple(_mapped_fact(fact, change) for fact in block.facts))
        case Evidence():
            title, known = plain("title", block.title), _with_texts(block.known, change)
            return replace(block, title=title, known=known, unknown=_with_texts(block.unknown, change))
        case Table():
            return _mapped_table(block, change)
        case Image():
            alt = plain("alt", block.alt)
            return replace(block, alt=alt, caption=_mapped_inline(f"{block.id}/caption", block.caption, change))


def _mapped_fact(fact: Fact, change: TextChange) -> Fact:
    label = change(f"{fact.id}/label", fact.label, PLAIN)
    return _with_text(replace(fact, label=label), change)


def _mapped_table(table: Table, change: TextChange) -> Table:
    caption = change(f"{table.id}/caption", table.caption, PLAIN)
    columns = tuple(
        replace(column, heading=change(f"{column.id}/heading", column.heading, PLAIN)) for column in table.columns
    )
    rows = tuple(
        replace(
            row,
            cells=tuple(
                _mapped_inline(f"{row.id}/{column.id}", cell, change)
                for column, cell in zip(table.columns, row.cells, strict=True)
            ),
        )
        for row in table.rows
    )
    return replace(table, caption=caption, columns=columns, rows=rows)


def _with_texts(items: tuple[Item, ...], change: TextChange) -> tuple[Item, ...]:
    return tuple(_with_text(item, change) for item in items)


def _with_text(piece: WithText, change: TextChange) -> WithText:
    return replace(piece, text=_mapped_inline(f"{piece.id}/text", piece.text, change))


def _mapped_inline(key: str, text: Inline, change: TextChange) -> Inline:
    return inline.parse(change(key, inline.to_markup(text), INLINE))


def keys_of(content: Content) -> Iterator[str]:
    """The keys alone, in reading order."""
    return (segment.key for segment in segments_of(content))
