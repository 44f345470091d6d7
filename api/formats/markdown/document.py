"""A whole content in CommonMark, by its outline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from editions.bibliography import vancouver

from ..cleaning import lines, one_line
from ..members import rendering_for
from ..outline import Definition, Line, Link, Part, Piece, Source, Words, outline
from ..shown import Said, Shown
from .blocks import block
from .inline import Writer, at_the_start, link, strong

DEEPEST = 6
LISTED = (Line, Link, Definition)

_MARKER = re.compile(r"[0-9]*(?P<marker>[-*.)]) ")


def document(shown: Shown) -> str:
    """The whole content, its title as a heading of the first level."""
    writer = Writer(rendering_for(shown.content), shown.language.direction)
    whole = outline(shown)
    notices = (f"> {strong(writer.said(each))}" for each in shown.notices)
    head = [_heading(whole, 1, writer), *notices]
    return "\n\n".join(filter(None, [*head, *_pieces(whole.pieces, writer), *_parts(whole.parts, 2, writer)])) + "\n"


def _parts(parts: Iterable[Part], level: int, writer: Writer) -> Iterator[str]:
    for part in parts:
        yield _heading(part, level, writer)
        yield from _pieces(part.pieces, writer)
        yield from _parts(part.parts, level + 1, writer)


def _heading(part: Part, level: int, writer: Writer) -> str:
    text = writer.said(part.heading)
    return f"{'#' * min(level, DEEPEST)} {text}" if text else ""


def _pieces(pieces: Iterable[Piece], writer: Writer) -> Iterator[str]:
    """Lines, links and definitions that follow each other are one list."""
    before = ""
    for kind, run in groupby(pieces, key=type):
        texts = [_piece(piece, writer) for piece in run]
        for text in ["\n".join(f"- {text}" for text in texts)] if kind in LISTED else texts:
            before = text if kind is Source else _set_apart(text, before)
            yield before


def _set_apart(text: str, before: str) -> str:
    """A list that follows a list gets another marker, or both would be read as one (§5.3)."""
    mine, theirs = _MARKER.match(text), _MARKER.match(before.rpartition("\n")[2].strip())
    if not (mine and theirs and mine["marker"] == theirs["marker"]):
        return text
    if mine["marker"] == "-":
        return re.sub(r"^-", "*", text, flags=re.MULTILINE)
    return re.sub(r"^([0-9]+)\.", r"\1)", text, flags=re.MULTILINE)


def _piece(piece: Piece, writer: Writer) -> str:
    match piece:
        case Words(text=text):
            return "\n\n".join(at_the_start(writer.said(Said(line, text.language))) for line in lines(text.text))
        case Line(label, value, url):
            return f"{strong(f'{writer.said(label)}:')} {link(writer.said(value), url)}"
        case Link(title, url, note):
            further = writer.said(note)
            return at_the_start(link(writer.said(title), url)) + (f" — {further}" if further else "")
        case Definition(term, definition):
            return f"{strong(f'{writer.said(term)}:')} {writer.said(definition)}"
        case Source():
            return _source(piece, writer)
        case _:
            return block(piece, writer)


def _source(source: Source, writer: Writer) -> str:
    """A published work; what we say of it stands below, as a paragraph of its own."""
    work = writer.said(Said(one_line(vancouver.text_of(source.csl)), source.csl.language))
    standing = f" {strong(writer.said(source.standing))}" if source.standing else ""
    note = at_the_start(writer.said(source.note))
    marker = f"{source.number}. " if source.number else ""
    indented = " " * len(marker)
    return f"{marker}{at_the_start(work)}{standing}" + (f"\n\n{indented}{note}" if note else "")
