"""Snapshot: page and language in, plain Content out. A pure function of the page object; `body_of` is its inverse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from editions import inline
from editions.content import Block, Callout, Content, Item, ItemList, Paragraph, PublisherLine, Review, Section
from editions.vocabulary import ContentType

from .columns import value
from .identity import Raw, as_rich_text, normalised, paragraphs_of

if TYPE_CHECKING:
    from .models import FactSheet

_NO_PUBLISHER = PublisherLine("", "", "", "")


def snapshot(page: FactSheet, language: str, *, strict: bool = True) -> Content:
    """The sheet as it stands in this language.

    Raises inline.InvalidInline if a text holds more than the inline vocabulary; with `strict=False`, for previews of
    drafts, such a text is shown without its marks instead.
    """
    return Content(
        type=ContentType.FACTSHEET.value,
        id=page.content_id,
        language=language,
        title=(value(page, "headline", language) or "").strip(),
        alternative_titles=_lines(value(page, "alternative_titles", language) or ""),
        summary=" ".join((value(page, "summary", language) or "").split()),
        publisher=page.publisher.line() if page.publisher else _NO_PUBLISHER,
        review=Review(page.last_reviewed, page.next_review),
        sections=sections_from(value(page, "body", language), strict=strict),
    )


def sections_from(body: Any, *, strict: bool = True) -> tuple[Section, ...]:
    """The sections of a body's StreamValue."""
    raw = normalised(list(body.get_prep_value())) if body else []
    return tuple(_section(section, strict) for section in raw)


def body_of(content: Content) -> list[Raw]:
    """The raw StreamField value that `sections_from` would read as this content's sections."""
    return [_raw_section(section) for section in content.sections]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _section(raw: Raw, strict: bool) -> Section:
    fields = raw["value"]
    blocks = tuple(_block(block, strict) for block in fields.get("content", []))
    return Section(UUID(raw["id"]), fields.get("kind") or "", (fields.get("heading") or "").strip(), blocks)


def _block(raw: Raw, strict: bool) -> Block:
    identity, fields = UUID(raw["id"]), raw["value"]
    match raw["type"]:
        case "paragraph":
            return Paragraph(identity, _text(fields, strict))
        case "callout":
            title = (fields.get("title") or "").strip()
            return Callout(identity, fields["variant"], title, _items(fields.get("paragraphs", []), strict))
        case kind:
            return ItemList(identity, _items(fields, strict), kind)


def _items(raw: list[Raw], strict: bool) -> tuple[Item, ...]:
    return tuple(Item(UUID(item["id"]), _text(item["value"], strict)) for item in raw)


def _text(source: str | None, strict: bool) -> inline.Inline:
    markup = " ".join(text for _key, text in paragraphs_of(source or ""))
    try:
        return inline.parse(markup)
    except inline.InvalidInline:
        if strict:
            raise
        return (markup,)


def _raw_section(section: Section) -> Raw:
    fields = {
        "kind": section.kind,
        "heading": section.heading,
        "content": [_raw_block(block) for block in section.blocks],
    }
    return {"type": "section", "id": str(section.id), "value": fields}


def _raw_block(block: Block) -> Raw:
    head = {"type": block.type, "id": str(block.id)}
    match block:
        case Paragraph():
            return head | {"value": _rich_text(block)}
        case ItemList():
            return head | {"value": [_raw_item(item) for item in block.items]}
        case Callout():
            paragraphs = [_raw_item(item) for item in block.paragraphs]
            return head | {"value": {"variant": block.variant, "title": block.title, "paragraphs": paragraphs}}


def _raw_item(item: Item) -> Raw:
    return {"type": "item", "id": str(item.id), "value": _rich_text(item)}


def _rich_text(piece: Paragraph | Item) -> str:
    """Wagtail's own spelling of the vocabulary, so that the editor shows it as it was typed."""
    markup = inline.to_markup(piece.text)
    for ours, wagtails in (("strong", "b"), ("em", "i")):
        markup = markup.replace(f"<{ours}>", f"<{wagtails}>").replace(f"</{ours}>", f"</{wagtails}>")
    return as_rich_text(markup, str(piece.id)[:5])
