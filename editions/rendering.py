"""Rendering: blocks as HTML and as plain text, for the API's answers and the editor's preview alike.

Everything is escaped here; text is wrapped in Unicode isolates (UAX #9) where it must run left to right.
"""

from __future__ import annotations

from html import escape

from . import inline
from .content import Block, Callout, Item, ItemList, Paragraph
from .inline import Inline

LEFT_TO_RIGHT_ISOLATE = "\u2066"
POP_ISOLATE = "\u2069"


def block_html(block: Block) -> str:
    """One block as HTML: no class that a site must know, except `callout` and its variant."""
    match block:
        case Paragraph():
            return _paragraph(block)
        case ItemList():
            tag = "ol" if block.type == "steps" else "ul"
            items = "".join(f"<li>{inline.to_markup(item.text)}</li>" for item in block.items)
            return f"<{tag}>{items}</{tag}>"
        case Callout():
            title = f"<p><strong>{escape(block.title, quote=False)}</strong></p>" if block.title else ""
            body = "".join(_paragraph(item) for item in block.paragraphs)
            return f'<div class="callout callout-{block.variant}" role="note">{title}{body}</div>'


def block_text(block: Block) -> str:
    """One block as plain text; items and paragraphs a line each."""
    match block:
        case Paragraph():
            return plain(block.text)
        case ItemList(type="steps"):
            return "\n".join(f"{number}. {plain(item.text)}" for number, item in enumerate(block.items, 1))
        case ItemList():
            return "\n".join(f"• {plain(item.text)}" for item in block.items)
        case Callout():
            return "\n".join(filter(None, [block.title, *(plain(item.text) for item in block.paragraphs)]))


def plain(text: Inline) -> str:
    """Inline text without marks, left-to-right runs kept in order by isolates."""
    return "".join(_plain_node(node) for node in text)


def _plain_node(node: inline.Node) -> str:
    if isinstance(node, str):
        return node
    inner = plain(node.content)
    return f"{LEFT_TO_RIGHT_ISOLATE}{inner}{POP_ISOLATE}" if node.kind == "ltr" else inner


def _paragraph(piece: Paragraph | Item) -> str:
    return f"<p>{inline.to_markup(piece.text)}</p>"
