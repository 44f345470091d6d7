"""JSON: an edition in the words of the contract, and how answers are put together from text.

`present` is named by settings.EDITIONS_PRESENTER: `editions.projection` calls it once at release and
keeps what it returns, so that a read only writes the changing members before and after it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from editions import inline, rendering
from editions.content import Block, Callout, Content, Item, ItemList, Paragraph, Review, Section
from editions.models import Edition

# Where the part of a body ends that a list shows. It cannot stand inside a string, in which every
# quotation mark is escaped.
SECTIONS = ',"sections":['


def dumps(value: Any, default: Callable[[Any], str] | None = None) -> str:
    """JSON as we send it: compact, letters of every script as they are. `default` is for the rest."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=default)


def joined(*objects: str) -> str:
    """One JSON object with the members of several, none of them empty, without parsing any."""
    return "{" + ",".join(text[1:-1] for text in objects) + "}"


def listed(texts: Iterable[str]) -> str:
    """A JSON array of these JSON texts."""
    return f"[{','.join(texts)}]"


class JsonPresenter:
    """The members of a sheet that never change. Raise VERSION whenever `body` writes another text."""

    VERSION = 1

    def body(self, edition: Edition) -> str:
        """One JSON object: title to review, in the order of the contract."""
        return dumps(static_members(edition.value()))


present = JsonPresenter()


def without_sections(body: str) -> str:
    """The beginning of a body, up to its sections, as an object of its own."""
    return body.partition(SECTIONS)[0] + "}"


def static_members(content: Content) -> dict[str, Any]:
    """What a reader reads as the sheet."""
    return {
        "title": content.title,
        "alternative_titles": list(content.alternative_titles),
        "summary": content.summary,
        "publisher": {
            "slug": content.publisher.slug,
            "name": content.publisher.name,
            "url": content.publisher.url,
            "registration": content.publisher.registration,
        },
        "sections": [_section(section) for section in content.sections],
        "review": review_members(content.review),
    }


def review_members(review: Review) -> dict[str, Any]:
    """The two dates of a review."""
    return {
        "last_reviewed": review.last_reviewed.isoformat() if review.last_reviewed else None,
        "next_review": review.next_review.isoformat() if review.next_review else None,
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": str(section.id),
        "kind": section.kind,
        "heading": section.heading,
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "id": str(block.id),
        "type": block.type,
        "html": rendering.block_html(block),
        "text": rendering.block_text(block),
    } | _typed_fields(block)


def _typed_fields(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {}
        case ItemList():
            return {"items": [_item(item) for item in block.items]}
        case Callout():
            paragraphs = [_item(item) for item in block.paragraphs]
            return {"variant": block.variant, "title": block.title, "paragraphs": paragraphs}


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": str(item.id),
        "html": inline.to_markup(item.text),
        "text": rendering.plain(item.text),
    }
