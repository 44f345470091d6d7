"""Preparing: the tokens of a text for the index, and where each word stands, for highlights.

Bounded: words after the first 20,000 are not searched, and of each the first places are known. Raise `VERSION`
whenever folding or tokens change; `manage.py rebuild_search --stale` then makes the rows anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .texts import Text
from .tokens import (
    ANYWHERE,
    AUDIENCE,
    HEADING,
    LONGEST_TITLE,
    OFTEN,
    OTHER_TITLE,
    PUBLISHER,
    SUMMARY,
    TITLE,
    TOPIC,
    TYPE,
    WEIGHTS,
    WHOLE_TITLE,
    filter_token,
    mark_of,
)
from .words import MARKS, words

VERSION = 1

MOST_WORDS = 20_000
MOST_PLACES = 5
IS_OFTEN = 3

_WEIGHT_OF_PLACE = (TITLE, OTHER_TITLE, HEADING, SUMMARY, ANYWHERE)
# Unicode's stream-safe form (UAX #15 §13) has at most thirty marks on a letter; so have our snippets. Written so that
# the expression begins with a plain set, for which `re` looks ten times faster.
_MOST_MARKS = 30
_TOO_MANY_MARKS = re.compile(rf"[{MARKS}][{MARKS}]{{{_MOST_MARKS},}}+")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is stored of a text: `tokens` for the index; the `text` itself, where each of its places ends, and where
    each word `stands` in it."""

    tokens: str
    text: str
    ends: str
    stands: str


@dataclass(slots=True)
class _Found:
    """One token of a text: the place that weighs most, where it stands first, and how often."""

    weight: str
    stands: list[int] = field(default_factory=list)
    count: int = 0


def prepare(text: Text, *, type: str, language: str) -> Prepared:
    """The text made ready to be found and shown."""
    joined, ends = _joined(text)
    found = _found(joined, ends, language)
    tokens = (*_tokens(found, language), *_titles(text, language), *_filters(text, type, language))
    return Prepared(
        tokens=" ".join(dict.fromkeys(tokens)),
        text=joined,
        ends=" ".join(map(str, ends)),
        stands="".join(f"\n{token}\t{' '.join(map(str, each.stands))}" for token, each in found.items()) + "\n",
    )


def _joined(text: Text) -> tuple[str, list[int]]:
    """All lines as one text, and where each place ends."""
    parts, ends, length = [], [], 0
    for lines in text.places:
        for line in lines:
            parts.append(_safe(line))
            length += len(parts[-1]) + 1
        ends.append(length)
    return "\n".join(parts), ends


def _safe(line: str) -> str:
    """The line as it may be stored and shown."""
    return _TOO_MANY_MARKS.sub(lambda marks: marks[0][:_MOST_MARKS], line.replace("\n", " ").replace("\0", " "))


def _found(text: str, ends: list[int], language: str) -> dict[str, _Found]:
    """Every token of the text. Places come in the order of their weight, so the first one found weighs most."""
    found: dict[str, _Found] = {}
    place, end = 0, ends[0]
    for number, (start, _end, folded) in enumerate(words(text, language)):
        while start >= end:
            place += 1
            end = ends[place]
        if number == MOST_WORDS:
            break
        for token in folded.tokens:
            each = found.get(token)
            if each is None:
                each = found[token] = _Found(_WEIGHT_OF_PLACE[place])
            each.count += 1
            if len(each.stands) < MOST_PLACES:
                each.stands.append(start)
    return found


def _tokens(found: dict[str, _Found], language: str) -> Iterator[str]:
    """Each word by its weight and by every lesser one."""
    mark = mark_of(language)
    lesser = {weight: [mark + each for each in WEIGHTS[place:]] for place, weight in enumerate(WEIGHTS)}
    for token, each in found.items():
        weight = OFTEN if each.weight == ANYWHERE and each.count >= IS_OFTEN else each.weight
        for beginning in lesser[weight]:
            yield beginning + token


def _titles(text: Text, language: str) -> Iterator[str]:
    for title in (text.title, *text.alternative_titles):
        if token := whole_title(title, language):
            yield mark_of(language) + WHOLE_TITLE + token


def whole_title(title: str, language: str) -> str:
    """A title as one word, by whose beginning it is found while somebody types it."""
    forms = [word.folded.forms[0] for word in words(title[: 4 * LONGEST_TITLE], language) if word.end - word.start]
    return "".join(forms)[:LONGEST_TITLE]


def _filters(text: Text, type: str, language: str) -> Iterable[str]:
    values = [(TYPE, type), *((AUDIENCE, each) for each in text.audience), *((TOPIC, str(id)) for id in text.topics)]
    if text.publisher:
        values.append((PUBLISHER, text.publisher))
    return (filter_token(language, kind, value) for kind, value in values)
