"""Running text in CommonMark: escapes, marks and addresses. Rules are those of https://spec.commonmark.org/0.31.2/."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from editions.bibliography.numbering import numbers_of, ranged
from editions.inline import Inline, Mark
from editions.rendering import Group, Rendering, groups

from ..addresses import safe
from ..cleaning import one_line
from ..isolates import isolated, left_to_right
from ..shown import Said

_ANYWHERE = re.compile(r"[\\`*_\[\]<>&|~#]")
# What would begin a list or underline a heading (§4.3, §5.2).
_AT_THE_START = re.compile(r"([-+=])|([0-9]{1,9})([.)])")
_SPACES = re.compile(r"\s+")
_DELIMITERS = {"strong": "**", "emphasis": "*"}


def escaped(text: str) -> str:
    """The text on one line with every character that could mean something as itself (§2.4)."""
    return _ANYWHERE.sub(r"\\\g<0>", _SPACES.sub(" ", text))


def at_the_start(line: str) -> str:
    """An escaped line where a block begins."""
    line = line.strip()
    if not (found := _AT_THE_START.match(line)):
        return line
    return f"\\{line}" if found[1] else f"{found[2]}\\{line[len(found[2]) :]}"


def link(words: str, url: str) -> str:
    """A link of these escaped words, or the words alone where the address is none to lead to (§6.3)."""
    address = safe(url).replace("&", "&amp;")
    return f"[{words}](<{address}>)" if address else words


def picture(alt: str, url: str) -> str:
    """An image with its words."""
    return f"![{escaped(one_line(alt))}](<{safe(url).replace('&', '&amp;')}>)"


def strong(words: str) -> str:
    """Escaped words in bold, at the start of a line."""
    return f"**{words.strip()}**" if words.strip() else ""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the running text of one content, which has this direction."""

    rendering: Rendering
    direction: str

    def said(self, said: Said) -> str:
        """Words without marks."""
        return escaped(isolated(said, within=self.direction))

    def inline(self, text: Inline) -> str:
        """Words with marks."""
        pieces = list(groups(text))
        written = ""
        for position, piece in enumerate(pieces):
            following = _beginning(pieces[position + 1 :])
            written += self._piece(piece, before=written[-1:], after=following)
        return written

    def _piece(self, piece: Group, *, before: str, after: str) -> str:
        match piece:
            case str():
                return escaped(piece)
            case tuple():
                return self._citation(piece)
            case Mark(kind="strong" | "emphasis" as kind):
                return _delimited(self.inline(piece.content), _DELIMITERS[kind], before, after)
            case Mark(kind="link", target=None):
                return link(self.inline(piece.content), piece.href)
            case Mark(kind="link", target=target) if target:
                return link(self.inline(piece.content), self.rendering.address(piece.target_type, target))
            case Mark(kind="ltr"):
                return left_to_right(self.inline(piece.content), within=self.direction)
            case Mark(kind="foreign"):
                return isolated(Said(self.inline(piece.content), piece.language), within=self.direction)
        return self.inline(piece.content)

    def _citation(self, group: tuple[UUID, ...]) -> str:
        known = self.rendering.numbers
        numbers = numbers_of((id for id in group if id in known), known)
        return left_to_right(escaped(f"[{ranged(numbers)}]"), within=self.direction) if numbers else ""


def _beginning(pieces: Sequence[Group]) -> str:
    """The first character that these pieces will be written with; nothing at the end."""
    for piece in pieces:
        match piece:
            case str() if piece:
                return piece[0]
            case tuple() | Mark(kind="link"):
                return "["
            case Mark(kind="strong" | "emphasis"):
                return "*"
            case Mark() if found := _beginning(piece.content):
                return found
    return ""


def _delimited(words: str, delimiter: str, before: str, after: str) -> str:
    """Bold or italic words; plain ones where CommonMark would show the asterisks instead (§6.2).

    That happens between letters in scripts without blanks, if the words begin or end with a stop.
    """
    inner = words.strip()
    left, right = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    opens = not _is_punctuation(inner[:1]) or left or _is_apart(before)
    closes = not _is_punctuation(inner[-1:]) or right or _is_apart(after)
    touches = "*" in (before, after, inner[:1], inner[-1:])
    return f"{left}{delimiter}{inner}{delimiter}{right}" if inner and opens and closes and not touches else words


def _is_apart(character: str) -> bool:
    return not character or character.isspace() or _is_punctuation(character)


def _is_punctuation(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "PS"
