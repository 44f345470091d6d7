"""The small inline vocabulary: what may stand inside one segment, as values; parsed from markup and written to it.

Seven marks are all there is:

    strong    <strong>…</strong>
    emphasis  <em>…</em>
    link      <a href="https://…">…</a>, or to a content: <a data-content="UUID" data-type="factsheet">…</a>
    ltr       <bdi dir="ltr">10–20 mg</bdi>: numbers, doses, telephone numbers and ranges, which the Unicode
              bidirectional algorithm would otherwise turn round in Arabic or Urdu text
    citation  <cite data-reference="UUID"></cite>: empty; its number follows from where it stands
    term      <dfn data-term="UUID">ligaments</dfn>: explained in the glossary
    foreign   <span lang="la" dir="ltr">os sacrum</span>: a phrase in another language

`factsheets.snapshots` and translators' texts come in by `parse`; they go out by `to_markup`. What readers get is
written by `rendering`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape, unescape
from itertools import groupby
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext as _
from msgspec import Struct, field
from msgspec.structs import replace

from .languages import direction_of
from .vocabulary import LINKED_TYPES

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

_TAG_OF = {
    "strong": "strong",
    "emphasis": "em",
    "link": "a",
    "ltr": "bdi",
    "citation": "cite",
    "term": "dfn",
    "foreign": "span",
}
KINDS = tuple(_TAG_OF)
_MARK_OF = {tag: kind for kind, tag in _TAG_OF.items()} | {"b": "strong", "i": "emphasis"}
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,4}")


class InvalidInline(ValueError):
    """A text holds something that the inline vocabulary does not know; the message says what and what to do."""


class Mark(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A run of text with one meaning; `kind` is one of KINDS.

    A link has `href`, or `target` and `target_type` if it leads to a content; a foreign phrase has `language`
    (BCP 47); a citation and a term have the `target` that is cited or explained.
    """

    kind: str = field(name="type")
    content: Inline = ()
    href: str = ""
    language: str = ""
    target: UUID | None = None
    target_type: str = ""


Node = str | Mark
Inline = tuple[str | Mark, ...]


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
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in attributes_of(node).items())
    return f"<{tag}{attributes}>{to_markup(node.content)}</{tag}>"


def tag_of(mark: Mark) -> str:
    """The element with which the mark stands in markup."""
    return _TAG_OF[mark.kind]


def attributes_of(mark: Mark) -> dict[str, str]:
    """The attributes with which the mark stands in markup, by name."""
    match mark.kind:
        case "link" if mark.target:
            return {"data-content": str(mark.target), "data-type": mark.target_type}
        case "link":
            return {"href": mark.href}
        case "ltr":
            return {"dir": "ltr"}
        case "citation":
            return {"data-reference": str(mark.target)}
        case "term":
            return {"data-term": str(mark.target)}
        case "foreign":
            return {"lang": mark.language, "dir": direction_of(mark.language)}
    return {}


class _Tree:
    """Builds the tree of marks while `parse` reads tag by tag; refuses what it does not know."""

    def __init__(self) -> None:
        self.open_marks: list[tuple[Mark, list[Node]]] = [(Mark(""), [])]

    def add_text(self, markup: str) -> None:
        if text := _decoded(markup):
            self.open_marks[-1][1].append(text)

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
            raise InvalidInline(_("<%(tag)s> is opened but not closed.") % {"tag": self._open_tag()})
        return _joined(self.open_marks[0][1])

    def _open_tag(self) -> str:
        return _TAG_OF[self.open_marks[-1][0].kind]

    def _open(self, tag: str, attributes: str) -> None:
        kind = _MARK_OF.get(tag)
        if kind is None:
            raise InvalidInline(
                _(
                    "The element <%(tag)s> is not allowed here. Use only bold, italic, links, citations, terms, "
                    "phrases in another language and left-to-right numbers."
                )
                % {"tag": tag[:MAX_QUOTED]}
            )
        is_link_in_link = kind in _LEADING_AWAY and any(mark.kind in _LEADING_AWAY for mark, _c in self.open_marks)
        if len(self.open_marks) > MAX_DEPTH or is_link_in_link:
            raise InvalidInline(_("The formatting is nested too deeply. Remove some of it."))
        self.open_marks.append((_READERS[kind](tag, _attributes_in(attributes)), []))

    def _close(self, tag: str) -> None:
        mark, content = self.open_marks.pop() if len(self.open_marks) > 1 else (Mark(""), [])
        if not mark.kind or _MARK_OF.get(tag) != mark.kind:
            raise InvalidInline(_not_open() % {"tag": tag[:MAX_QUOTED]})
        if mark.kind == "citation":  # what stands in it is the editor's label; readers get a number
            self.open_marks[-1][1].append(mark)
        elif content:
            self.open_marks[-1][1].append(replace(mark, content=_joined(content)))


