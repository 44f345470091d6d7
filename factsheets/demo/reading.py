"""Reading the demo's TOML files into values. Human ids become UUIDs that are the same on every machine."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from editions import inline
from editions.content import Block, Callout, Content, Item, ItemList, Paragraph, PublisherLine, Review, Section
from editions.segments import segments_of, translated
from editions.vocabulary import ContentType

FOLDER = Path(__file__).parent
_NAMESPACE = uuid.UUID("6f1c1f0a-6a0e-4d6b-9b52-0d9c6f2a7c11")


def read(name: str) -> dict[str, Any]:
    """One file, for example `prolotherapy.fr`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def first_edition(data: Mapping[str, Any]) -> Content:
    """The English sheet as its base file has it."""
    slug = data["slug"]
    return Content(
        type=ContentType.FACTSHEET.value,
        id=_id(slug, ""),
        language="en",
        title=data["headline"],
        alternative_titles=tuple(data["alternative_titles"]),
        summary=data["summary"],
        publisher=PublisherLine(data["publisher"], "", "", ""),
        review=Review(data["last_reviewed"], data["next_review"]),
        sections=tuple(_section(slug, section) for section in data["sections"]),
    )


def second_edition(first: Content, data: Mapping[str, Any]) -> Content:
    """The same with the texts that its second edition replaces."""
    changed = texts_by_key(data["slug"], data["second_edition"]["texts"])
    texts = {segment.key: segment.text for segment in segments_of(first)} | changed
    return replace(translated(first, "en", texts))


def texts_by_key(slug: str, texts: Mapping[str, str]) -> dict[str, str]:
    """A flat table of texts by human key, turned into texts by segment key."""
    return {_segment_key(slug, key): text for key, text in texts.items()}


def _segment_key(slug: str, key: str) -> str:
    if key in ("alternative_titles", "summary"):
        return key
    if key == "headline":
        return "title"
    piece, _slash, field = key.partition("/")
    return f"{_id(slug, piece)}/{field or 'text'}"


def _section(slug: str, section: Mapping[str, Any]) -> Section:
    blocks = tuple(_block(slug, block) for block in section["blocks"])
    return Section(_id(slug, section["id"]), section["kind"], section["heading"], blocks)


def _block(slug: str, block: Mapping[str, Any]) -> Block:
    identity = _id(slug, block["id"])
    match block["type"]:
        case "paragraph":
            return Paragraph(identity, inline.parse(block["text"]))
        case "callout":
            return Callout(identity, block["variant"], block["title"], _items(slug, block["paragraphs"]))
        case kind:
            return ItemList(identity, _items(slug, block["items"]), kind)


def _items(slug: str, items: list[Mapping[str, Any]]) -> tuple[Item, ...]:
    return tuple(Item(_id(slug, item["id"]), inline.parse(item["text"])) for item in items)


def _id(slug: str, name: str) -> uuid.UUID:
    return uuid.uuid5(_NAMESPACE, f"{slug}/{name}")
