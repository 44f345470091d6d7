"""The small inline vocabulary: what may stand inside one segment, as values; parsed from markup and written to it.

Four marks are all there is: strong, emphasis, link, and left-to-right run (numbers, doses, telephone numbers and
ranges, which the Unicode bidirectional algorithm would otherwise turn round in Arabic or Urdu text).
`factsheets.snapshot` and translators' texts come in by `parse`; formats go out by `to_markup` and `to_text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

MAX_DEPTH = 8
LINK_SCHEMES = ("https", "http", "mailto", "tel")

# Characters that hide or turn round what a reader sees: refused in every text, since direction is said by the
# `ltr` mark. U+200C and U+200D (joiners) stay: Persian, Urdu and the Indic scripts are written with them.
FORBIDDEN_CHARACTERS = frozenset(
    [
        *map(chr, range(0x202A, 0x202F)),
        *map(chr, range(0x2066, 0x206A)),
        "\u200b",
        "\ufeff",
        "\u2060",
        "\u00ad",
    ]
    + [chr(code) for code in range(0x20) if chr(code) not in "\n\t"]
    + ["\u007f"]
)

_TAG_OF = {"strong": "strong", "emphasis": "em", "link": "a", "ltr": "bdi"}
_MARK_OF = {
    "strong": "strong",
    "b": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "a": "link",
    "bdi": "ltr",
}


class InvalidInline(ValueError):
    """A text holds something that the inline vocabulary does not know; the message says what and what to do."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of text with one meaning: `kind` is strong, emphasis, link or ltr; `href` is set for links only."""

    kind: str
    content: Inline
    href: str = ""


Node = str | Mark
Inline = tuple[Node, ...]


def parse(markup: str) -> Inline:
    """Read the markup of one segment, for example `at <strong>night</strong>`.

    Raises InvalidInline for an element, attribute or character that is not in the vocabulary.
    """
    refuse_forbidden_characters(markup)
    parser = _InlineParser()
    parser.feed(markup)
    parser.close()
    return parser.result()


def refuse_forbidden_characters(text: str) -> None:
    """Raise InvalidInline if the text holds an invisible or direction-overriding character."""
    for character in text:
        if character in FORBIDDEN_CHARACTERS:
            raise InvalidInline(
                _("The invisible character U+%(code)s is not allowed here. Delete it and type the text again.")
                % {"code": f"{ord(character):04X}"}
            )


def to_markup(inline: Inline) -> str:
    """Write the text as HTML of the vocabulary; `parse(to_markup(x)) == x` for every parsed x."""
    return "".join(_node_to_markup(node) for node in inline)


def to_text(inline: Inline) -> str:
    """The words alone, without marks."""
    return "".join(node if isinstance(node, str) else to_text(node.content) for node in inline)


def to_data(inline: Inline) -> list[Any]:
    """The text as plain JSON values, the form in which an edition stores it."""
    return [node if isinstance(node, str) else _mark_to_data(node) for node in inline]


def from_data(data: Sequence[Any]) -> Inline:
    """Read what `to_data` wrote."""
    return tuple(node if isinstance(node, str) else _mark_from_data(node) for node in data)


def marks_in(inline: Inline) -> Iterator[Mark]:
    """Every mark of the text, outer before inner."""
    for node in inline:
        if isinstance(node, Mark):
            yield node
            yield from marks_in(node.content)


def _node_to_markup(node: Node) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    tag = _TAG_OF[node.kind]
    attributes = {"link": f' href="{escape(node.href)}"', "ltr": ' dir="ltr"'}.get(node.kind, "")
    return f"<{tag}{attributes}>{to_markup(node.content)}</{tag}>"


def _mark_to_data(mark: Mark) -> dict[str, Any]:
    data: dict[str, Any] = {"type": mark.kind, "content": to_data(mark.content)}
    return data | {"href": mark.href} if mark.kind == "link" else data


def _mark_from_data(data: Mapping[str, Any]) -> Mark:
    return Mark(data["type"], from_data(data["content"]), data.get("href", ""))


class _InlineParser(HTMLParser):
    """Builds the tree of marks while the standard library's tokenizer reads; refuses what it does not know."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open_marks: list[tuple[str, str, list[Node]]] = [("", "", [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = _MARK_OF.get(tag)
        if kind is None:
            raise InvalidInline(
                _("The element <%(tag)s> is not allowed here. Use only bold, italic, links and left-to-right numbers.")
                % {"tag": tag}
            )
        if len(self.open_marks) > MAX_DEPTH:
            raise InvalidInline(_("The formatting is nested too deeply. Remove some of it."))
        self.open_marks.append((kind, _attribute_of(kind, tag, dict(attrs)), []))

    def handle_endtag(self, tag: str) -> None:
        kind, href, content = self.open_marks.pop() if len(self.open_marks) > 1 else ("", "", [])
        if not kind or _MARK_OF.get(tag) != kind:
            raise InvalidInline(
                _("</%(tag)s> closes an element that is not open at this place. Check the markup around it.")
                % {"tag": tag}
            )
        if content:
            self.open_marks[-1][2].append(Mark(kind, tuple(content), href))

    def handle_data(self, data: str) -> None:
        content = self.open_marks[-1][2]
        if content and isinstance(content[-1], str):
            content[-1] += data
        elif data:
            content.append(data)

    def handle_comment(self, data: str) -> None:
        raise InvalidInline(_("Comments are not allowed in a text. Remove <!-- … -->."))

    handle_decl = handle_pi = unknown_decl = handle_comment

    def result(self) -> Inline:
        if len(self.open_marks) > 1:
            raise InvalidInline(_("<%(tag)s> is opened but not closed.") % {"tag": _TAG_OF[self.open_marks[-1][0]]})
        return tuple(self.open_marks[0][2])


def _attribute_of(kind: str, tag: str, attributes: dict[str, str | None]) -> str:
    """The address of a link, checked; for the other marks check that there is no attribute but `dir="ltr"`."""
    if kind == "link":
        return _checked_href(attributes)
    if kind == "ltr" and attributes == {"dir": "ltr"}:
        return ""
    if kind == "ltr" or attributes:
        raise InvalidInline(
            _('The attributes of <%(tag)s> are not allowed here. Write <bdi dir="ltr"> for a left-to-right number.')
            % {"tag": tag}
        )
    return ""


def _checked_href(attributes: dict[str, str | None]) -> str:
    href = attributes.get("href") or ""
    try:
        scheme = urlsplit(href).scheme
    except ValueError:
        scheme = ""
    if set(attributes) != {"href"} or scheme not in LINK_SCHEMES or any(c.isspace() for c in href):
        raise InvalidInline(
            _("The link to “%(href)s” is not allowed. Give a full address that begins with https://, mailto: or tel:.")
            % {"href": href[:100]}
        )
    return href
