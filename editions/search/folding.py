"""Folding: one word the same, however it is written; of texts at release and of questions, by the same function.

`letters` is the word in plain letters. `folded` adds what the language asks for: the ways in which the word may begin
when somebody is still typing it (`forms`), and what stands for it when it is typed out (`keys`). Two words are the
same if they share a key.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

import Stemmer

from .letters import LETTERS
from .tongues import tongue_of
from .tongues.tongue import Tongue

LONGEST_TOKEN = 40
# Normalising sorts the marks of a letter, in quadratic time; no word that anybody means is longer.
_LONGEST_READ = 96
_SHORTEST_MUTATED = 4


class Folded(NamedTuple):
    """What one word is found by."""

    forms: tuple[str, ...]
    keys: tuple[str, ...]
    tokens: tuple[str, ...]  # all of them, each once


class _Stems(Protocol):
    def stemWord(self, word: str) -> str: ...


@lru_cache(maxsize=4096)
def folded(word: str, language: str) -> Folded:
    """What the word is found by; nothing, if there is no letter or digit in it."""
    plain = letters(word)
    if not plain:
        return _with_tokens((), ())
    tongue = tongue_of(language)
    if tongue.stemmer:
        stems = _stemmer(tongue.stemmer)
        return _with_tokens((plain,), _unique(letters(stems.stemWord(_lower(word))), letters(stems.stemWord(plain))))
    return _with_tokens(_unique(*_begun(tongue, plain)), _unique(*_radicals(tongue, _bare(tongue, plain))))


def folded_signs(signs: str) -> Folded:
    """What one sign or two are found by: themselves."""
    token = _unique(letters(signs))
    return _with_tokens(token, token)


def letters(word: str) -> str:
    """The word in plain letters and Western digits: without case, accents, vowel marks and ways of writing one."""
    # A Bengali ta without its vowel is a letter of its own since Unicode 4.1, and was three before.
    word = word[:_LONGEST_READ].replace("\u09a4\u09cd\u200d", "\u09ce")
    parted = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    plain = "".join(map(_digit, unicodedata.normalize("NFC", parted.translate(LETTERS))))
    return "".join(filter(_is_part_of_word, plain))[:LONGEST_TOKEN]


@cache
def common_words(language: str) -> frozenset[str]:
    """Words that say little, as they are folded."""
    return frozenset(map(letters, tongue_of(language).common))


def _digit(sign: str) -> str:
    return str(unicodedata.digit(sign)) if sign > "\x7f" and sign.isdecimal() else sign


def _is_part_of_word(sign: str) -> bool:
    """Compatible forms may hold blanks and brackets: “⑴” is “(1)”."""
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"


def _lower(word: str) -> str:
    return unicodedata.normalize("NFC", word[:_LONGEST_READ]).lower()


@cache
def _stemmer(algorithm: str) -> _Stems:
    # Without its own cache: words are remembered above, bounded. It keeps the interpreter's lock while it works.
    stems: _Stems = Stemmer.Stemmer(algorithm, 0)
    return stems


def _begun(tongue: Tongue, plain: str) -> Iterator[str]:
    """The word, and what is left of it with each particle that is taken off. Its end may not be typed yet."""
    while plain:
        yield plain
        plain = _without_particle(tongue, plain)


def _bare(tongue: Tongue, plain: str) -> str:
    """The word without particles and endings."""
    while less := _without_ending(tongue, plain) or _without_particle(tongue, plain):
        plain = less
    return plain


def _without_ending(tongue: Tongue, plain: str) -> str:
    for suffix in _plain(tongue.suffixes):
        if plain.endswith(suffix) and len(plain) - len(suffix) >= tongue.shortest:
            return plain[: -len(suffix)]
    return ""


def _without_particle(tongue: Tongue, plain: str) -> str:
    for prefix in _plain(tongue.prefixes):
        if plain.startswith(prefix) and len(plain) - len(prefix) >= tongue.shortest:
            return plain[len(prefix) :]
    return ""


@cache
def _plain(affixes: tuple[str, ...]) -> tuple[str, ...]:
    """In plain letters as the words are, the longest first."""
    return tuple(sorted(map(letters, affixes), key=len, reverse=True))


def _radicals(tongue: Tongue, plain: str) -> Iterator[str]:
    """The word itself, and what it may be a mutation of."""
    yield plain
    for length in (3, 2, 1):
        beginning = plain[:length]
        if beginning in tongue.radicals:
            if len(plain) >= _SHORTEST_MUTATED:
                yield from (radical + plain[length:] for radical in tongue.radicals[beginning])
            return


def _with_tokens(forms: tuple[str, ...], keys: tuple[str, ...]) -> Folded:
    return Folded(forms, keys, _unique(*forms, *keys))


def _unique(*tokens: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(token[:LONGEST_TOKEN] for token in tokens if token))