# Both are links for a reader, and a link cannot stand in a link.
_LEADING_AWAY = ("link", "citation")


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


Attributes = dict[str, str | None]


def _plain_mark(tag: str, attributes: Attributes) -> Mark:
    """Strong and emphasis have no attributes."""
    if attributes:
        raise _not_allowed(tag)
    return Mark(_MARK_OF[tag])


def _ltr(tag: str, attributes: Attributes) -> Mark:
    if attributes != {"dir": "ltr"}:
        raise _not_allowed(tag)
    return Mark("ltr")


def _citation(tag: str, attributes: Attributes) -> Mark:
    return Mark("citation", target=_only_id(tag, attributes, "data-reference"))


def _term(tag: str, attributes: Attributes) -> Mark:
    return Mark("term", target=_only_id(tag, attributes, "data-term"))


def _foreign(tag: str, attributes: Attributes) -> Mark:
    """A phrase in another language; its direction follows from the language, whatever is written there."""
    language = attributes.get("lang") or ""
    if not set(attributes) <= {"lang", "dir"} or not _LANGUAGE.fullmatch(language):
        raise InvalidInline(
            _("A phrase in another language needs its language, for example <span lang=“la”>. Choose it again.")
        )
    return Mark("foreign", language=language)


def _link(tag: str, attributes: Attributes) -> Mark:
    if "data-content" in attributes:
        return _link_to_content(tag, attributes)
    href = attributes.get("href") or ""
    if "linktype" in attributes or href.startswith("#"):
        raise InvalidInline(
            _("Links to pages of this site are not possible. Link to a sheet or a question instead, or to an address.")
        )
    refuse_forbidden_characters(href)
    if set(attributes) != {"href"} or not _is_full_address(href):
        raise InvalidInline(
            _("The link to “%(href)s” is not allowed. Give a full address that begins with https://, mailto: or tel:.")
            % {"href": href[:100]}
        )
    scheme, colon, rest = href.partition(":")
    return Mark("link", href=scheme.lower() + colon + rest)


def _link_to_content(tag: str, attributes: Attributes) -> Mark:
    kind = attributes.pop("data-type", None) or ""
    if kind not in LINKED_TYPES:
        raise _not_allowed(tag)
    return Mark("link", target=_only_id(tag, attributes, "data-content"), target_type=kind)


_READERS: dict[str, Callable[[str, Attributes], Mark]] = {
    "strong": _plain_mark,
    "emphasis": _plain_mark,
    "link": _link,
    "ltr": _ltr,
    "citation": _citation,
    "term": _term,
    "foreign": _foreign,
}


def _only_id(tag: str, attributes: Attributes, name: str) -> UUID:
    """The UUID in the one attribute that may be there."""
    try:
        if set(attributes) == {name}:
            return UUID(attributes[name] or "")
    except ValueError:
        pass
    raise _not_allowed(tag)


def _not_allowed(tag: str) -> InvalidInline:
    return InvalidInline(
        _("The attributes of <%(tag)s> are not allowed here. Set the formatting again with the editor's buttons.")
        % {"tag": tag}
    )


def _is_full_address(href: str) -> bool:
    """True for an address with an allowed scheme and something after it; `https:about` would stay on the site."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    has_target = bool(parts.netloc if parts.scheme in ("https", "http") else parts.path)
    return parts.scheme in LINK_SCHEMES and has_target and not any(c.isspace() for c in href)
