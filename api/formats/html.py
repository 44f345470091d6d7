"""HTML: a content as one `<article>` to put into a page. No script, no style, nothing that another site would load.

Blocks are written by `editions.rendering`, as in JSON, so that citations lead to `#ref-2` below. What stands in
another language than the article says so. Class names are a promise: see docs/reference/formats.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby

from editions.bibliography import vancouver
from editions.rendering import Rendering

from . import addresses
from .cleaning import lines, one_line
from .members import rendering_for
from .outline import Definition, Line, Link, Part, Piece, Source, Words, outline
from .shown import Said, Shown

DEEPEST = 6  # of HTML's own headings; deeper ones say their level by ARIA


def fragment(shown: Shown, *, heading_level: int) -> str:
    """The article, with its title as a heading of this level."""
    writer = _Writer(rendering_for(shown.content), shown.language.tag, shown.language.direction)
    whole = outline(shown)
    attributes = {
        "class": whole.kind,
        "lang": shown.language.tag,
        "dir": shown.language.direction,
        "data-id": shown.members["id"],
        "data-edition": shown.members["edition"]["id"],
        "data-status": shown.status,
    }
    notices = "".join(f'<p class="notice" role="note"{_marked(each)}>{_text(each)}</p>\n' for each in shown.notices)
    return (
        f"<article{_attributes(attributes)}>\n{writer.heading(whole, heading_level)}{notices}"
        f"{writer.pieces(whole.pieces)}{writer.parts(whole.parts, heading_level + 1)}</article>\n"
    )


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes parts and pieces in an article of this language and direction."""

    rendering: Rendering
    language: str
    direction: str

    def parts(self, parts: Iterable[Part], level: int) -> str:
        return "".join(
            f"<section{_attributes({'class': part.kind, 'id': part.id})}>\n{self.heading(part, level)}"
            f"{self.pieces(part.pieces)}{self.parts(part.parts, level + 1)}</section>\n"
            for part in parts
        )

    def heading(self, part: Part, level: int) -> str:
        marked = self.marked(part.heading)
        if level <= DEEPEST:
            return f"<h{level}{marked}>{_text(part.heading)}</h{level}>\n"
        return f'<div role="heading" aria-level="{level}"{marked}>{_text(part.heading)}</div>\n'

    def pieces(self, pieces: Iterable[Piece]) -> str:
        return "".join(
            f"{text}\n" for type, run in groupby(pieces, key=type) for text in self._run(type, list(run)) if text
        )

    def marked(self, said: Said) -> str:
        """The attributes of words in another language than the article's."""
        return "" if said.language == self.language else _marked(said)

    def _run(self, type: type[Piece], pieces: list[Piece]) -> Iterator[str]:
        """Pieces of one type that follow each other: lines of one list."""
        written = map(self._piece, pieces)
        if type is Line or type is Definition:
            yield f"<dl>{''.join(written)}</dl>"
        elif type is Link:
            yield f"<ul>{''.join(written)}</ul>"
        elif type is Source and isinstance(pieces[0], Source) and pieces[0].number is not None:
            yield f'<ol dir="{self._direction_of(pieces)}">{"".join(written)}</ol>'
        else:
            yield from written

    def _piece(self, piece: Piece) -> str:
        match piece:
            case Words(text, kind):
                opening = f'<p class="{kind}"{self.marked(text)}>'
                return "".join(f"{opening}{escape(line, quote=False)}</p>" for line in lines(text.text))
            case Line():
                return self._line(piece)
            case Definition(term, definition, id):
                return f'<div id="{id}"><dt>{_text(term)}</dt><dd>{_text(definition)}</dd></div>'
            case Link(title, url, note):
                return f"<li>{self._link(title, url)}{f'<p>{_text(note)}</p>' if note.text.strip() else ''}</li>"
            case Source():
                return self._source(piece)
            case _:
                return self.rendering.html(piece)

    def _line(self, line: Line) -> str:
        value = self._link(line.value, line.url)
        if line.day:
            value = f'<time datetime="{line.day.isoformat()}">{_text(line.value)}</time>'
        return f"<div><dt{self.marked(line.label)}>{_text(line.label)}</dt><dd>{value}</dd></div>"

    def _link(self, words: Said, url: str) -> str:
        """A link, or the words alone where there is no address. Of words in an unknown language only the direction
        is looked after."""
        text = "<br>".join(escape(line, quote=False) for line in lines(words.text))
        if not words.language:
            text = f"<bdi>{text}</bdi>"
        return f'<a href="{escape(url)}">{text}</a>' if url else text

    def _source(self, source: Source) -> str:
        """A published work, in its own language and direction, and below it what we say of it in ours."""
        work = Said("", source.csl.language)
        parts = "".join(map(_part_of_line, vancouver.parts_of(source.csl)))
        written = f'<span class="source"{_marked(work)}>{parts}</span>'
        if source.standing:
            written += f' <strong class="standing"{_marked(source.standing)}>{_text(source.standing)}</strong>'
        if source.note.text.strip():
            written += f'<p class="note"{_marked(source.note)}>{_text(source.note)}</p>'
        if source.number is None:
            return f"<div>{written}</div>"
        return f'<li id="ref-{source.number}" value="{source.number}">{written}</li>'

    def _direction_of(self, sources: list[Piece]) -> str:
        """That of the works where they agree, so that a list of English works reads as one in an Arabic article."""
        directions = {Said("", each.csl.language).direction for each in sources if isinstance(each, Source)}
        return directions.pop() if len(directions) == 1 else self.direction


_ADDRESSES: dict[str, Callable[[str], str]] = {
    "doi": addresses.of_doi,
    "pmid": addresses.of_pmid,
    "url": addresses.safe,
}


def _part_of_line(part: vancouver.Part) -> str:
    """A part of a reference; identifiers and addresses lead to the work."""
    address = _ADDRESSES[part.field](part.text) if part.field in _ADDRESSES else ""
    text = escape(part.text, quote=False)
    return f'<a href="{escape(address)}">{text}</a>' if address else text


def _text(said: Said) -> str:
    return escape(one_line(said.text), quote=False)


def _marked(said: Said) -> str:
    """Language and direction; an empty `lang` is HTML's word for “not known”."""
    return _attributes({"lang": said.language, "dir": said.direction})


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
