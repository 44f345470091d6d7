"""The small inline vocabulary: what may stand inside one segment, as values; parsed from markup and written to it.

Four marks are all there is: strong, emphasis, link, and left-to-right run (numbers, doses, telephone numbers and
ranges, which the Unicode bidirectional algorithm would otherwise turn round in Arabic or Urdu text).
`factsheets.snapshot` and translators' texts come in by `parse`; formats go out by `to_markup` and `to_text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

MAX_DEPTH = 8
MAX_QUOTED = 50
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
        "\u2028",
        "\u2029",
    ]
    + [chr(code) for code in range(0x20) if chr(code) not in "\n\t"]
    + [chr(code) for code in range(0x7F, 0xA0)]
    + [chr(code) for code in range(0xD800, 0xE000)]  # halves of a character, which no database can store
)
_FORBIDDEN = re.compile(f"[{re.escape(''.join(sorted(FORBIDDEN_CHARACTERS)))}]")

# Possessive quantifiers: each character is read once, however the markup is broken (the standard library's HTMLParser
# took six seconds over 20 kB of “<a <a <a”).
_TAG = re.compile(
    r"""<(?P<closing>/?+)(?P<name>[a-z][^\s/<>]*+)
        (?P<attributes>(?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+)
        \s*+(?P<empty>/?+)>
      | (?P<broken><[a-z/!?][^\s<>]{0,50}+)""",
    re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]++)(?:\s*+=\s*+(?P<value>"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+""", re.VERBOSE
)
_REFERENCE = re.compile(r"&(?:#[0-9]++|#x[0-9a-f]++|[a-z][a-z0-9]*+);", re.IGNORECASE)

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
    tree, position = _Tree(), 0
    for tag in _TAG.finditer(markup):
        tree.add_text(markup[position : tag.start()])
        tree.add_tag(tag)
        position = tag.end()
    tree.add_text(markup[position:])
    return tree.result()


def refuse_forbidden_characters(text: str) -> None:
    """Raise InvalidInline if the text holds an invisible or direction-overriding character."""
    if found := _FORBIDDEN.search(text):
        raise InvalidInline(
            _("The invisible character U+%(code)s is not allowed here. Delete it and type the text again.")
            % {"code": f"{ord(found[0]):04X}"}
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


class _Tree:
    """Builds the tree of marks while `parse` reads tag by tag; refuses what it does not know."""

    def __init__(self) -> None:
        self.open_marks: list[tuple[str, str, list[Node]]] = [("", "", [])]

    def add_text(self, markup: str) -> None:
        if text := _decoded(markup):
            self.open_marks[-1][2].append(text)

    def add_tag(self, tag: re.Match[str]) -> None:
        name = (tag["name"] or "").lower()
        if not name:
            raise _problem_with_broken(tag["broken"])
        if tag["closing"]:
            self._close(name)
            return
        self._open(name, tag["attributes"])
        if tag["empty"]:
            self._close(name)

    def result(self) -> Inline:
        if len(self.open_marks) > 1:
            raise InvalidInline(_("<%(tag)s> is opened but not closed.") % {"tag": _TAG_OF[self.open_marks[-1][0]]})
        return _joined(self.open_marks[0][2])

    def _open(self, tag: str, attributes: str) -> None:
        kind = _MARK_OF.get(tag)
        if kind is None:
            raise InvalidInline(
                _("The element <%(tag)s> is not allowed here. Use only bold, italic, links and left-to-right numbers.")
                % {"tag": tag[:MAX_QUOTED]}
            )
        is_link_in_link = kind == "link" and any(each == "link" for each, _href, _content in self.open_marks)
        if len(self.open_marks) > MAX_DEPTH or is_link_in_link:
            raise InvalidInline(_("The formatting is nested too deeply. Remove some of it."))
        self.open_marks.append((kind, _attribute_of(kind, tag, _attributes_in(attributes)), []))

    def _close(self, tag: str) -> None:
        kind, href, content = self.open_marks.pop() if len(self.open_marks) > 1 else ("", "", [])
        if not kind or _MARK_OF.get(tag) != kind:
            raise InvalidInline(_not_open() % {"tag": tag[:MAX_QUOTED]})
        if content:
            self.open_marks[-1][2].append(Mark(kind, _joined(content), href))


def _problem_with_broken(beginning: str) -> InvalidInline:
    """What to say of something that begins like markup and is none: `<!-- …`, `<a href=…` without its end."""
    name = beginning.lstrip("</!?")[:MAX_QUOTED]
    if beginning[1] in "!?":
        return InvalidInline(_("Comments are not allowed in a text. Remove <!-- … -->."))
    if beginning[1] == "/":
        return InvalidInline(_not_open() % {"tag": name})
    return InvalidInline(_("<%(tag)s> is opened but not closed.") % {"tag": name})


def _not_open() -> str:
    return _("</%(tag)s> closes an element that is not open at this place. Check the markup around it.")


def _joined(nodes: Iterable[Node]) -> Inline:
    """The nodes with neighbouring texts as one."""
    joined: list[Node] = []
    for is_text, run in groupby(nodes, key=lambda node: isinstance(node, str)):
        neighbours = list(run)
        joined += ["".join(map(str, neighbours))] if is_text else neighbours
    return tuple(joined)


def _decoded(text: str) -> str:
    """The text with its character references read, in which an invisible character may hide as well."""
    try:
        decoded = unescape(text)
    except ValueError:  # “&#” and thousands of digits
        decoded = text
    refuse_forbidden_characters(decoded)
    return decoded


def _attributes_in(markup: str) -> dict[str, str | None]:
    """Attributes by name. Only references that end in “;” are read: `?a=1&section=2` is an address as it stands."""
    return {
        found["name"].lower(): _REFERENCE.sub(lambda reference: _decoded(reference[0]), found["value"].strip("\"'"))
        if found["value"] is not None
        else None
        for found in _ATTRIBUTE.finditer(markup)
    }


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
    if "linktype" in attributes or href.startswith("#"):
        raise InvalidInline(_("Links within this site are not possible. Remove the link, or give a full address."))
    refuse_forbidden_characters(href)
    if set(attributes) != {"href"} or not _is_full_address(href):
        raise InvalidInline(
            _("The link to “%(href)s” is not allowed. Give a full address that begins with https://, mailto: or tel:.")
            % {"href": href[:100]}
        )
    scheme, colon, rest = href.partition(":")
    return scheme.lower() + colon + rest


def _is_full_address(href: str) -> bool:
    """True for an address with an allowed scheme and something after it; `https:about` would stay on the site."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    has_target = bool(parts.netloc if parts.scheme in ("https", "http") else parts.path)
    return parts.scheme in LINK_SCHEMES and has_target and not any(c.isspace() for c in href)
