"""Asking: what a reader typed, as words to be found, and the ladder of places where they may stand.

What stands higher on the ladder comes first in the answer: a title that begins so; all words in the title, in other
titles, in headings, in the summary; one in a title and the others anywhere; all often in the text; all anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from .expressions import Expression, Token, Without, all_of, any_of
from .folding import common_words
from .preparing import whole_title
from .tokens import (
    ANYWHERE,
    AUDIENCE,
    HEADING,
    OFTEN,
    OTHER_TITLE,
    PUBLISHER,
    SUMMARY,
    TITLE,
    TOPIC,
    TYPE,
    WHOLE_TITLE,
    filter_token,
    mark_of,
)
from .tongues import tongue_of
from .words import Word, is_of_signs, words

LONGEST_QUESTION = 200
MOST_WORDS = 16
# Beginnings that are shorter are looked for in titles only: in texts nearly everything begins so.
SHORTEST_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Term:
    """One word to be found: by its keys, or, while it is being typed, by its beginnings too."""

    keys: tuple[str, ...]
    beginnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in one language. `filters` are expressions that must hold beside the words."""

    language: str
    terms: tuple[Term, ...]
    title: str
    filters: tuple[Expression, ...] = ()


class NothingAsked(ValueError):
    """There is no word in the question."""


def ask(text: str, language: str, filters: Sequence[Expression] = ()) -> Asked:
    """The question that somebody typed; its last word may be a beginning. Raises NothingAsked."""
    found = list(_telling(text, language))[:MOST_WORDS]
    if not found:
        raise NothingAsked(text)
    is_being_typed = found[-1].end == len(text)
    terms = [Term(word.folded.keys) for word in found]
    if is_being_typed and not is_of_signs(found[-1].folded.keys[0]):
        terms[-1] = Term(found[-1].folded.keys, found[-1].folded.forms)
    return Asked(language, tuple(dict.fromkeys(terms)), whole_title(text, language), tuple(filters))


def only(
    language: str,
    *,
    type: str | None = None,
    publisher: str | None = None,
    audience: str | None = None,
    topics: Sequence[UUID] | None = None,
) -> list[Expression]:
    """What narrows a question down to contents of a type, a publisher, an audience, or one of these topics."""
    wanted = ((TYPE, type), (PUBLISHER, publisher), (AUDIENCE, audience))
    filters: list[Expression] = [Token(filter_token(language, kind, value)) for kind, value in wanted if value]
    if topics is not None:
        ids = [str(id) for id in topics] or [""]  # on no topic at all is nothing
        filters.append(any_of(Token(filter_token(language, TOPIC, id)) for id in ids))
    return filters


def ladder(asked: Asked) -> list[Expression]:
    """What to look for, the best first. No content is found by two of them."""
    return [all_of((*asked.filters, step)) for step in _steps(asked)]


def everywhere(asked: Asked) -> Expression:
    """All that the ladder finds."""
    return all_of((*asked.filters, _all_at(asked, ANYWHERE)))


def _steps(asked: Asked) -> Iterator[Expression]:
    title, other, anywhere = _all_at(asked, TITLE), _all_at(asked, OTHER_TITLE), _all_at(asked, ANYWHERE)
    heading, summary, often = _all_at(asked, HEADING), _all_at(asked, SUMMARY), _all_at(asked, OFTEN)
    begins = Token(mark_of(asked.language) + WHOLE_TITLE + asked.title, begins=True)
    yield all_of((begins, other))
    yield Without(title, begins)
    yield Without(other, any_of((title, begins)))
    yield Without(heading, other)
    yield Without(summary, heading)
    if len(asked.terms) == 1:
        yield Without(often, summary)
        yield Without(anywhere, often)
        return
    some = any_of(_at(asked, term, OTHER_TITLE) for term in asked.terms)
    yield Without(all_of((some, anywhere)), summary)
    yield Without(often, any_of((some, summary)))
    yield Without(anywhere, any_of((some, often)))


def _all_at(asked: Asked, weight: str) -> Expression:
    return all_of(_at(asked, term, weight) for term in asked.terms)


def _at(asked: Asked, term: Term, weight: str) -> Expression:
    """The word at a place of this weight or more."""
    mark = mark_of(asked.language)
    tokens = [Token(mark + weight + key) for key in term.keys if not _is_begun(key, term)]
    for beginning in term.beginnings:
        place = weight if len(beginning) >= SHORTEST_BEGINNING else min(weight, OTHER_TITLE)
        tokens.append(Token(mark + place + beginning, begins=True))
    return any_of(tokens)


def _is_begun(key: str, term: Term) -> bool:
    """Whether the key is found by a beginning already."""
    return any(len(each) >= SHORTEST_BEGINNING and key.startswith(each) for each in term.beginnings)


def _telling(text: str, language: str) -> Iterator[Word]:
    """The words that say what is looked for: no common ones, if there are others, and pairs of signs."""
    found = _of_pairs(list(words(_without_common_signs(text, language), language)))
    telling = [word for word in found if word.folded.forms[0] not in common_words(language)]
    yield from telling or found


def _without_common_signs(text: str, language: str) -> str:
    """A blank for each sign that only joins others, if any remain: 膝盖的疼痛 asks for 膝盖 and 疼痛."""
    signs = {sign for sign in tongue_of(language).common if is_of_signs(sign)}
    if not signs:
        return text
    parted = "".join(" " if sign in signs else sign for sign in text)
    return parted if parted.strip() else text


def _of_pairs(found: list[Word]) -> list[Word]:
    """Without the single signs that are a part of a pair; in the order in which they were typed."""
    signs = [word for word in found if is_of_signs(word.folded.keys[0])]
    in_pairs = {place for word in signs if word.end - word.start == 2 for place in range(word.start, word.end)}
    alone = [word for word in found if word not in signs or word.end - word.start == 2 or word.start not in in_pairs]
    return sorted(alone, key=lambda word: word.start)
