"""Parameters: every query parameter that there is, each written once.

A resource names those it takes; the same table checks requests (`questions.py`) and makes the OpenAPI
document (`openapi.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from editions.models.publications import SERVED
from editions.vocabulary import Audience, SectionKind

from .negotiation import LANGUAGE_TAG
from .preferences import FALLBACKS, NO_FALLBACK
from .questions import Parameter


def _matching(pattern: str) -> Callable[[str], str]:
    compiled = re.compile(pattern)

    def matched(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(text)
        return text

    return matched


def _whole(pattern: str) -> str:
    """The pattern as JSON Schema wants it: it does not anchor, and its dialect (ECMAScript) has no “\\Z”."""
    return f"^(?:{pattern})$".replace(r"\Z", "$")


def _text(
    name: str, description: str, pattern: str, allowed: str | Promise, examples: Sequence[str] = ()
) -> Parameter[str | None]:
    schema: dict[str, Any] = {"type": "string", "pattern": _whole(pattern)}
    if examples:
        schema["examples"] = list(examples)
    return Parameter(name, description, _matching(pattern), (allowed,), schema, None)


def _choice(name: str, values: Sequence[str], default: str | None, description: str) -> Parameter[Any]:
    def chosen(text: str) -> str:
        if text not in values:
            raise ValueError(text)
        return text

    schema: dict[str, Any] = {"type": "string", "enum": list(values)}
    if default is not None:
        schema["default"] = default
    return Parameter(name, description, chosen, tuple(values), schema, default)


def _page_size(text: str) -> int:
    size = int(_matching("[0-9]{1,3}")(text))
    if not 1 <= size <= 100:
        raise ValueError(text)
    return size


_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MOMENT = rf"{_DATE}(T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(\.[0-9]{{1,6}})?(Z|[+-][0-9]{{2}}:[0-9]{{2}}))?"


def _date(text: str) -> date:
    return date.fromisoformat(_matching(_DATE)(text))


def _moment(text: str) -> datetime:
    if "T" not in _matching(_MOMENT)(text):
        return datetime.combine(_date(text), time(), UTC)
    return datetime.fromisoformat(text).astimezone(UTC)


LANG: Parameter[str | None] = _text(
    "lang",
    "The language, as a BCP 47 tag. `zh-Hant-HK` finds `zh-Hant`, never `zh-Hans` (RFC 4647 lookup). "
    "Without it the header `Accept-Language` decides, and without both the language the content was "
    "written in.",
    LANGUAGE_TAG.pattern,
    _("a language tag such as fr or zh-Hans"),
    ["fr", "zh-Hans"],
)
FALLBACK: Parameter[str] = _choice(
    "fallback",
    FALLBACKS,
    NO_FALLBACK,
    "What may be served instead, always labelled in `language.reason`. `none`: nothing. `missing`: "
    "the source language for a missing or withheld translation. `current`: also for an outdated one.",
)
FORMAT: Parameter[str] = _choice("format", ("json",), "json", "The format; with it the header `Accept` is ignored.")
PAGE_SIZE: Parameter[int] = Parameter(
    "page_size",
    "How many results a page holds at most.",
    _page_size,
    (_("a whole number from 1 to 100"),),
    {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
    20,
)
CURSOR: Parameter[str | None] = _text(
    "cursor",
    "Where the page begins. Follow `next` and `previous` and do not make one up: it is opaque, and it "
    "belongs to the question it was given for.",
    "[A-Za-z0-9_:.-]{1,4000}",
    _("a cursor taken from next or previous, with the same other parameters"),
)
ORDERING: Parameter[str] = _choice(
    "ordering",
    ("title", "-released_at", "next_review"),
    "title",
    "By title; newest release first; or next review first, those without a date last.",
)
ORDERING_UNREVIEWED: Parameter[str] = _choice(
    "ordering",
    ("title", "-released_at"),
    "title",
    "By title, name or term; or newest release first.",
)
PUBLISHER: Parameter[str | None] = _text(
    "publisher",
    "Only what this publisher answers for. Nothing, if there is none of this name.",
    "[A-Za-z0-9_-]{1,255}",
    _("the slug of a publisher"),
    ["example-pain-clinic"],
)
TOPIC: Parameter[str | None] = _text(
    "topic",
    "Only what is filed under this topic. Nothing, if there is none of this name.",
    "[A-Za-z0-9_-]{1,255}",
    _("the slug of a topic"),
    ["back-pain"],
)
AUDIENCE: Parameter[str | None] = _choice(
    "audience",
    tuple(Audience.values),
    None,
    "Only sheets that are written for these readers.",
)
STATUS: Parameter[str | None] = _choice(
    "status",
    tuple(str(status) for status in SERVED),
    None,
    "Only those whose text in the language served is current, or only those that are outdated. A text "
    "in its source language is outdated only while something that it includes is.",
)
RELEASED_SINCE: Parameter[datetime | None] = Parameter(
    "released_since",
    "Only those whose edition was released at this moment or later. A date alone is its beginning in UTC.",
    _moment,
    (_("a date such as 2026-03-01, or a moment such as 2026-03-01T12:00:00Z"),),
    {"type": "string", "pattern": _whole(_MOMENT), "examples": ["2026-03-01", "2026-03-01T12:00:00Z"]},
    None,
)
REVIEWED_BEFORE: Parameter[date | None] = Parameter(
    "reviewed_before",
    "Only those last reviewed before this date. Those without a review date are left out.",
    _date,
    (_("a date such as 2026-03-01"),),
    {"type": "string", "format": "date", "pattern": _whole(_DATE)},
    None,
)
SECTION: Parameter[str | None] = _choice(
    "section",
    tuple(SectionKind.values),
    None,
    "Only sheets that have a section of this kind.",
)
