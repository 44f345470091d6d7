"""Content negotiation: what `Accept` and `Accept-Language` ask for (RFC 9110 §12.4.2, §12.5).

Only the first ranges of a header are read, so that a header of any length costs the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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


def chosen(offered: Sequence[str], accept: str) -> str | None:
    """The media type that the reader wants most, or None if none of them is acceptable (RFC 9110 §12.5.1).

    Among those wanted alike, one that is named comes before one that only falls under `*`, then the one offered
    first. A header without any readable range counts as absent.
    """
    weights = _weights(accept)
    if not weights:
        return offered[0]
    ranked = [(*_wish(media_type, weights), media_type) for media_type in offered]
    best = max(ranked, key=lambda each: each[:2])  # the first of several that are alike
    return best[2] if best[0] > 0 else None


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


def _wish(media_type: str, weights: Mapping[str, float]) -> tuple[float, int]:
    """How much this type is wanted, by the most specific range that it falls under, and how specific that is."""
    ranges = ("*/*", f"{media_type.partition('/')[0]}/*", media_type)
    return next(((weights[each], rank) for rank, each in reversed(list(enumerate(ranges))) if each in weights), (0, 0))


def _weights(accept: str) -> dict[str, float]:
    """Weights by range. Parameters of a media type are not told apart; a range without any comes before one with."""
    bare: dict[str, float] = {}
    with_parameters: dict[str, float] = {}
    for part in _parts(accept):
        if match := _MEDIA_RANGE.fullmatch(part):
            weight = _MEDIA_WEIGHT.search(match[2])
            is_bare = not _MEDIA_WEIGHT.sub("", match[2]).strip("; \t")
            found = bare if is_bare else with_parameters
            found[match[1].lower()] = float(weight[1]) if weight else 1.0
    return with_parameters | bare


def _parts(header: str) -> list[str]:
    return [part.strip(" \t") for part in header.split(",", MOST_RANGES)[:MOST_RANGES]]
