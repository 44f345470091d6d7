"""Blocks in two forms, Wagtail's raw JSON and the values of `editions.content`; each way is the other's inverse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any
from uuid import UUID

from editions import inline
from editions.content import (
    Block,
    Callout,
    Column,
    Evidence,
    Fact,
    Image,
    ImageFile,
    Item,
    ItemList,
    KeyFacts,
    Paragraph,
    Quote,
    Row,
    Section,
    Steps,
    Table,
)
from editions.inline import Inline, Mark
from factsheets.identity import Raw, as_rich_text, paragraphs_of


@dataclass(frozen=True, slots=True)
class Picture:
    """What an image of the library gives to a block: the kept file and its rights."""

    file: ImageFile | None
    credit: str
    license: str


NO_PICTURE = Picture(None, "", "")


@dataclass(frozen=True, slots=True)
class Reading:
    """How raw blocks are read. `pictures` are the images of the library by their key.

    With `strict=False`, for previews of drafts, a text with more than the inline vocabulary is shown without marks.
    """

    pictures: Mapping[int, Picture] = field(default_factory=dict)
    strict: bool = True

    def section(self, raw: Raw) -> Section:
        """One section."""
        fields = raw["value"]
        heading = (fields.get("heading") or "").strip()
        return Section(UUID(raw["id"]), fields.get("kind") or "", heading, self.blocks(fields.get("content", [])))

    def blocks(self, raw: list[Raw]) -> tuple[Block, ...]:
        """Several blocks."""
        return tuple(self.block(each) for each in raw)

    def block(self, raw: Raw) -> Block:
        """One block."""
        identity, fields = UUID(raw["id"]), raw["value"]
        match raw["type"]:
            case "paragraph":
                return Paragraph(identity, self.text(fields))
            case "list":
                return ItemList(identity, self.items(fields))
            case "steps":
                return Steps(identity, self.items(fields))
            case "callout":
                paragraphs = self.items(fields.get("paragraphs", []))
                return Callout(identity, fields["variant"], _plain(fields, "title"), paragraphs)
            case "quote":
                return Quote(identity, self.items(fields.get("paragraphs", [])), _plain(fields, "attribution"))
            case "key_facts":
                facts = tuple(self._fact(fact) for fact in fields.get("facts", []))
                return KeyFacts(identity, _plain(fields, "title"), facts)
            case "evidence":
                known, unknown = (self.items(fields.get(name, [])) for name in ("known", "unknown"))
                return Evidence(identity, _plain(fields, "title"), known, unknown)
            case "table":
                return self._table(identity, fields)
            case "image":
                return self._image(identity, fields)
            case unknown_type:
                raise ValueError(f"There is no block of type {unknown_type!r}.")

    def items(self, raw: list[Raw]) -> tuple[Item, ...]:
        """Paragraphs, points or steps of a list."""
        return tuple(Item(UUID(item["id"]), self.text(item["value"])) for item in raw)

    def text(self, source: str | None) -> Inline:
        """One piece of rich text. Raises inline.InvalidInline if strict."""
        markup = " ".join(text for _key, text in paragraphs_of(source or ""))
        try:
            return inline.parse(markup)
        except inline.InvalidInline:
            if self.strict:
                raise
            return (markup,)

    def _fact(self, raw: Raw) -> Fact:
        fields = raw["value"]
        return Fact(UUID(raw["id"]), _plain(fields, "label"), self.text(fields.get("text")))

    def _table(self, identity: UUID, fields: Raw) -> Table:
        cells = fields.get("cells") or {}
        columns = tuple(Column(UUID(each["id"]), _plain(each, "heading")) for each in cells.get("columns", []))
        rows = tuple(
            Row(UUID(each["id"]), tuple(self.text(cell) for cell in each["values"])) for each in cells.get("rows", [])
        )
        return Table(identity, _plain(fields, "caption"), bool(fields.get("row_headings")), columns, rows)

    def _image(self, identity: UUID, fields: Raw) -> Image:
        picture = self.pictures.get(fields.get("image") or 0, NO_PICTURE)
        return Image(
            identity,
            file=picture.file,
            alt=_plain(fields, "alt"),
            caption=self.text(fields.get("caption")),
            credit=picture.credit,
            license=picture.license,
        )


def images_in(raw: Any) -> set[int]:
    """Keys of the library's images in a raw body, however deep."""
    if isinstance(raw, list):
        return {key for each in raw for key in images_in(each)}
    if not isinstance(raw, dict):
        return set()
    if raw.get("type") == "image" and isinstance(raw.get("value"), dict):
        return {raw["value"]["image"]} if raw["value"].get("image") else set()
    return {key for each in raw.values() for key in images_in(each)}


