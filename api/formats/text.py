"""Plain text: a content for e-mail, messages and screen readers. Lines are not broken; a paragraph is one line.

Left-to-right numbers and phrases in another direction stand in Unicode isolates, as `editions.rendering` writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from editions.bibliography import vancouver
from editions.rendering import Rendering

from .cleaning import lines, one_line, without_breaks
from .isolates import isolated, left_to_right
from .members import rendering_for
from .outline import Definition, Line, Link, Part, Piece, Source, Words, outline
from .shown import Said, Shown

UNDERLINES = ("=", "-")  # of the title, and of what stands below it; deeper headings have none
LONGEST_UNDERLINE = 72


def plain_text(shown: Shown) -> str:
    """The whole content."""
    writer = _Writer(rendering_for(shown.content), shown.language.direction)
    whole = outline(shown)
    notices = (f"[ {writer.said(each)} ]" for each in shown.notices)
    blocks = [*writer.heading(whole.heading, 0), *notices, *writer.pieces(whole.pieces), *writer.parts(whole.parts, 1)]
    return "\n\n".join(blocks) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes pieces as blocks of lines, in a text of this direction."""

    rendering: Rendering
    direction: str

    def said(self, said: Said) -> str:
        return isolated(said, within=self.direction)

    def parts(self, parts: Iterable[Part], level: int) -> Iterator[str]:
        for part in parts:
            yield from self.heading(part.heading, level)
            yield from self.pieces(part.pieces)
            yield from self.parts(part.parts, level + 1)

    def heading(self, said: Said, level: int) -> Iterator[str]:
        text = self.said(said)
        if level >= len(UNDERLINES):
            yield text
        elif text:
            yield f"{text}\n{UNDERLINES[level] * min(len(text), LONGEST_UNDERLINE)}"

    def pieces(self, pieces: Iterable[Piece]) -> Iterator[str]:
        """The text of each piece that has any. Values behind labels follow each other without a gap."""
        for kind, run in groupby(pieces, key=type):
            texts = filter(None, map(self._piece, run))
            yield from ["\n".join(texts)] if kind is Line else texts

    def _piece(self, piece: Piece) -> str:
        match piece:
            case Words(text=text):
                return "\n\n".join(self.said(Said(line, text.language)) for line in lines(text.text))
            case Line(label, value, url):
                address = self._address(url) if one_line(value.text) != url else ""
                return f"{self.said(label)}: {self.said(value)}{address}"
            case Link(title, url, note):
                return "\n".join(filter(None, [f"{self.said(title)}{self._address(url)}", self.said(note)]))
            case Definition(term, definition):
                return f"{self.said(term)}: {self.said(definition)}"
            case Source():
                return self._source(piece)
            case _:
                return self.rendering.text(without_breaks(piece))

    def _address(self, url: str) -> str:
        return f" {left_to_right(f'<{url}>', within=self.direction)}" if url else ""

    def _source(self, source: Source) -> str:
        number = f"[{source.number}] " if source.number else ""
        work = self.said(Said(vancouver.text_of(source.csl), source.csl.language))
        standing = f" [{self.said(source.standing)}]" if source.standing else ""
        note = self.said(source.note)
        return f"{number}{work}{standing}" + (f"\n{note}" if note else "")
