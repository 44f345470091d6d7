"""Blocks and running text in XML."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from editions.bibliography.numbering import numbers_of, ranged
from editions.content import (
    Block,
    Callout,
    Evidence,
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
from editions.images.presets import presets_of
from editions.inline import Inline, Mark
from editions.rendering import Group, Rendering, groups

from ... import links
from ..blocks import focal_point
from ..shown import Said
from .elements import element, language, text, words


def block(block: Block, rendering: Rendering) -> str:
    """One block with its id."""
    return element(_NAMES.get(block.type, block.type), _inside(block, rendering), _attributes(block))


_NAMES = {"key_facts": "key-facts"}


def _attributes(block: Block) -> dict[str, object]:
    attributes: dict[str, object] = {"id": block.id}
    match block:
        case Callout():
            attributes["variant"] = block.variant
        case Table():
            attributes["row-headings"] = block.row_headings
        case Image():
            attributes["license"] = block.license
    return attributes


def _inside(block: Block, rendering: Rendering) -> str:
    items = partial(_items, rendering=rendering)
    match block:
        case Paragraph():
            return inline(block.text, rendering)
        case Steps():
            return items("step", block.items)
        case ItemList():
            return items("item", block.items)
        case Callout():
            return words("title", block.title) + items("paragraph", block.paragraphs)
        case Quote():
            return items("paragraph", block.paragraphs) + words("attribution", block.attribution)
        case KeyFacts():
            return words("title", block.title) + "".join(
                element("fact", words("label", fact.label) + _value(fact.text, rendering), {"id": fact.id})
                for fact in block.facts
            )
        case Evidence():
            known, unknown = items("item", block.known), items("item", block.unknown)
            return words("title", block.title) + element("known", known) + element("unknown", unknown)
        case Table():
            return _table(block, rendering)
        case Image():
            return _image(block, rendering)


def inline(content: Inline, rendering: Rendering) -> str:
    """Running text with its marks as elements."""
    return "".join(_group(group, rendering) for group in groups(content))


def picture(name: str, file: ImageFile | None) -> str:
    """The files of a picture in its own type, small to large, and its focal point as in JSON."""
    if file is None:
        return ""
    files = dict.fromkeys(each for each in presets_of(file) if each.type == file.type)
    point = focal_point(file)
    return element(
        name,
        "".join(
            element(
                "file",
                "",
                {"preset": each.preset, "href": links.of_file(each.url)}
                | {"width": each.width, "height": each.height, "type": each.type},
            )
            for each in files
        ),
        {"focal-x": point["x"], "focal-y": point["y"]} if point else None,
    )


def _items(name: str, items: Iterable[Item], rendering: Rendering) -> str:
    return "".join(element(name, inline(item.text, rendering), {"id": item.id}) for item in items)


def _value(content: Inline, rendering: Rendering) -> str:
    return element("value", inline(content, rendering))


def _table(table: Table, rendering: Rendering) -> str:
    columns = "".join(element("column", text(column.heading), {"id": column.id}) for column in table.columns)
    rows = "".join(_row(row, table, rendering) for row in table.rows)
    return words("caption", table.caption) + columns + rows


def _row(row: Row, table: Table, rendering: Rendering) -> str:
    cells = (
        element("heading" if table.row_headings and number == 0 else "cell", inline(cell, rendering))
        for number, cell in enumerate(row.cells)
    )
    return element("row", "".join(cells), {"id": row.id})


def _image(image: Image, rendering: Rendering) -> str:
    caption = inline(image.caption, rendering)
    return (
        picture("files", image.file)
        + words("alt", image.alt)
        + (element("caption", caption) if caption else "")
        + words("credit", image.credit)
    )


def _group(group: Group, rendering: Rendering) -> str:
    if isinstance(group, str):
        return text(group)
    return _citation(group, rendering) if isinstance(group, tuple) else _mark(group, rendering)


def _citation(group: tuple[UUID, ...], rendering: Rendering) -> str:
    numbers = numbers_of((id for id in group if id in rendering.numbers), rendering.numbers)
    if not numbers:
        return ""
    return element("citation", f"[{ranged(numbers)}]", {"numbers": " ".join(map(str, numbers))})


def _mark(mark: Mark, rendering: Rendering) -> str:
    inner = inline(mark.content, rendering)
    match mark.kind:
        case "term" if mark.target not in rendering.terms:
            return inner
        case "term":
            return element("term", inner, {"ref": mark.target})
        case "link" if mark.target:
            href = rendering.address(mark.target_type, mark.target)
            return element("link", inner, {"href": href, "content": mark.target, "type": mark.target_type})
        case "link":
            return element("link", inner, {"href": mark.href})
        case "foreign":
            return element("foreign", inner, language(Said("", mark.language)))
    return element(mark.kind, inner)