@dataclass(frozen=True, slots=True)
class Writing:
    """How blocks are written as raw ones. `keys` are the library's images by the hash of the kept file."""

    keys: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[UUID, int] = field(default_factory=dict)

    def section(self, section: Section) -> Raw:
        """The raw section that `Reading.section` would read as this one."""
        value = {"kind": section.kind, "heading": section.heading, "content": self.blocks(section.blocks)}
        return {"type": "section", "id": str(section.id), "value": value}

    def blocks(self, blocks: tuple[Block, ...]) -> list[Raw]:
        """Several blocks."""
        return [{"type": block.type, "id": str(block.id), "value": self._value(block)} for block in blocks]

    def _value(self, block: Block) -> Any:
        match block:
            case Paragraph():
                return self._rich_text(block.id, block.text)
            case ItemList():
                return self._items(block.items)
            case Callout():
                fields = {"variant": block.variant, "title": block.title}
                return fields | {"paragraphs": self._items(block.paragraphs)}
            case Quote():
                return {"paragraphs": self._items(block.paragraphs), "attribution": block.attribution}
            case KeyFacts():
                return {"title": block.title, "facts": [self._fact(fact) for fact in block.facts]}
            case Evidence():
                known, unknown = self._items(block.known), self._items(block.unknown)
                return {"title": block.title, "known": known, "unknown": unknown}
            case Table():
                return self._table(block)
            case Image():
                key = self.keys.get(block.file.hash) if block.file else None
                caption = self._rich_text(block.id, block.caption) if block.caption else ""
                return {"image": key, "alt": block.alt, "caption": caption}

    def _items(self, items: tuple[Item, ...]) -> list[Raw]:
        return [_item(item.id, self._rich_text(item.id, item.text)) for item in items]

    def _fact(self, fact: Fact) -> Raw:
        return _item(fact.id, {"label": fact.label, "text": self._rich_text(fact.id, fact.text)})

    def _table(self, table: Table) -> Raw:
        columns = [{"id": str(each.id), "type": "text", "heading": each.heading} for each in table.columns]
        rows = [
            {"id": str(row.id), "values": [self._rich_text(row.id, cell) if cell else "" for cell in row.cells]}
            for row in table.rows
        ]
        cells = {"columns": columns, "rows": rows}
        return {"caption": table.caption, "row_headings": table.row_headings, "cells": cells}

    def _rich_text(self, id: UUID, text: Inline) -> str:
        """Wagtail's own spelling of the vocabulary, so that the editor shows it as it was typed."""
        return as_rich_text("".join(self._node(node) for node in text), str(id)[:5])

    def _node(self, node: inline.Node) -> str:
        if isinstance(node, str):
            return escape(node, quote=False)
        tag = _WAGTAILS_TAG.get(node.kind, inline.tag_of(node))
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in inline.attributes_of(node).items())
        inner = self._label(node) if node.kind == "citation" else "".join(map(self._node, node.content))
        return f"<{tag}{attributes}>{inner}</{tag}>"

    def _label(self, citation: Mark) -> str:
        """What the editor shows at the place of a citation; readers' numbers are worked out anew."""
        number = self.numbers.get(citation.target) if citation.target else None
        return f"[{number or '•'}]"


_WAGTAILS_TAG = {"strong": "b", "emphasis": "i"}


def _item(id: UUID, value: Any) -> Raw:
    return {"type": "item", "id": str(id), "value": value}


def _plain(fields: Raw, name: str) -> str:
    return (fields.get(name) or "").strip()
