"""Highlights: where the words of a question stand in what was found, as escaped HTML with `<mark>` round them.

The places are known since the release, so that no text is folded again. A snippet ends between words, or, where there
are no blanks, between two characters as readers see them (UAX #29), and never within a sequence of marks.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator
from html import escape
from itertools import takewhile
from typing import NamedTuple

from editions.rendering import LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_ISOLATE

from .asking import Asked, Term
from .texts import PLACES
from .words import end_of_word

LONGEST = 200
BEFORE = 60
MOST_HITS = 30
MOST_ENDINGS = 4  # of words that begin as it was typed

_TITLE = 0
# Of two snippets with as many words the one in a sentence tells more.
_PREFERRED = tuple(map(PLACES.index, ("summary", "text", "heading", "alternative_titles")))
_JOINERS = "\u200c\u200d"
_OPENING = LEFT_TO_RIGHT_ISOLATE + RIGHT_TO_LEFT_ISOLATE


class Highlight(NamedTuple):
    """A piece of what was found: the name of its place, and its words as HTML."""

    field: str
    html: str


class Hit(NamedTuple):
    """A word of the text, and which word of the question it is."""

    start: int
    end: int
    term: int


def highlights(asked: Asked, *, text: str, ends: str, stands: str) -> list[Highlight]:
    """The title, if a word of the question is in it, and the snippet of the rest that has most of them."""
    limits = [*map(int, ends.split())]
    hits = sorted(_hits(asked, text, stands))[:MOST_HITS]
    in_title = [hit for hit in hits if hit.start < limits[_TITLE]]
    below = hits[len(in_title) :]
    shown = []
    if in_title:
        shown.append(Highlight(PLACES[_TITLE], _marked(text, 0, limits[_TITLE] - 1, in_title)))
    if below:
        shown.append(_snippet(text, limits, below))
    return shown


def _hits(asked: Asked, text: str, stands: str) -> Iterator[Hit]:
    for number, term in enumerate(asked.terms):
        for token, start in _places(term, stands):
            yield Hit(start, end_of_word(text, start, token), number)


def _places(term: Term, stands: str) -> Iterator[tuple[str, int]]:
    """Each token of the text that the word finds, with every place of it."""
    lines = {line: None for key in term.keys for line in _lines_that_begin(stands, f"\n{key}\t", 1)}
    for beginning in term.beginnings:
        lines.update(dict.fromkeys(_lines_that_begin(stands, f"\n{beginning}", MOST_ENDINGS)))
    for line in lines:
        token, _tab, places = line.partition("\t")
        for start in places.split(" "):
            yield token, int(start)


def _lines_that_begin(stands: str, beginning: str, most: int) -> Iterator[str]:
    at = -1
    for _number in range(most):
        at = stands.find(beginning, at + 1)
        if at < 0:
            return
        yield stands[at + 1 : stands.index("\n", at + 1)]


def _snippet(text: str, limits: list[int], hits: list[Hit]) -> Highlight:
    """The window with most words of the question; the places that are preferred, and then the first, among equals."""
    several = len({hit.term for hit in hits}) > 1
    windows = [_window(text, hits, number) if several else hits[number : number + 1] for number in range(len(hits))]
    best = max(windows, key=lambda window: (len({hit.term for hit in window}), -_rank(window[0], limits)))
    begin, stop = _around(text, best)
    html = _marked(text, begin, stop, [hit for hit in hits if begin <= hit.start and hit.end <= stop])
    before = "… " if begin and text[begin - 1] != "\n" else ""
    after = " …" if stop < len(text) and text[stop] != "\n" else ""
    return Highlight(PLACES[_place_of(best[0], limits)], f"{before}{html}{after}")


def _window(text: str, hits: list[Hit], first: int) -> list[Hit]:
    """The hits of the same line that fit into one snippet with this one, which is the first."""
    last = min(_end_of_line(text, hits[first].start), hits[first].start + LONGEST - BEFORE)
    return [hits[first], *takewhile(lambda hit: hit.end <= last, hits[first + 1 :])]


def _rank(hit: Hit, limits: list[int]) -> int:
    return _PREFERRED.index(_place_of(hit, limits))


def _place_of(hit: Hit, limits: list[int]) -> int:
    return bisect(limits, hit.start)


def _around(text: str, window: list[Hit]) -> tuple[int, int]:
    """Where the snippet begins and ends: with its line, if that is short, else at boundaries around the words."""
    first, last = window[0], window[-1]
    begin, stop = text.rfind("\n", 0, first.start) + 1, _end_of_line(text, first.start)
    if stop - begin <= LONGEST:
        return begin, stop
    begins_at = max(begin, first.start - BEFORE)
    ends_at = min(stop, max(begins_at + LONGEST, last.end))
    if begins_at > begin:
        begins_at = _boundary_after(text, begins_at, first.start)
    if ends_at < stop:
        ends_at = _boundary_before(text, ends_at, last.end)
    return begins_at, ends_at


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _boundary_after(text: str, place: int, most: int) -> int:
    """The first beginning of a word from there on; without blanks, the first boundary of characters."""
    blank = text.find(" ", place, most)
    if blank >= 0:
        return blank + 1
    while place < most and not is_boundary(text, place):
        place += 1
    return place


def _boundary_before(text: str, place: int, least: int) -> int:
    """The last end of a word up to there; without blanks, the last boundary of characters."""
    blank = text.rfind(" ", least, place)
    if blank >= 0:
        return blank
    while place > least and not is_boundary(text, place):
        place -= 1
    return place


def is_boundary(text: str, place: int) -> bool:
    """Whether no character, as readers see them, is cut there: a letter with its marks, a conjunct, a flag."""
    before, after = text[place - 1 : place], text[place : place + 1]
    if not before or not after:
        return True
    joined = after in _JOINERS or before == "\u200d" or "\U0001f3fb" <= after <= "\U0001f3ff"
    flags = "\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff"
    is_mark = unicodedata.category(after)[0] == "M"
    return not (joined or flags or is_mark or unicodedata.combining(before) == 9)  # 9: virama


def _marked(text: str, begin: int, stop: int, hits: Iterable[Hit]) -> str:
    """That piece of the text, each word of the question in it marked; signs next to each other in one."""
    pieces, at = [], begin
    for start, end in _joined(hits):
        pieces += [escape(text[at:start], quote=False), "<mark>", escape(text[start:end], quote=False), "</mark>"]
        at = end
    pieces.append(escape(text[at:stop], quote=False))
    return _isolated("".join(pieces), text, begin)


def _joined(hits: Iterable[Hit]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for start, end, _term in hits:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return spans


def _isolated(html: str, text: str, begin: int) -> str:
    """With every isolate that was cut opened and closed again, so that no number turns round (UAX #9)."""
    if POP_ISOLATE not in html and not any(sign in html for sign in _OPENING):
        return html
    depth = missing = 0
    for sign in html:
        if sign in _OPENING:
            depth += 1
        elif sign == POP_ISOLATE:
            if depth:
                depth -= 1
            else:
                missing += 1
    opened = max(text.rfind(sign, 0, begin) for sign in _OPENING) if missing else -1
    if opened >= 0:
        html = text[opened] * missing + html
    return html + POP_ISOLATE * depth
