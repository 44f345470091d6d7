"""Rendering: blocks as HTML and as plain text, for the API's answers and the editor's preview alike.

Everything is escaped here; text is wrapped in Unicode isolates (UAX #9) where its direction must not depend on its
surroundings. `rendering_of(content)` gives a Rendering that knows the numbers of the references it cites.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from . import inline
from .bibliography.numbering import numbers_of, ranged
from .content import (
    Block,
    Callout,
    Content,
    Evidence,
    Faq,
    Image,
    ImageFile,
    Item,
    ItemList,
    KeyFacts,
    Paragraph,
    Quote,
    Sheet,
    Steps,
    Table,
)
from .inline import Inline, Mark
from .labels import Label, label
from .languages import direction_of, language
from .vocabulary import license_for_readers

KNOWN = _("What we know")
UNKNOWN = _("What we don't know")

LEFT_TO_RIGHT_ISOLATE = "\u2066"
RIGHT_TO_LEFT_ISOLATE = "\u2067"
POP_ISOLATE = "\u2069"

Address = Callable[[str, UUID], str]
Picture = Callable[[ImageFile, str], str]


def no_address(type: str, id: UUID) -> str:
    """For texts that lead nowhere, as in a preview: the place of the link is kept."""
    return f"#{type}-{id}"


def no_picture(file: ImageFile, alt: str) -> str:
    """For renderings without images: what the image shows, in words."""
    return f"<p>{escape(alt, quote=False)}</p>"


@dataclass(frozen=True, slots=True)
class Rendering:
    """Writes the blocks of one content. `numbers` are those of its references, `terms` the ones it explains.

    `address` gives the address of a linked content, `picture` the HTML of an image file with its words.
    """

    numbers: Mapping[UUID, int] = field(default_factory=dict)
    terms: frozenset[UUID] = frozenset()
    language: str = "en"
    address: Address = no_address
    picture: Picture = no_picture

    def html(self, block: Block) -> str:
        """One block as HTML."""
        match block:
            case Paragraph():
                return self._paragraph(block)
            case ItemList():
                tag = "ol" if isinstance(block, Steps) else "ul"
                return f"<{tag}>{self._items(block.items)}</{tag}>"
            case Callout():
                title = _strong_line(block.title)
                body = "".join(self._paragraph(item) for item in block.paragraphs)
                return f'<div class="callout callout-{block.variant}" role="note">{title}{body}</div>'
            case Quote():
                body = "".join(self._paragraph(item) for item in block.paragraphs)
                said_by = f"<footer>{escape(block.attribution, quote=False)}</footer>" if block.attribution else ""
                return f"<blockquote>{body}{said_by}</blockquote>"
            case KeyFacts():
                facts = "".join(
                    f"<div><dt>{escape(fact.label, quote=False)}</dt><dd>{self.inline_html(fact.text)}</dd></div>"
                    for fact in block.facts
                )
                return f'<div class="key-facts">{_strong_line(block.title)}<dl>{facts}</dl></div>'
            case Evidence():
                return self._evidence(block)
            case Table():
                return self._table(block)
            case Image():
                return self._image(block)

    def text(self, block: Block) -> str:
        """One block as plain text; items, paragraphs and rows a line each."""
        match block:
            case Paragraph():
                return self.plain(block.text)
            case Steps():
                return "\n".join(f"{n}. {self.plain(item.text)}" for n, item in enumerate(block.items, 1))
            case ItemList():
                return "\n".join(self._bullets(block.items))
            case Callout():
                return _lines(block.title, *(self.plain(item.text) for item in block.paragraphs))
            case Quote():
                said_by = f"— {block.attribution}" if block.attribution else ""
                return _lines(*(self.plain(item.text) for item in block.paragraphs), said_by)
            case KeyFacts():
                return _lines(block.title, *(f"{fact.label}: {self.plain(fact.text)}" for fact in block.facts))
            case Evidence():
                known, unknown = (label(each, self.language).text for each in (KNOWN, UNKNOWN))
                return _lines(block.title, known, *self._bullets(block.known), unknown, *self._bullets(block.unknown))
            case Table():
                return self._table_text(block)
            case Image():
                credit = ", ".join(filter(None, [block.credit, self._terms(block).text]))
                return _lines(block.alt, self.plain(block.caption), credit)

    def inline_html(self, text: Inline) -> str:
        """Inline text as HTML for readers."""
        return "".join(self._group_html(group) for group in groups(text))

    def plain(self, text: Inline) -> str:
        """Inline text without marks; direction is kept by isolates, citations stand as `[2,4–6]`."""
        return "".join(self._group_text(group) for group in groups(text))

    def _group_html(self, group: Group) -> str:
        if isinstance(group, tuple):
            numbers = numbers_of((id for id in group if id in self.numbers), self.numbers)
            if not numbers:
                return ""
            return (
                f'<a class="citation" href="#ref-{numbers[0]}" role="doc-noteref" dir="ltr"'
                f' data-references="{" ".join(map(str, numbers))}">[{ranged(numbers)}]</a>'
            )
        return escape(group, quote=False) if isinstance(group, str) else self._mark_html(group)

    def _mark_html(self, mark: Mark) -> str:
        inner = self.inline_html(mark.content)
        match mark.kind:
            case "term" if mark.target not in self.terms:
                return inner
            case "link" if mark.target:
                href = escape(self.address(mark.target_type, mark.target))
                return f'<a href="{href}" data-content="{mark.target}" data-type="{mark.target_type}">{inner}</a>'
        tag = inline.tag_of(mark)
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in inline.attributes_of(mark).items())
        return f"<{tag}{attributes}>{inner}</{tag}>"

    def _group_text(self, group: Group) -> str:
        if isinstance(group, str):
            return group
        if isinstance(group, tuple):
            numbers = numbers_of((id for id in group if id in self.numbers), self.numbers)
            return _isolated(f"[{ranged(numbers)}]", "ltr") if numbers else ""
        inner = self.plain(group.content)
        direction = inline.attributes_of(group).get("dir", "")
        return _isolated(inner, direction) if direction else inner

    def _paragraph(self, piece: Paragraph | Item) -> str:
        return f"<p>{self.inline_html(piece.text)}</p>"

    def _items(self, items: Iterable[Item]) -> str:
        return "".join(f"<li>{self.inline_html(item.text)}</li>" for item in items)

    def _bullets(self, items: Iterable[Item]) -> list[str]:
        return [f"• {self.plain(item.text)}" for item in items]

    def _evidence(self, block: Evidence) -> str:
        parts = zip(("known", "unknown"), (KNOWN, UNKNOWN), (block.known, block.unknown), strict=True)
        body = "".join(
            f'<div class="evidence-{name}"><p><strong>{self._label_html(label(heading, self.language))}</strong></p>'
            f"<ul>{self._items(items)}</ul></div>"
            for name, heading, items in parts
            if items
        )
        return f'<div class="evidence">{_strong_line(block.title)}{body}</div>'

    def _label_html(self, words: Label) -> str:
        """Words of ours, marked where they are not in the language of the content."""
        text = escape(words.text, quote=False)
        if words.language in ("", language(self.language).tag):
            return text
        return f'<span lang="{words.language}" dir="{direction_of(words.language)}">{text}</span>'

    def _table(self, table: Table) -> str:
        caption = f"<caption>{escape(table.caption, quote=False)}</caption>" if table.caption else ""
        head = "".join(f'<th scope="col">{escape(column.heading, quote=False)}</th>' for column in table.columns)
        rows = "".join(f"<tr>{''.join(self._cells(table, row.cells))}</tr>" for row in table.rows)
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _cells(self, table: Table, cells: tuple[Inline, ...]) -> Iterator[str]:
        for number, cell in enumerate(cells):
            is_heading = table.row_headings and number == 0
            opening, closing = ('<th scope="row">', "</th>") if is_heading else ("<td>", "</td>")
            yield f"{opening}{self.inline_html(cell)}{closing}"

    def _table_text(self, table: Table) -> str:
        head = " | ".join(column.heading for column in table.columns)
        return _lines(table.caption, head, *(" | ".join(map(self.plain, row.cells)) for row in table.rows))

    def _image(self, image: Image) -> str:
        picture = self.picture(image.file, image.alt) if image.file else no_picture_of(image)
        terms = self._label_html(self._terms(image))
        credit = ", ".join(filter(None, [escape(image.credit, quote=False), terms]))
        caption = " ".join(filter(None, [self.inline_html(image.caption), credit]))
        return f"<figure>{picture}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"

    def _terms(self, image: Image) -> Label:
        return label(license_for_readers(image.license), self.language)


# One piece of inline text: words, a mark, or the references that are cited at one place.
Group = str | Mark | tuple[UUID, ...]


def rendering_of(content: Content, *, address: Address = no_address, picture: Picture = no_picture) -> Rendering:
    """The rendering for a content with its neighbours put in."""
    if not isinstance(content, Sheet | Faq):
        return Rendering(language=content.language, address=address, picture=picture)
    return Rendering(
        numbers={words.id: number for number, words in enumerate(content.included.references, 1)},
        terms=frozenset(words.id for words in content.included.terms),
        language=content.language,
        address=address,
        picture=picture,
    )


def no_picture_of(image: Image) -> str:
    """A draft's image that has not been chosen yet: its words."""
    return f"<p>{escape(image.alt, quote=False)}</p>"


def groups(text: Inline) -> Iterator[Group]:
    """The text with citations that have nothing but blanks between them as one."""
    for is_citation, run in groupby(_without_gaps(text), key=_is_citation):
        if is_citation:
            yield tuple(node.target for node in run if isinstance(node, Mark) and node.target)
        else:
            yield from run


def _without_gaps(text: Inline) -> Iterator[inline.Node]:
    """Leave out blanks between two citations: `[2] [4]` is one place."""
    for number, node in enumerate(text):
        around = text[number - 1 : number] + text[number + 1 : number + 2]
        is_gap = isinstance(node, str) and not node.strip() and len(around) == 2 and all(map(_is_citation, around))
        if not is_gap:
            yield node


def _is_citation(node: inline.Node) -> bool:
    return isinstance(node, Mark) and node.kind == "citation"


def _isolated(text: str, direction: str) -> str:
    opening = RIGHT_TO_LEFT_ISOLATE if direction == "rtl" else LEFT_TO_RIGHT_ISOLATE
    return f"{opening}{text}{POP_ISOLATE}"


def _strong_line(title: str) -> str:
    return f"<p><strong>{escape(title, quote=False)}</strong></p>" if title else ""


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))
