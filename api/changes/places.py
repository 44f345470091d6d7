"""Places: how far a reader has come in the order of acts, handed out as a signed text and read back for ever.

A place belongs to the filters that it was given for. It also knows which log it was taken from and how answers were
written then: after a backup was put back, another language switched on or documents written in another form, what the
reader holds can no longer be trusted, and everything is given again without the reader having to ask for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.core.signing import BadSignature, Signer

from editions.projection import presenter

from ..formats.json import dumps
from ..parameters import SINCE
from ..questions import Question, bad_value

_SIGNER = "api.changes"
_NOT_PART_OF_THE_FILTERS = {"since", "page_size", "format"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log by its number; `at` tells it from one that got the same number after a backup was put back."""

    id: int
    at: str


@dataclass(frozen=True, slots=True)
class Place:
    """All acts before `number` were given; of that act, the languages up to `language` of the contents up to `work`.

    Without a `work`, the act is done with. What was taken back up to the act `quiet_until` need not be told: the
    reader has begun after it and has never had it. `told` is the newest line that the reader knows of.
    """

    number: int
    work: str
    language: str
    quiet_until: int
    told: Line


def written(place: Place, question: Question) -> str:
    """The place as a text for `since`."""
    *where, told = astuple(place)
    return Signer(salt=_SIGNER).sign_object([_filters(question.given), _print_of_today(), *where, *told])


def read(text: str, question: Question) -> Place | None:
    """The place in that text; None if it was given when answers were written in another form.

    Raises Problem for what was not given by us, or was for other filters.
    """
    try:
        filters, print, number, work, language, quiet_until, id, at = Signer(salt=_SIGNER).unsign_object(text)
    except (BadSignature, ValueError):
        raise bad_value(SINCE, text) from None
    if filters != _filters(question.given):
        raise bad_value(SINCE, text)
    return Place(number, work, language, quiet_until, Line(id, at)) if print == _print_of_today() else None


def _filters(given: Mapping[str, str]) -> str:
    return _hash({name: text for name, text in given.items() if name not in _NOT_PART_OF_THE_FILTERS})


def _print_of_today() -> str:
    return _print(tuple(settings.CONTENT_LANGUAGES), settings.SITE_URL, presenter().VERSION)


@cache
def _print(languages: tuple[str, ...], site: str, version: int) -> str:
    return _hash([languages, site, version])


def _hash(value: object) -> str:
    return sha256(dumps(value).encode()).hexdigest()[:12]
