"""Texts, dates and languages as files write them, into the one way in which they are stored. Pure, in linear time."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from django.utils.translation import gettext as _

from editions.inline import FORBIDDEN_CHARACTERS
from editions.languages import CATALOGUE

_TAG = re.compile(
    r"</?(?:[biu]|em|strong|su[bp]|sc|span|p|br|i?mg|jats:[a-z]+|mml:[a-z]+|title|italic|bold)\b[^<>]{0,200}>", re.I
)
_HIDDEN = re.compile(f"[{re.escape(''.join(sorted(FORBIDDEN_CHARACTERS)))}]")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    r"\s*(?P<year>\d{4})(?!\d)(?:[\s/.,-]{1,3}(?P<month>\d{1,2}|[A-Za-z]{3,9})\b)?(?:[\s/.,-]{1,3}(?P<day>\d{1,2})\b)?"
)
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_OTHERS = re.compile(r"(?:and |&)?\s*(?:et\.? al|others|et alii|et coll)\b\.?", re.I)

# Three letters as in MEDLINE (ISO 639-2/B), with the other code where there are two; English names come by rule.
_CODES = {
    "eng": "en", "cym": "cy", "wel": "cy", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es",
    "ita": "it", "por": "pt", "nld": "nl", "dut": "nl", "pol": "pl", "rus": "ru", "ukr": "uk", "ces": "cs",
    "cze": "cs", "slk": "sk", "slo": "sk", "hun": "hu", "ron": "ro", "rum": "ro", "bul": "bg", "ell": "el",
    "gre": "el", "tur": "tr", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "isl": "is", "ice": "is",
    "est": "et", "lav": "lv", "lit": "lt", "hrv": "hr", "srp": "sr", "slv": "sl", "ara": "ar", "heb": "he",
    "fas": "fa", "per": "fa", "urd": "ur", "hin": "hi", "ben": "bn", "pan": "pa", "guj": "gu", "tam": "ta",
    "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko", "vie": "vi", "tha": "th", "ind": "id", "som": "so",
    "cat": "ca", "eus": "eu", "baq": "eu", "gle": "ga",
}  # fmt: skip
_NAMES = {
    "english": "en", "welsh": "cy", "french": "fr", "german": "de", "spanish": "es", "italian": "it",
    "portuguese": "pt", "dutch": "nl", "polish": "pl", "russian": "ru", "ukrainian": "uk", "czech": "cs",
    "hungarian": "hu", "romanian": "ro", "greek": "el", "turkish": "tr", "swedish": "sv", "danish": "da",
    "norwegian": "no", "finnish": "fi", "arabic": "ar", "hebrew": "he", "persian": "fa", "urdu": "ur",
    "hindi": "hi", "bengali": "bn", "chinese": "zh", "japanese": "ja", "korean": "ko", "american": "en",
    "british": "en", "ngerman": "de", "francais": "fr",
}  # fmt: skip


def cleaned(text: str) -> tuple[str, list[str]]:
    """The text on one line, without markup and invisible characters, and what a person should know about that."""
    reasons = []
    plain = _TAG.sub("", unescape(text) if "&" in text else text)
    if plain != text and _TAG.search(unescape(text)):
        reasons.append(_("Formatting was taken out; check super- and subscript numbers."))
    visible = _HIDDEN.sub("", re.sub(r"[\n\t\u2028\u2029]+", " ", plain))
    if _HIDDEN.search(plain.replace("\n", " ")):
        reasons.append(_("Invisible characters were taken out."))
    # Two spaces inside a line are kept: they are what a scanner leaves where it has lost something.
    return unicodedata.normalize("NFC", visible).replace("\u00a0", " ").strip(), reasons


def means_others(text: str) -> bool:
    """True for “et al.” and “others” in the place of a name."""
    return _OTHERS.fullmatch(text.strip()) is not None


def date_in(text: str) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of `1993 Feb 3`, `1993-02-03`, `1993/02//` or a text with a year in it."""
    text = text.strip()[:100]
    if not (found := _DATE.match(text)):
        year = _YEAR.search(text)
        return (int(year[0]) if year else None, None, None)
    month = month_in(found["month"] or "")
    day = int(found["day"]) if month and found["day"] and 1 <= int(found["day"]) <= 31 else None
    return int(found["year"]), month, day


def month_in(text: str) -> int | None:
    """The number of a month by its number or its English name; a season is none."""
    text = text.strip().lower()
    if text.isascii() and text.isdigit():
        return int(text[:3]) if 1 <= int(text[:3]) <= 12 else None
    return MONTHS.index(text[:3]) + 1 if text[:3] in MONTHS else None


def language_in(text: str) -> str:
    """The BCP 47 code of a language, or an empty string if it is not known."""
    text = text.strip().lower().replace("_", "-")
    first = re.split(r"[,;\s]", text, maxsplit=1)[0]
    if code := _CODES.get(first) or _NAMES.get(first):
        return code
    known = {language.code.lower(): language.code for language in CATALOGUE}
    base = first.split("-")[0]
    return known.get(first) or known.get(base) or (base if base in _CODES.values() else "")
