"""The demo's blocks: from a table of TOML to the value that an edition holds. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

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
    Steps,
    Table,
)
from editions.inline import Inline

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BlockReading:
    """How blocks of one content are read: what gives a piece its UUID, and its pictures by their names."""

    piece: Callable[[str], UUID]
    text: Callable[[str], Inline]
    files: Mapping[str, ImageFile]

    def block(self, raw: Raw) -> Block:
        """One block."""
        identity = self.piece(raw["id"])
        match raw["type"]:
            case "paragraph":
                return Paragraph(identity, self.text(raw["text"]))
            case "list":
                return ItemList(identity, self.items(raw["items"]))
            case "steps":
                return Steps(identity, self.items(raw["items"]))
            case "callout":
                return Callout(identity, raw["variant"], raw["title"], self.items(raw["paragraphs"]))
            case "quote":
                return Quote(identity, self.items(raw["paragraphs"]), raw["attribution"])
            case "key_facts":
                facts = (Fact(self.piece(f["id"]), f["label"], self.text(f["text"])) for f in raw["facts"])
                return KeyFacts(identity, raw["title"], tuple(facts))
            case "evidence":
                return Evidence(identity, raw["title"], self.items(raw["known"]), self.items(raw["unknown"]))
            case "table":
                return self._table(identity, raw)
            case "image":
                file, caption = self.files.get(raw["file"]), self.text(raw["caption"])
                return Image(identity, file, raw["alt"], caption, raw["credit"], raw["license"])
            case unknown:
                raise ValueError(f"There is no block of type {unknown!r}.")

    def items(self, raw: list[Raw]) -> tuple[Item, ...]:
        """Paragraphs, points or steps."""
        return tuple(Item(self.piece(item["id"]), self.text(item["text"])) for item in raw)

    def _table(self, identity: UUID, raw: Raw) -> Table:
        columns = tuple(Column(self.piece(each["id"]), each["heading"]) for each in raw["columns"])
        rows = tuple(Row(self.piece(row["id"]), tuple(map(self.text, row["cells"]))) for row in raw["rows"])
        return Table(identity, raw["caption"], raw["row_headings"], columns, rows)
