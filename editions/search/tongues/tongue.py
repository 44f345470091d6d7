"""Tongue: what search knows of one language beside its letters. Every field is data; `folding` says what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tongue:
    """`stemmer` names an algorithm of Snowball.

    `prefixes` and `suffixes` are taken off as long as `shortest` letters stay, longest first. `radicals` says for the
    beginning of a word what it may stand for (Welsh mutations). `elided` are words that end before an apostrophe and
    `enclitic` those that begin after one: nobody looks for them. `common` words are left out of a question that has
    others.
    """

    stemmer: str = ""
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    shortest: int = 3
    radicals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    elided: frozenset[str] = frozenset()
    enclitic: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()


def words(text: str) -> frozenset[str]:
    """A list of words, written as one text."""
    return frozenset(text.split())
