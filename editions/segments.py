"""Segments: the smallest pieces that a translator translates, each with a key that survives reordering.

A key is the piece's own UUID and the field in it; the fields of the sheet itself stand under their own name. With the
content's UUID, which every table holds beside the key, no two segments anywhere share one. `segments_of` takes a
Content apart, `translated` puts it together again in another language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from . import inline
from .canonical import text_hash
from .content import Block, Callout, Content, Item, ItemList, Paragraph, Section

TITLE = "title"
ALTERNATIVE_TITLES = "alternative_titles"
SUMMARY = "summary"

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


def translated(content: Content, language: str, texts: Mapping[str, str]) -> Content:
    """The content with its segments replaced by `texts`: the same structure, the same neutral parts.

    Raises MissingSegments, naming every key that has no text, and inline.InvalidInline.
    """
    missing = [segment.key for segment in segments_of(content) if not texts.get(segment.key, "").strip()]
    if missing:
        raise MissingSegments(missing)
    return _translated(content, language, texts)


def partly_translated(content: Content, language: str, texts: Mapping[str, str]) -> Content:
    """Like `translated`, but a segment without text is left empty: the working copy of a translator."""
    return _translated(content, language, texts)


def _translated(content: Content, language: str, texts: Mapping[str, str]) -> Content:
    def text_for(key: str, text: str, form: str) -> str:
        return texts.get(key, "") if text.strip() else text

    return replace(_mapped(content, text_for), language=language)


TextChange = Callable[[str, str, str], str]
WithText = TypeVar("WithText", Item, Paragraph)


def _mapped(content: Content, change: TextChange) -> Content:
    """The content with every translatable text passed through `change(key, text, format)`: the one walk over it."""
    title = change(TITLE, content.title, PLAIN)
    titles = change(ALTERNATIVE_TITLES, "\n".join(content.alternative_titles), LINES)
    return replace(
        content,
        title=title,
        alternative_titles=tuple(line.strip() for line in titles.splitlines() if line.strip()),
        summary=change(SUMMARY, content.summary, PLAIN),
        sections=tuple(_mapped_section(section, change) for section in content.sections),
    )


def _mapped_section(section: Section, change: TextChange) -> Section:
    heading = change(f"{section.id}/heading", section.heading, PLAIN)
    return replace(
        section,
        heading=heading,
        blocks=tuple(_mapped_block(block, change) for block in section.blocks),
    )


def _mapped_block(block: Block, change: TextChange) -> Block:
    match block:
        case Paragraph():
            return _with_text(block, change)
        case ItemList():
            return replace(block, items=tuple(_with_text(item, change) for item in block.items))
        case Callout():
            title = change(f"{block.id}/title", block.title, PLAIN)
            return replace(
                block,
                title=title,
                paragraphs=tuple(_with_text(item, change) for item in block.paragraphs),
            )


def _with_text(piece: WithText, change: TextChange) -> WithText:
    return replace(piece, text=inline.parse(change(f"{piece.id}/text", inline.to_markup(piece.text), INLINE)))


def keys_of(content: Content) -> Iterator[str]:
    """The keys alone, in reading order."""
    return (segment.key for segment in segments_of(content))
