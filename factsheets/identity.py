"""Identity of blocks: every paragraph, bullet and step gets an id of its own, and no two share one.

Pure functions over the raw (JSON) value of a body. Segment keys are made of these ids, so translations follow their
text when blocks are moved. Ids that have to be made are derived from ids that are there: the editor's browser goes on
sending the old form after an autosave, and must get the same ids again each time.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Raw = dict[str, Any]

_PARAGRAPH = re.compile(r"<p\b([^>]*)>(.*?)</p>", re.DOTALL)
_BLOCK_KEY = re.compile(r'data-block-key="([^"]*)"')
_LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*")


def normalised(body: list[Raw]) -> list[Raw]:
    """The body with one paragraph in each piece of rich text and a unique id on every block and item."""
    pieces = [piece for raw in body for piece in _piece(raw)]
    return _with_unique_ids(pieces, _Ids(reserved=set(_ids_in(pieces))))


def paragraphs_of(source: str) -> list[tuple[str, str]]:
    """The paragraphs that hold text, as (Draftail's key, markup without the `<p>`)."""
    found = [(match[1], _LINE_BREAK.sub(" ", match[2]).strip()) for match in _PARAGRAPH.finditer(source)]
    return [(_block_key(attributes), markup) for attributes, markup in found if markup]


def paragraphs_as_they_are(source: str) -> list[tuple[str, str]]:
    """All paragraphs as (Draftail's key, markup), the empty ones and the line breaks in them included."""
    found = [(_block_key(match[1]), match[2]) for match in _PARAGRAPH.finditer(source)]
    return found or ([("", source)] if source.strip() else [])


def as_rich_text(markup: str, key: str) -> str:
    """One paragraph in the form in which Wagtail stores rich text."""
    return f'<p data-block-key="{key}">{markup}</p>'


def _piece(piece: Raw) -> list[Raw]:
    """A section or a block at the top of a body."""
    return [_section(piece)] if piece["type"] == "section" else _block(piece)


def _section(section: Raw) -> Raw:
    content = [piece for block in section["value"].get("content", []) for piece in _block(block)]
    return section | {"id": _id_of(section), "value": section["value"] | {"content": content}}


def _block(block: Raw) -> list[Raw]:
    """The block with split items, or, for a paragraph, as many blocks as it has paragraphs."""
    block = block | {"id": _id_of(block)}
    match block["type"]:
        case "paragraph":
            return _split(block)
        case "list" | "steps":
            return [block | {"value": _items(block["value"])}]
        case "callout" | "quote" | "evidence":
            lists = {name: _items(value) for name, value in block["value"].items() if isinstance(value, list)}
            return [block | {"value": block["value"] | lists}]
        case "key_facts":
            facts = [fact | {"id": _id_of(fact)} for fact in block["value"].get("facts", [])]
            return [block | {"value": block["value"] | {"facts": facts}}]
        case "table":
            cells = _cells(uuid.UUID(block["id"]), block["value"].get("cells") or {})
            return [block | {"value": block["value"] | {"cells": cells}}]
        case _:
            return [block]


def _cells(table: uuid.UUID, cells: Raw) -> Raw:
    """Rows and columns with an id each; a cell needs none, its key is made of these two."""
    return cells | {name: _numbered(table, name, cells.get(name) or []) for name in ("columns", "rows")}


def _numbered(table: uuid.UUID, name: str, lines: list[Raw]) -> list[Raw]:
    """Ids that are missing come from the table's own and the place: the same form gives the same ids."""
    return [
        line | {"id": _valid_id(line) or str(uuid.uuid5(table, f"{name} {place}"))} for place, line in enumerate(lines)
    ]


def _items(items: Iterable[Raw]) -> list[Raw]:
    return [piece for item in items for piece in _split(item | {"id": _id_of(item)})]


def _split(piece: Raw) -> list[Raw]:
    """One piece for each paragraph in it: the first keeps the id, the others derive theirs from it.

    A line break within a paragraph becomes a space, in the editor as for readers.
    """
    paragraphs = paragraphs_of(piece["value"] or "")
    if not paragraphs or (len(paragraphs) == 1 and "<br" not in piece["value"]):
        return [piece]
    origin = uuid.UUID(piece["id"])
    return [
        piece
        | {"id": piece["id"] if not n else str(uuid.uuid5(origin, key or str(n))), "value": as_rich_text(text, key)}
        for n, (key, text) in enumerate(paragraphs)
    ]


@dataclass
class _Ids:
    """Ids given so far, and all that stand in the body: an id that has to be made must be neither."""

    reserved: set[str]
    given: set[str] = field(default_factory=set)

    def give(self, wanted: str) -> str:
        """The id itself to the first that asks for it, a derived one to those after."""
        chosen, count = wanted, 0
        while chosen in self.given or (count and chosen in self.reserved):
            count += 1
            chosen = str(uuid.uuid5(uuid.UUID(wanted), f"copy {count}"))
        self.given.add(chosen)
        return chosen


def _with_unique_ids(pieces: list[Any], ids: _Ids) -> list[Any]:
    """Walk the whole body in reading order; the first to bear an id keeps it."""
    return [_with_unique_id(piece, ids) if isinstance(piece, dict) else piece for piece in pieces]


def _with_unique_id(piece: Raw, ids: _Ids) -> Raw:
    named = piece | {"id": ids.give(piece["id"])} if "id" in piece else piece
    return named | {"value": _inside(piece["value"], ids)} if "value" in piece else named


def _inside(value: Any, ids: _Ids) -> Any:
    if isinstance(value, list):
        return _with_unique_ids(value, ids)
    if isinstance(value, dict):
        return {name: _inside(part, ids) if isinstance(part, list | dict) else part for name, part in value.items()}
    return value


def _ids_in(value: Any) -> Iterator[str]:
    parts = value.values() if isinstance(value, dict) else value
    for part in parts:
        if isinstance(part, dict) and "id" in part:
            yield part["id"]
        if isinstance(part, dict | list):
            yield from _ids_in(part)


def _id_of(piece: Raw) -> str:
    """The piece's id as a UUID; one that is missing or malformed is replaced."""
    return _valid_id(piece) or str(uuid.uuid4())


def _valid_id(piece: Raw) -> str | None:
    try:
        return str(uuid.UUID(piece.get("id") or ""))
    except ValueError:
        return None


def _block_key(attributes: str) -> str:
    match = _BLOCK_KEY.search(attributes)
    return match[1] if match else ""
