"""Parameters: every query parameter that there is, each written once.

A resource names those it takes; the same table checks requests (`questions.py`) and makes the OpenAPI
document (`openapi.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from editions.models.publications import SERVED
from editions.search.asking import LONGEST_QUESTION
from editions.search.texts import SEARCHED
from editions.vocabulary import Audience, ContentType, SectionKind

from .fields import ALWAYS
from .formats.media import HTML, JSON, JSON_ONLY, Format
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


def format_of(formats: Sequence[Format]) -> Parameter[str]:
    """The formats of one resource; the first is what a reader gets who asks for nothing."""
    names = tuple(format.name for format in formats)
    types = "; ".join(f"`{format.name}` is `{format.media_type}`" for format in formats)
    return _choice("format", names, None, f"The format; with it the header `Accept` is ignored. {types}.")


def fields_of(names: Sequence[str]) -> Parameter[tuple[str, ...]]:
    """The members of one resource's answer that can be asked for by name."""
    word = "|".join(names)

    def chosen(text: str) -> tuple[str, ...]:
        asked = tuple(text.split(",", len(names)))
        if not set(asked) <= set(names) or len(set(asked)) < len(asked):
            raise ValueError(text)
        return asked

    return Parameter(
        "fields",
        "Only these members, with commas between them; of a list, only these of each result. What says which text "
        f"this is and how it stands is always there: {', '.join(f'`{name}`' for name in ALWAYS if name in names)}.",
        chosen,
        tuple(names),
        {"type": "string", "pattern": _whole(f"({word})(,({word}))*"), "examples": [",".join(names[3:5])]},
        (),
        only_for=(JSON.name,),
    )


def _heading_level(text: str) -> int:
    return int(_matching("[1-6]")(text))


# A resource has `format_of` and `fields_of` its own formats and members in the place of these two.
FORMAT: Parameter[str] = format_of(JSON_ONLY)
FIELDS: Parameter[tuple[str, ...]] = fields_of(ALWAYS)
HEADING_LEVEL: Parameter[int] = Parameter(
    "heading_level",
    "In `html`, the level of the title's heading; those below it follow.",
    _heading_level,
    (_("a whole number from 1 to 6"),),
    {"type": "integer", "minimum": 1, "maximum": 6, "default": 2},
    2,
    only_for=(HTML.name,),
)
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
SINCE: Parameter[str | None] = _text(
    "since",
    "Where the last page ended. Follow `next` and do not make one up: it is opaque, it belongs to the filters it was "
    "given for, and it never runs out. Without it, everything is given.",
    "[A-Za-z0-9_:.-]{1,4000}",
    _("the value that stands in next, with the same filters"),
)
ONLY_LANGUAGE: Parameter[str | None] = _text(
    "lang",
    "Only texts in this language, a BCP 47 tag. `zh-Hant-HK` finds `zh-Hant`, never `zh-Hans` (RFC 4647 lookup). "
    "Without it, all languages; the header `Accept-Language` is not looked at.",
    LANGUAGE_TAG.pattern,
    _("a language tag such as fr or zh-Hans"),
    ["fr", "zh-Hans"],
)
TYPE: Parameter[str | None] = _choice("type", tuple(ContentType.values), None, "Only contents of this type.")
ROWS: Parameter[int] = Parameter(
    "page_size",
    "How many results a page holds at most.",
    _page_size,
    (_("a whole number from 1 to 100"),),
    {"type": "integer", "minimum": 1, "maximum": 100, "default": 100},
    100,
)


def _words(text: str) -> str:
    """Words as somebody typed them. NUL is a mistake, or worse."""
    if not text.strip() or len(text) > LONGEST_QUESTION or "\0" in text:
        raise ValueError(text)
    return text


Q: Parameter[str] = Parameter(
    "q",
    "The words to look for: all of them, as words and not as a query language, so that quotes and stars mean nothing. "
    "The last one may be a beginning (`inj` finds “injections”), unless a blank follows it; one of fewer than three "
    "letters is completed in titles only. Words that say little are left out if there are others, and no more than 16 "
    "words are looked for.",
    _words,
    (_("up to 200 characters, with a letter or a digit among them"),),
    {"type": "string", "minLength": 1, "maxLength": LONGEST_QUESTION, "examples": ["knee injection", "ركبة"]},
    "",
    required=True,
)
SEARCH_LANG: Parameter[str | None] = replace(
    LANG,
    description="The language to search in, as a BCP 47 tag; one that is not offered is refused. Without it the "
    "header `Accept-Language` decides, and without both, or if it names no language that is offered, the first "
    "language that sheets are written in here: `language.reason` says so.",
)
SEARCHED_TYPE: Parameter[str | None] = _choice(
    "type",
    tuple(type.value for type in SEARCHED),
    None,
    "Only contents of this type.",
)
