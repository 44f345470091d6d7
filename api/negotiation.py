"""Content negotiation: what `Accept` and `Accept-Language` ask for (RFC 9110 §12.4.2, §12.5).

Only the first ranges of a header are read, so that a header of any length costs the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings

from editions.languages import lookup

MOST_RANGES = 20
# RFC 5646 §4.4.1: no tag in use is longer than 35 characters.
LANGUAGE_TAG = re.compile(r"(?=.{1,35}\Z)[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")

_WEIGHT = r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?"
_LANGUAGE_RANGE = re.compile(rf"([A-Za-z]{{1,8}}(?:-[A-Za-z0-9]{{1,8}})*|\*)[ \t]*(?:;[ \t]*[qQ]=({_WEIGHT}))?")
_MEDIA_RANGE = re.compile(r"([\w.+-]+/[\w.+-]+|[\w.+-]+/\*|\*/\*)[ \t]*((?:;[^,]*)?)", re.ASCII)
_MEDIA_WEIGHT = re.compile(rf";[ \t]*[qQ]=({_WEIGHT})[ \t]*(?:;|\Z)")


class LanguageRange(NamedTuple):
    """One range of Accept-Language; a weight of 0 means “not this one”."""

    tag: str
    weight: float


def accepts(media_type: str, accept: str) -> bool:
    """Whether this type is acceptable. A header without any readable range counts as absent."""
    return weight(media_type, accept) > 0


def weight(media_type: str, accept: str) -> float:
    """How much this type is wanted, 0 if not at all; 1 of every type without a header."""
    weights = dict(_media_ranges(accept))
    if not weights:
        return 1.0
    most_specific_first = (media_type, f"{media_type.partition('/')[0]}/*", "*/*")
    return next((weights[each] for each in most_specific_first if each in weights), 0.0)


def language_ranges(accept_language: str) -> list[LanguageRange]:
    """The readable ranges, the most wanted first; equal ones in the order of the header."""
    ranges = []
    for part in _parts(accept_language):
        if match := _LANGUAGE_RANGE.fullmatch(part):
            ranges.append(LanguageRange(match[1], float(match[2] or 1)))
    return sorted(ranges, key=lambda each: -each.weight)


def interface_language(lang: str | None, accept_language: str) -> str:
    """The language in which to explain a problem: the asked one if there is a catalogue of it."""
    wanted = [lang] if lang else [r.tag for r in language_ranges(accept_language) if r.weight]
    return lookup(wanted, [code for code, _name in settings.LANGUAGES]) or "en"


def _media_ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in _parts(accept):
        if match := _MEDIA_RANGE.fullmatch(part):
            weight = _MEDIA_WEIGHT.search(match[2])
            yield match[1].lower(), float(weight[1]) if weight else 1.0


def _parts(header: str) -> list[str]:
    return [part.strip(" \t") for part in header.split(",", MOST_RANGES)[:MOST_RANGES]]
