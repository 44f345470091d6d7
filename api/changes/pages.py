"""Pages: some rows of the walk in words, and the address to go on from. Always one, also when there is nothing new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings

from editions.languages import lookup

from ..formats.json import dumps, listed
from ..parameters import ONLY_LANGUAGE, TOPIC, TYPE
from ..questions import Question
from . import places
from .places import Place
from .telling import Told, told
from .walking import Filters, stretch


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader is told at once. `begins_anew`: everything is given, and what they hold beside it is to go."""

    results: Sequence[Told]
    end: Place
    next: str
    has_more: bool
    begins_anew: bool

    @property
    def text(self) -> str:
        """The page as JSON."""
        head = dumps({"next": self.next, "has_more": self.has_more, "restart": self.begins_anew})
        return f'{head[:-1]},"results":{listed(each.text for each in self.results)}}}'


def filters_in(question: Question) -> Filters:
    """What the question asks of everything."""
    lang = question[ONLY_LANGUAGE]
    language = (lookup([lang], settings.CONTENT_LANGUAGES) or "") if lang else None
    return Filters(language, question[TYPE], question[TOPIC])


def reading(question: Question, *, at: str, size: int, is_first: bool) -> Callable[[Place | None], Page]:
    """A way to read the page after a place. `at` is the address without its query."""
    filters = filters_in(question)

    def page_at(place: Place | None) -> Page:
        found = stretch(place, filters, size, is_first=is_first)
        return Page(
            results=list(told(found.rows, found.known, found.newest)),
            end=found.end,
            next=at + question.query(since=places.written(found.end, question)),
            has_more=found.has_more,
            begins_anew=found.begins_anew,
        )

    return page_at
