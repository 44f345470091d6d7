"""Blocks: what stands under a heading or answers a question. Plain immutable values, the same in every language."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct

from editions.inline import Inline


class Item(Struct, frozen=True, forbid_unknown_fields=True):
    """One paragraph, bullet or step with an identity of its own."""

    id: UUID
    text: Inline


class Piece(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag=""):
    """What every block has: an identity for ever, and a type."""

    id: UUID

    @property
    def type(self) -> str:
        """The name of the block's type, as it is stored."""
        tag: Any = self.__struct_config__.tag
        return str(tag)


class Paragraph(Piece, frozen=True, tag="paragraph"):
    """A paragraph of running text."""

    text: Inline


class ItemList(Piece, frozen=True, tag="list"):
    """Bullets."""

    items: tuple[Item, ...]


class Steps(ItemList, frozen=True, tag="steps"):
    """Numbered steps."""


class Callout(Piece, frozen=True, tag="callout"):
    """A highlighted box; `variant` is one of vocabulary.CalloutVariant, `title` may be empty."""

    variant: str
    title: str
    paragraphs: tuple[Item, ...]


class Quote(Piece, frozen=True, tag="quote"):
    """Somebody's own words; `attribution` says whose."""

    paragraphs: tuple[Item, ...]
    attribution: str


class Fact(Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a list of facts: “Sessions: usually three”."""

    id: UUID
    label: str
    text: Inline


class KeyFacts(Piece, frozen=True, tag="key_facts"):
    """The facts that a reader looks for first, each with a label."""

    title: str
    facts: tuple[Fact, ...]


class Evidence(Piece, frozen=True, tag="evidence"):
    """What we know and what we don't know, side by side, so that uncertainty is never left out."""

    title: str
    known: tuple[Item, ...]
    unknown: tuple[Item, ...]


class Column(Struct, frozen=True, forbid_unknown_fields=True):
    """A column of a table. Its id is a part of the key of each cell below it."""

    id: UUID
    heading: str


class Row(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of a table: one cell for each column, in the order of the columns."""

    id: UUID
    cells: tuple[Inline, ...]


class Table(Piece, frozen=True, tag="table"):
    """Rows and columns. With `row_headings` the first cell of a row is the heading of the row."""

    caption: str
    row_headings: bool
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class ImageFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A kept image: SHA-256 of its file in hexadecimal, media type, size and focal point in pixels."""

    hash: str
    type: str
    width: int
    height: int
    focal_x: int | None = None
    focal_y: int | None = None


class Image(Piece, frozen=True, tag="image"):
    """A picture: what it shows in words, its caption, who made it, and under which licence it may be used."""

    file: ImageFile | None
    alt: str
    caption: Inline
    credit: str
    license: str


Block = Paragraph | ItemList | Steps | Callout | Quote | KeyFacts | Evidence | Table | Image


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the sheet under a heading; `kind` is one of vocabulary.SectionKind."""

    id: UUID
    kind: str
    heading: str
    blocks: tuple[Block, ...]
