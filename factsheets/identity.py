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
    sections = [_section(section) for section in body]
    return _with_unique_ids(sections, _Ids(reserved=set(_ids_in(sections))))


def paragraphs_of(source: str) -> list[tuple[str, str]]:
    """The paragraphs that hold text, as (Draftail's key, markup without the `<p>`)."""
    found = [(match[1], _LINE_BREAK.sub(" ", match[2]).strip()) for match in _PARAGRAPH.finditer(source)]
    return [(_block_key(attributes), markup) for attributes, markup in found if markup]


def as_rich_text(markup: str, key: str) -> str:
    """One paragraph in the form in which Wagtail stores rich text."""
    return f'<p data-block-key="{key}">{markup}</p>'


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
        case "callout":
            paragraphs = _items(block["value"].get("paragraphs", []))
            return [block | {"value": block["value"] | {"paragraphs": paragraphs}}]
        case _:
            return [block]


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
    return [
        piece | {"id": ids.give(piece["id"]), "value": _inside(piece["value"], ids)}
        if isinstance(piece, dict)
        else piece
        for piece in pieces
    ]


def _inside(value: Any, ids: _Ids) -> Any:
    if isinstance(value, list):
        return _with_unique_ids(value, ids)
    if isinstance(value, dict):
        return {name: _inside(part, ids) if isinstance(part, list) else part for name, part in value.items()}
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
    try:
        return str(uuid.UUID(piece.get("id") or ""))
    except ValueError:
        return str(uuid.uuid4())


def _block_key(attributes: str) -> str:
    match = _BLOCK_KEY.search(attributes)
    return match[1] if match else ""
