"""Content: one sheet in one language as plain values, exactly what an edition freezes. No database, no Wagtail.

`factsheets.snapshot` makes a Content from a page; `to_data`/`from_data` are its stored form, schema version 1
(described by `schemas/factsheet-1.json`). What a reader reads stands here; what is resolved at read (slug, status,
other languages) does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from . import inline
from .inline import Inline

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph, bullet or step with an identity of its own."""

    id: UUID
    text: Inline


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    id: UUID
    text: Inline
    type: str = "paragraph"


@dataclass(frozen=True, slots=True)
class ItemList:
    """Bullets (`type` "list") or numbered steps (`type` "steps")."""

    id: UUID
    items: tuple[Item, ...]
    type: str = "list"


@dataclass(frozen=True, slots=True)
class Callout:
    """A highlighted box; `variant` is one of vocabulary.CalloutVariant, `title` may be empty."""

    id: UUID
    variant: str
    title: str
    paragraphs: tuple[Item, ...]
    type: str = "callout"


Block = Paragraph | ItemList | Callout


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the sheet under a heading; `kind` is one of vocabulary.SectionKind."""

    id: UUID
    kind: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PublisherLine:
    """Who answers for the sheet, as it was when the edition was released."""

    slug: str
    name: str
    url: str
    registration: str


@dataclass(frozen=True, slots=True)
class Review:
    """When the sheet was last reviewed and when it is due again."""

    last_reviewed: date | None
    next_review: date | None


@dataclass(frozen=True, slots=True)
class Content:
    """A sheet in one language. `id` is the UUID that all its languages and editions share."""

    type: str
    id: UUID
    language: str
    title: str
    alternative_titles: tuple[str, ...]
    summary: str
    publisher: PublisherLine
    review: Review
    sections: tuple[Section, ...]


def to_data(content: Content) -> dict[str, Any]:
    """The stored form: JSON values only, every key always present."""
    return {
        "type": content.type,
        "id": str(content.id),
        "language": content.language,
        "title": content.title,
        "alternative_titles": list(content.alternative_titles),
        "summary": content.summary,
        "publisher": {
            "slug": content.publisher.slug,
            "name": content.publisher.name,
            "url": content.publisher.url,
            "registration": content.publisher.registration,
        },
        "review": {
            "last_reviewed": _date_to_data(content.review.last_reviewed),
            "next_review": _date_to_data(content.review.next_review),
        },
        "sections": [_section_to_data(section) for section in content.sections],
    }


def from_data(data: Mapping[str, Any]) -> Content:
    """Read what `to_data` wrote under this schema version."""
    return Content(
        type=data["type"],
        id=UUID(data["id"]),
        language=data["language"],
        title=data["title"],
        alternative_titles=tuple(data["alternative_titles"]),
        summary=data["summary"],
        publisher=PublisherLine(**data["publisher"]),
        review=Review(
            last_reviewed=_date_from_data(data["review"]["last_reviewed"]),
            next_review=_date_from_data(data["review"]["next_review"]),
        ),
        sections=tuple(_section_from_data(section) for section in data["sections"]),
    )


def _section_to_data(section: Section) -> dict[str, Any]:
    return {
        "id": str(section.id),
        "kind": section.kind,
        "heading": section.heading,
        "blocks": [_block_to_data(block) for block in section.blocks],
    }


def _section_from_data(data: Mapping[str, Any]) -> Section:
    blocks = tuple(_block_from_data(block) for block in data["blocks"])
    return Section(UUID(data["id"]), data["kind"], data["heading"], blocks)


def _block_to_data(block: Block) -> dict[str, Any]:
    head = {"id": str(block.id), "type": block.type}
    match block:
        case Paragraph():
            return head | {"text": inline.to_data(block.text)}
        case ItemList():
            return head | {"items": [_item_to_data(item) for item in block.items]}
        case Callout():
            paragraphs = [_item_to_data(item) for item in block.paragraphs]
            return head | {"variant": block.variant, "title": block.title, "paragraphs": paragraphs}


def _block_from_data(data: Mapping[str, Any]) -> Block:
    identity = UUID(data["id"])
    match data["type"]:
        case "paragraph":
            return Paragraph(identity, inline.from_data(data["text"]))
        case "list" | "steps":
            return ItemList(identity, tuple(_item_from_data(item) for item in data["items"]), data["type"])
        case "callout":
            paragraphs = tuple(_item_from_data(item) for item in data["paragraphs"])
            return Callout(identity, data["variant"], data["title"], paragraphs)
        case unknown:
            raise ValueError(f"Block type {unknown!r} is not part of content schema {SCHEMA}.")


def _item_to_data(item: Item) -> dict[str, Any]:
    return {"id": str(item.id), "text": inline.to_data(item.text)}


def _item_from_data(data: Mapping[str, Any]) -> Item:
    return Item(UUID(data["id"]), inline.from_data(data["text"]))


def _date_to_data(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _date_from_data(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
