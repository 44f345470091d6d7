"""Blocks as JSON: what every block has, and the typed fields of each type. `members.py` calls `blocks`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from editions.content import (
    Block,
    Callout,
    Evidence,
    Fact,
    Image,
    ImageFile,
    Item,
    ItemList,
    KeyFacts,
    Quote,
    Table,
)
from editions.images.presets import WEBP, presets_of, srcset_of
from editions.inline import Inline
from editions.rendering import Rendering

from .. import links

Members = dict[str, Any]


def blocks(of: Iterable[Block], rendering: Rendering) -> list[Members]:
    """These blocks, each with its HTML, its text and what its type has."""
    return [_block(block, rendering) for block in of]


def picture(file: ImageFile | None) -> Members:
    """Every size and type in which readers find a picture, and the same as `srcset` for pages."""
    if file is None:
        return {"focal_point": None, "renditions": [], "sources": []}
    renditions = [
        {"preset": each.preset, "url": links.of_file(each.url)}
        | {"width": each.width, "height": each.height, "type": each.type}
        for each in dict.fromkeys(presets_of(file))
    ]
    types = dict.fromkeys((WEBP, file.type))  # what every program can show comes last
    return {
        "focal_point": focal_point(file),
        "renditions": renditions,
        "sources": [{"type": type, "srcset": _srcset(file, type)} for type in types],
    }


def focal_point(file: ImageFile) -> dict[str, float] | None:
    """What must stay in sight when a page cuts the picture: fractions of width and height, from the top left.

    The same for every size that is not cropped, which pixels would not be.
    """
    if file.focal_x is None or file.focal_y is None:
        return None
    return {"x": _fraction(file.focal_x, file.width), "y": _fraction(file.focal_y, file.height)}


def _fraction(part: int, whole: int) -> float:
    """Never outside the picture, whoever wrote it down."""
    return min(max(round(part / whole, 4), 0.0), 1.0)


def _srcset(file: ImageFile, type: str) -> str:
    lines = (line.rpartition(" ") for line in srcset_of(file, type).split(", "))
    return ", ".join(f"{links.of_file(url)} {width}" for url, _blank, width in lines)


def _block(block: Block, rendering: Rendering) -> Members:
    return {
        "id": str(block.id),
        "type": block.type,
        "html": rendering.html(block),
        "text": rendering.text(block),
    } | _typed_fields(block, rendering)


def _typed_fields(block: Block, rendering: Rendering) -> Members:
    match block:
        case ItemList():
            return {"items": _items(block.items, rendering)}
        case Callout():
            paragraphs = _items(block.paragraphs, rendering)
            return {"variant": block.variant, "title": block.title, "paragraphs": paragraphs}
        case Quote():
            return {"paragraphs": _items(block.paragraphs, rendering), "attribution": block.attribution}
        case KeyFacts():
            return {"title": block.title, "facts": [_fact(fact, rendering) for fact in block.facts]}
        case Evidence():
            known, unknown = _items(block.known, rendering), _items(block.unknown, rendering)
            return {"title": block.title, "known": known, "unknown": unknown}
        case Table():
            return _table(block, rendering)
        case Image():
            return _image(block, rendering)
    return {}


def _items(items: Iterable[Item], rendering: Rendering) -> list[Members]:
    return [{"id": str(item.id), **_words(item.text, rendering)} for item in items]


def _fact(fact: Fact, rendering: Rendering) -> Members:
    return {"id": str(fact.id), "label": fact.label, **_words(fact.text, rendering)}


def _table(table: Table, rendering: Rendering) -> Members:
    """A cell names its column, so that programs need not count."""
    columns = [{"id": str(column.id), "heading": column.heading} for column in table.columns]
    rows = [
        {
            "id": str(row.id),
            "cells": [
                {"column": column["id"], **_words(cell, rendering)}
                for column, cell in zip(columns, row.cells, strict=True)
            ],
        }
        for row in table.rows
    ]
    return {"caption": table.caption, "row_headings": table.row_headings, "columns": columns, "rows": rows}


def _image(image: Image, rendering: Rendering) -> Members:
    return {
        "alt": image.alt,
        "caption": _words(image.caption, rendering),
        "credit": image.credit,
        "license": image.license,
        **picture(image.file),
    }


def _words(text: Inline, rendering: Rendering) -> Members:
    return {"html": rendering.inline_html(text), "text": rendering.plain(text)}
