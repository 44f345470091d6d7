"""Blocks in CommonMark: each as one text whose lines belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from editions.content import (
    Block,
    Callout,
    Evidence,
    Fact,
    Image,
    Item,
    ItemList,
    KeyFacts,
    Paragraph,
    Quote,
    Steps,
    Table,
)
from editions.images.presets import presets_of
from editions.labels import label
from editions.rendering import KNOWN, UNKNOWN
from editions.vocabulary import license_for_readers

from ... import links
from .inline import Writer, at_the_start, escaped, picture, strong

SHOWN = "large"


def block(block: Block, writer: Writer) -> str:
    """One block, its parts apart by empty lines."""
    match block:
        case Paragraph():
            return at_the_start(writer.inline(block.text))
        case Steps():
            return "\n".join(f"{number}. {_item(item, writer)}" for number, item in enumerate(block.items, 1))
        case ItemList():
            return _bullets(block.items, writer)
        case Callout():
            return _quoted(strong(escaped(block.title)), *map(partial(_item, writer=writer), block.paragraphs))
        case Quote():
            said_by = f"— {escaped(block.attribution)}" if block.attribution else ""
            return _quoted(*map(partial(_item, writer=writer), block.paragraphs), said_by)
        case KeyFacts():
            return _apart(strong(escaped(block.title)), "\n".join(_fact(fact, writer) for fact in block.facts))
        case Evidence():
            return _evidence(block, writer)
        case Table():
            return _table(block, writer)
        case Image():
            return _image(block, writer)


def _item(item: Item, writer: Writer) -> str:
    return at_the_start(writer.inline(item.text))


def _bullets(items: Iterable[Item], writer: Writer) -> str:
    return "\n".join(f"- {_item(item, writer)}" for item in items)


def _fact(fact: Fact, writer: Writer) -> str:
    return f"- {strong(f'{escaped(fact.label)}:')} {writer.inline(fact.text)}"


def _evidence(evidence: Evidence, writer: Writer) -> str:
    parts = ((KNOWN, evidence.known), (UNKNOWN, evidence.unknown))
    written = [
        _apart(strong(escaped(label(heading, writer.rendering.language).text)), _bullets(items, writer))
        for heading, items in parts
        if items
    ]
    return _apart(strong(escaped(evidence.title)), *written)


def _table(table: Table, writer: Writer) -> str:
    """A bullet a row; below the heading of a row its cells, each behind the heading of its column."""
    return _apart(strong(escaped(table.caption)), "\n".join(_rows(table, writer)))


def _rows(table: Table, writer: Writer) -> Iterator[str]:
    for row in table.rows:
        cells = [
            f"{escaped(column.heading)}: {writer.inline(cell)}".removeprefix(": ")
            for column, cell in zip(table.columns, row.cells, strict=True)
        ]
        if table.row_headings:
            yield f"- {strong(escaped(writer.rendering.plain(row.cells[0]))) or '—'}"
            yield from (f"  - {at_the_start(cell)}" for cell in cells[1:])
        else:
            yield f"- {at_the_start('; '.join(cells))}"


def _image(image: Image, writer: Writer) -> str:
    shown = ""
    if image.file:
        file = next(each for each in presets_of(image.file) if each.preset == SHOWN and each.type == image.file.type)
        shown = picture(image.alt, links.of_file(file.url))
    terms = label(license_for_readers(image.license), writer.rendering.language).text
    credit = escaped(", ".join(filter(None, [image.credit, terms])))
    return _apart(shown, at_the_start(" ".join(filter(None, [writer.inline(image.caption), credit]))))


def _apart(*blocks: str) -> str:
    return "\n\n".join(filter(None, blocks))


def _quoted(*blocks: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _apart(*blocks).split("\n"))
