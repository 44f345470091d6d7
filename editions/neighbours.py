"""Neighbours: which other contents a content includes, cites, explains, links to, or is filed under. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from . import inline
from .content import (
    Block,
    Callout,
    Content,
    Evidence,
    Faq,
    Image,
    ImageFile,
    ItemList,
    KeyFacts,
    Paragraph,
    Publisher,
    Quote,
    Reference,
    Sheet,
    Table,
)
from .inline import Inline


def blocks_of(content: Content) -> tuple[Block, ...]:
    """The blocks of the content's own text, in reading order."""
    match content:
        case Sheet():
            return tuple(block for section in content.sections for block in section.blocks)
        case Faq():
            return content.answer
    return ()


def all_blocks(content: Content) -> tuple[Block, ...]:
    """The blocks that a reader of the content reads: its own, then those of the answers it includes."""
    included = content.included.faqs if isinstance(content, Sheet) else ()
    return (*blocks_of(content), *(block for faq in included for block in faq.answer))


def texts_in(block: Block) -> Iterator[Inline]:
    """Every inline text of a block in reading order."""
    match block:
        case Paragraph():
            yield block.text
        case ItemList():
            yield from (item.text for item in block.items)
        case Callout() | Quote():
            yield from (item.text for item in block.paragraphs)
        case KeyFacts():
            yield from (fact.text for fact in block.facts)
        case Evidence():
            yield from (item.text for item in (*block.known, *block.unknown))
        case Table():
            yield from (cell for row in block.rows for cell in row.cells)
        case Image():
            yield block.caption


def cited_in(blocks: Iterable[Block]) -> tuple[UUID, ...]:
    """Ids of the references in the order of their first mention."""
    return _targets(blocks, "citation")


def terms_in(blocks: Iterable[Block]) -> tuple[UUID, ...]:
    """Ids of the terms in the order of their first mention."""
    return _targets(blocks, "term")


def linked_from(blocks: Iterable[Block]) -> tuple[UUID, ...]:
    """Ids of the contents that the text links to."""
    return _targets(blocks, "link")


def files_in(content: Content) -> tuple[ImageFile, ...]:
    """The kept pictures of the content's own text, and a publisher's logo."""
    if isinstance(content, Publisher):
        return (content.logo,) if content.logo else ()
    return tuple(block.file for block in blocks_of(content) if isinstance(block, Image) and block.file)


def superseding(content: Content) -> tuple[UUID, ...]:
    """The reference that takes the place of this one, if one does."""
    return (content.superseded_by,) if isinstance(content, Reference) and content.superseded_by else ()


def _targets(blocks: Iterable[Block], kind: str) -> tuple[UUID, ...]:
    marks = (mark for block in blocks for text in texts_in(block) for mark in inline.marks_in(text))
    return tuple(dict.fromkeys(mark.target for mark in marks if mark.kind == kind and mark.target))
