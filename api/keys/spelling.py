"""Spelling: how a key is written, and how one is told from other text. Pure; the database is not asked.

`fs_`, then 160 random bits as 32 signs of Crockford's base 32 in small letters, then the CRC-32 of these 35 signs as 7
more. The checksum, as in GitHub's tokens, tells a mistyped or cut key from a wrong one without a look into the
database, and lets scanners of source code be sure of what they have found: `fs_[0-9a-hjkmnp-tv-z]{39}`.
"""

from __future__ import annotations

import re
import secrets
from hashlib import sha256
from typing import Final
from zlib import crc32

PREFIX: Final = "fs_"
RANDOM_BITS: Final = 160
HINT_LENGTH: Final = len(PREFIX) + 4

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # without i, l, o and u, which are misread
_BITS_OF_A_SIGN: Final = 5
_LENGTH_OF_CHECKSUM: Final = 7  # 35 bits for 32
_WHOLE = re.compile(rf"{PREFIX}[{_ALPHABET}]{{{RANDOM_BITS // _BITS_OF_A_SIGN + _LENGTH_OF_CHECKSUM}}}")
# Also one that was cut or lost its case on the way: most of a secret is one too.
_LIKE_A_KEY = re.compile(rf"(?<![0-9a-z]){PREFIX}[0-9a-z]{{30,}}", re.IGNORECASE | re.ASCII)


def new() -> str:
    """A key that nobody has."""
    body = PREFIX + _written(secrets.randbits(RANDOM_BITS), RANDOM_BITS // _BITS_OF_A_SIGN)
    return body + _checksum(body)


def is_well_formed(text: str) -> bool:
    """Whether this could be a key: right length, right signs, right checksum."""
    if not _WHOLE.fullmatch(text):
        return False
    return text[-_LENGTH_OF_CHECKSUM:] == _checksum(text[:-_LENGTH_OF_CHECKSUM])


def digest(text: str) -> str:
    """What is stored of a key. SHA-256 without salt or stretching: nobody can try 2¹⁶⁰ keys, and it is fast enough
    for every request."""
    return sha256(text.encode()).hexdigest()


def hint(text: str) -> str:
    """The beginning, by which people know their key again. 140 bits stay secret."""
    return text[:HINT_LENGTH]


def stands_in(text: str) -> bool:
    """Whether something that looks like a key is anywhere in the text."""
    return "_" in text and _LIKE_A_KEY.search(text) is not None


def without_keys(text: str) -> str:
    """The text with an ellipsis for whatever looks like a key in it: for logs and answers."""
    return _LIKE_A_KEY.sub(f"{PREFIX}…", text)


def _checksum(body: str) -> str:
    return _written(crc32(body.encode()), _LENGTH_OF_CHECKSUM)


def _written(number: int, length: int) -> str:
    shifts = range((length - 1) * _BITS_OF_A_SIGN, -1, -_BITS_OF_A_SIGN)
    return "".join(_ALPHABET[number >> shift & 31] for shift in shifts)
