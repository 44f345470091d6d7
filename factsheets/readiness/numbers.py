"""Doses, ranges and telephone numbers that are not marked to be read from left to right. Pure, in linear time.

In a text that runs from right to left the bidirectional algorithm turns round what is made of several numbers:
`10–20 mg` is shown as `mg 20–10`, `020 7946 0958` as `0958 7946 020`. A single number keeps its digits in order, so
that one is worth advice and no more. Patterns are narrow: a check that cries wolf is switched off in the head of its
reader. Years, dates, ISBN, ISSN, DOI and numbers grouped by thousands are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from editions.inline import Inline, Mark
from editions.languages import direction_of
from factsheets.guards import western_digits

# What stands for a run that is marked already, or for a citation: no number goes on across it.
_GAP = "\n"
_BLANK = "[ \u00a0\u2009\u202f]"
_DASH = r"[\-\u2010-\u2015\u2212~]"
_NUMBER = r"\d{1,9}(?:[.,·٫]\d{1,9})?+"
_UNITS = (
    "mg mcg µg μg ng kg g ml mL µl μl dl dL cl L IU mmol µmol mol mmHg kcal kJ mSv Gy mGy cm mm km mA kHz MHz Hz "
    "% ‰ °C °F °"
)
_UNIT = "(?:" + "|".join(sorted(map(re.escape, _UNITS.split()), key=len, reverse=True)) + ")"

# A range or a product of numbers before a unit, or one number: “10–20 mg”, “10 mg–20 mg”, “2 × 500 mg”, “5 mg/kg”.
_DOSE = re.compile(
    rf"(?<![\w.,/{_DASH[1:-1]}])"
    rf"(?P<first>[<>≤≥±]?+{_NUMBER})"
    rf"(?P<more>(?:{_BLANK}?+{_UNIT})?+{_BLANK}?+(?:{_DASH}|[x×]){_BLANK}?+{_NUMBER})?+"
    rf"{_BLANK}?+{_UNIT}(?:/{_BLANK}?+[a-zA-Zµμ]{{1,5}}[²³]?+)?+(?![\w])"
)
# What may stand between two digits of a telephone number. A full stop with a blank behind it ends a sentence.
_BETWEEN = rf"(?:{_BLANK}?+[()]{_BLANK}?+|{_BLANK}?+[-\u2010-\u2015]{_BLANK}?+|[./]|{_BLANK})?+"
# With its country it has fifteen digits at most.
_PHONE = re.compile(
    rf"(?<![\w.,/#=&@%+{_DASH[1:-1]}])"
    rf"(?:\+|00)?+\(?+\d(?:{_BETWEEN}\d){{6,14}}(?![\w@%]|{_DASH}\d|[.,/]\d)"
)
_DATE = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}")
_TWO_YEARS_OR_PAGES = re.compile(rf"([1-9]\d{{3}}){_BLANK}?{_DASH}{_BLANK}?([1-9]\d{{3}})")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[ .\u00a0\u2009\u202f]\d{3})+")
_DECIMAL = re.compile(r"\d+\.\d+")
_DOI = re.compile(r"10\.\d{4,}/")
_NAMED_NUMBER = re.compile(r"(?:ISBN(?:-1[03])?|ISSN|DOI|PMID|PMC|NCT|ISRCTN)[\s:.№]*+$", re.IGNORECASE)
_LONGEST_NAME = 24
_DIGITS_OF_A_LONG_NUMBER = 9


class Kind(Enum):
    """What a number looks like."""

    PHONE = "phone"
    DOSE = "dose"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is not marked. One that `is_turned` would be shown in another order from right to left."""

    text: str
    kind: Kind
    is_turned: bool


def unmarked_numbers(text: Inline) -> Iterator[Number]:
    """The doses and telephone numbers of a text that stand outside left-to-right marks, in their order."""
    as_written = _outside_marks(text)
    plain = western_digits(as_written)
    taken = 0
    for found in sorted([*_DOSE.finditer(plain), *_phones(plain)], key=lambda each: (each.start(), -each.end())):
        if found.start() < taken:
            continue
        taken = found.end()
        words = as_written[found.start() : found.end()].strip()
        if found.re is _DOSE:
            yield Number(words, Kind.DOSE, is_turned=bool(found["more"]))
        else:
            yield Number(words, Kind.PHONE, is_turned=not words.isdecimal())


def isolated(number: str) -> str:
    """The number as plain text that keeps its order in a message of an Arabic admin too."""
    return f"\u2066{number}\u2069"


def _phones(text: str) -> Iterator[re.Match[str]]:
    for found in _PHONE.finditer(text):
        before = text[max(found.start() - _LONGEST_NAME, 0) : found.start()]
        if not _NAMED_NUMBER.search(before) and _is_phone(found[0].strip()):
            yield found


def _is_phone(number: str) -> bool:
    """Whether digits with signs between them are a telephone number rather than something else that is counted."""
    if number.isdecimal():  # a number of a charity, an article, a trial: only a long one with a zero before is dialled
        return number.startswith("0") and len(number) >= _DIGITS_OF_A_LONG_NUMBER
    digits = "".join(filter(str.isdecimal, number))
    if len(digits) == 13 and digits.startswith(("978", "979")) and not number.startswith("+"):
        return False
    return not any(each.fullmatch(number) for each in (_DATE, _THOUSANDS, _DECIMAL)) and not (
        _DOI.match(number) or _is_two_years_or_pages(number)
    )


def _is_two_years_or_pages(number: str) -> bool:
    """“1998–2004”, “1234-1245”: the second is the greater one."""
    found = _TWO_YEARS_OR_PAGES.fullmatch(number)
    return found is not None and int(found[1]) < int(found[2])


def _outside_marks(text: Inline) -> str:
    """The words, with a gap for each run that goes from left to right already, and for each citation."""
    return "".join(node if isinstance(node, str) else _words_of(node) for node in text)


def _words_of(mark: Mark) -> str:
    if mark.kind in ("ltr", "citation") or (mark.kind == "foreign" and direction_of(mark.language) == "ltr"):
        return _GAP
    return _outside_marks(mark.content)
