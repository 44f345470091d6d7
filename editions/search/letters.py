"""Letters: which of them count as the same in search, by script. Data for `folding`; None is taken away.

The same in every language: an Urdu keyboard writes a letter for ye that an Arabic one has not, and both are used for
either. Marks that Unicode decomposes (accents, hamza above alef) need no line here, for NFKD parts them from their
letters; DROPPED says which of them then go. Vowel signs of Indic scripts are marks as well, and letters to readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# Ranges of marks that are not looked for: accents; points, vowel marks and signs of recitation of Hebrew and Arabic;
# variation selectors. Beside them joiners, tatweel and the soft hyphen.
_MARKS = (
    (0x0300, 0x036F), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5), (0x05C7, 0x05C7),
    (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8),
    (0x06EA, 0x06ED), (0x08D3, 0x08E1), (0x08E3, 0x08FF), (0x135D, 0x135F), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
    (0x20D0, 0x20F0), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF),
)  # fmt: skip
_OTHERS = (0x00AD, 0x0640, 0x200C, 0x200D)

LATIN = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n"}

ARABIC = {
    **dict.fromkeys("ىی", "ي"),  # alef maqsura; the ye of Persian and Urdu
    **dict.fromkeys("کڪ", "ك"),
    **dict.fromkeys("ةہھۃە", "ه"),  # ta marbuta; the he of Urdu, joined and aspirating; the vowel of Sorani
    "ٱ": "ا",
}

# Spellings with and without a dot below are both common (ज़, ज), and so are both signs for a nasal. Not in Bengali,
# where the dot makes another letter.
INDIC: dict[str, str | None] = {"\u093c": None, "\u0a3c": None, "\u0901": "\u0902"}

# Rows of seven or eight syllables that sound alike today: ሐ and ኀ as ሀ, ሠ as ሰ, ዐ as አ, ፀ as ጸ.
_ETHIOPIC = ((0x1210, 0x1200), (0x1280, 0x1200), (0x1220, 0x1230), (0x12D0, 0x12A0), (0x1340, 0x1338))


def _dropped() -> Iterable[int]:
    for first, last in _MARKS:
        yield from range(first, last + 1)
    yield from _OTHERS


def _rows() -> Iterable[tuple[int, int]]:
    for row, like in _ETHIOPIC:
        yield from zip(range(row, row + 7), range(like, like + 7), strict=True)


LETTERS: Mapping[int, str | int | None] = {
    **dict.fromkeys(_dropped()),
    **{ord(letter): plain for table in (LATIN, ARABIC, INDIC) for letter, plain in table.items()},
    **dict(_rows()),
}
