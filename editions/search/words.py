"""Words: where they stand in a text. Chinese, Japanese and Korean are cut into signs and pairs of signs.

A word is letters and digits with the marks on them, so that no Bengali word is cut at a vowel sign. Offsets are those
of the text as it was given; folding comes afterwards.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from .folding import Folded, folded, folded_signs
from .tongues import tongue_of

APOSTROPHES = ("'", "’", "ʼ", "＇")
# Written without blanks, or (Korean) with particles at the end of words: signs and pairs of them are found instead.
_SIGNS = (
    "\u3040-\u30fa\u30fc-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"  # Han
    "\uac00-\ud7a3"  # Hangul
)


class Word(NamedTuple):
    """A word, or one or two signs, of a text: where it begins and ends, and what it is found by."""

    start: int
    end: int
    folded: Folded


def _ranges_of_marks() -> str:
    """The marks of Unicode's first plane as a class of regular expressions, which have no name for them.

    Beyond it are scripts that no patient reads, and with them `re` would go through all ranges at every letter.
    """
    marks = (code for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M")
    runs = (list(run) for _step, run in groupby(enumerate(marks), lambda each: each[1] - each[0]))
    return "".join(f"{chr(run[0][1])}-{chr(run[-1][1])}" for run in runs)


MARKS = _ranges_of_marks()
WORD = re.compile(rf"(?P<signs>[{_SIGNS}]++)|[^\W_{_SIGNS}](?:[^\W_{_SIGNS}]|[{MARKS}\u200c\u200d])*+")


def words(text: str, language: str) -> Iterator[Word]:
    """The words of the text with their places, without elided ones."""
    may_elide = any(sign in text for sign in APOSTROPHES)
    for found in WORD.finditer(text):
        if found.lastgroup:
            yield from _signs(found[0], found.start())
        elif may_elide and _is_elided(text, found, language):
            continue
        elif (tokens := folded(found[0], language)).keys:
            yield Word(*found.span(), tokens)


def end_of_word(text: str, start: int, token: str) -> int:
    """Where the word that begins there ends; of signs, as many as the token has."""
    found = WORD.match(text, start)
    if found is None:
        return start
    return min(start + len(token), found.end()) if found["signs"] else found.end()


def is_of_signs(token: str) -> bool:
    """Whether the token is of a script that is found by pairs of signs."""
    found = WORD.match(token)
    return found is not None and bool(found["signs"])


def _signs(run: str, start: int) -> Iterator[Word]:
    for place, sign in enumerate(run, start):
        if (tokens := folded_signs(sign)).tokens:
            yield Word(place, place + 1, tokens)
    for place, pair in enumerate(pairwise(run), start):
        if (tokens := folded_signs("".join(pair))).tokens:
            yield Word(place, place + 2, tokens)


def _is_elided(text: str, found: re.Match[str], language: str) -> bool:
    """Whether it is the l of “l’épaule”, or the s of “doctor’s”."""
    tongue = tongue_of(language)
    if tongue.elided and text.startswith(APOSTROPHES, found.end()) and WORD.match(text, found.end() + 1):
        return found[0].lower() in tongue.elided
    if tongue.enclitic and text.startswith(APOSTROPHES, max(found.start() - 1, 0)):
        return found[0].lower() in tongue.enclitic
    return False
