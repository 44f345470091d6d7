"""The content languages that are shipped, and how a reader's wish finds one of them.

Settings read it to make LANGUAGES, modeltranslation turns every code into a column of the
migrations, and the API names languages by `tag` and chooses one by `lookup`. Pure Python:
settings import it before Django is ready.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Language:
    """One language in one script, written as a clinic's leaflets write it."""

    code: str
    name: str
    native_name: str
    direction: Literal["ltr", "rtl"]
    script: str
    # The CLDR numbering system for numbers that we make ourselves, such as dates and page
    # numbers. A dose or a phone number stays in the digits that its translator wrote.
    digits: str

    @property
    def tag(self) -> str:
        """The code as BCP 47 writes it, for `lang` attributes, headers and JSON."""
        return _in_bcp47_case(self.code)

    @property
    def column_suffix(self) -> str:
        """What modeltranslation's `build_lang` adds to a field's name for this language.

        Indonesian is `ind`, because Django ends the columns of foreign keys in `_id`.
        """
        return "ind" if self.code == "id" else self.code.replace("-", "_")


class UnknownLanguage(ValueError):
    """A code that is not in the catalogue."""

    def __init__(self, code: str) -> None:
        self.code = code
        known = ", ".join(BY_CODE)
        super().__init__(f"There is no language {code[:_LONGEST_RANGE]!r}. There is: {known}.")


# Chosen from the main languages of the censuses of England and Wales (2021, table TS024),
# Australia (2021) and the United States (American Community Survey), then by how often clinics
# book interpreters, which brings in the languages of refugees (am, ckb, prs, ps, so, sw, ti, uk)
# before larger ones whose speakers mostly read English. Welsh is a legal duty in Wales. German,
# Italian and Dutch are the EU's large majority languages. A column is easily added and never
# safely taken away, so the next in line (ga, km, my, th) wait until a clinic asks.
#
# Names are CLDR's, except where staff could pick the wrong sheet: in British clinics "Kurdish"
# alone mostly means Sorani, so both Kurdish languages say which they are; bn is "Bengali", as in
# all three censuses (CLDR: Bangla). `prs` is CLDR's fa-AF. `pa` is Eastern Punjabi in Gurmukhi;
# the Western Punjabi of Pakistan (pa-Arab, pnb) is not in the catalogue, its readers use Urdu.
CATALOGUE: Final[tuple[Language, ...]] = (
    Language("am", "Amharic", "አማርኛ", "ltr", "Ethi", "latn"),
    Language("ar", "Arabic", "العربية", "rtl", "Arab", "latn"),
    Language("bg", "Bulgarian", "български", "ltr", "Cyrl", "latn"),
    Language("bn", "Bengali", "বাংলা", "ltr", "Beng", "beng"),
    Language("ckb", "Kurdish (Sorani)", "کوردی (سۆرانی)", "rtl", "Arab", "arab"),
    Language("cs", "Czech", "čeština", "ltr", "Latn", "latn"),
    Language("cy", "Welsh", "Cymraeg", "ltr", "Latn", "latn"),
    Language("de", "German", "Deutsch", "ltr", "Latn", "latn"),
    Language("el", "Greek", "Ελληνικά", "ltr", "Grek", "latn"),
    Language("en", "English", "English", "ltr", "Latn", "latn"),
    Language("es", "Spanish", "español", "ltr", "Latn", "latn"),
    Language("fa", "Persian", "فارسی", "rtl", "Arab", "arabext"),
    Language("fr", "French", "français", "ltr", "Latn", "latn"),
    Language("gu", "Gujarati", "ગુજરાતી", "ltr", "Gujr", "latn"),
    Language("hi", "Hindi", "हिन्दी", "ltr", "Deva", "latn"),
    Language("ht", "Haitian Creole", "Kreyòl Ayisyen", "ltr", "Latn", "latn"),
    Language("hu", "Hungarian", "magyar", "ltr", "Latn", "latn"),
    Language("it", "Italian", "italiano", "ltr", "Latn", "latn"),
    Language("ko", "Korean", "한국어", "ltr", "Kore", "latn"),
    Language("ku", "Kurdish (Kurmanji)", "kurdî (kurmancî)", "ltr", "Latn", "latn"),
    Language("lt", "Lithuanian", "lietuvių", "ltr", "Latn", "latn"),
    Language("lv", "Latvian", "latviešu", "ltr", "Latn", "latn"),
    Language("ne", "Nepali", "नेपाली", "ltr", "Deva", "deva"),
    Language("nl", "Dutch", "Nederlands", "ltr", "Latn", "latn"),
    Language("pa", "Punjabi", "ਪੰਜਾਬੀ", "ltr", "Guru", "latn"),
    Language("pl", "Polish", "polski", "ltr", "Latn", "latn"),
    Language("prs", "Dari", "دری", "rtl", "Arab", "arabext"),
    Language("ps", "Pashto", "پښتو", "rtl", "Arab", "arabext"),
    Language("pt", "Portuguese", "português", "ltr", "Latn", "latn"),
    Language("ro", "Romanian", "română", "ltr", "Latn", "latn"),
    Language("ru", "Russian", "русский", "ltr", "Cyrl", "latn"),
    Language("sk", "Slovak", "slovenčina", "ltr", "Latn", "latn"),
    Language("so", "Somali", "Soomaali", "ltr", "Latn", "latn"),
    Language("sq", "Albanian", "shqip", "ltr", "Latn", "latn"),
    Language("sw", "Swahili", "Kiswahili", "ltr", "Latn", "latn"),
    Language("ta", "Tamil", "தமிழ்", "ltr", "Taml", "latn"),
    Language("ti", "Tigrinya", "ትግርኛ", "ltr", "Ethi", "latn"),
    Language("tl", "Tagalog", "Tagalog", "ltr", "Latn", "latn"),
    Language("tr", "Turkish", "Türkçe", "ltr", "Latn", "latn"),
    Language("uk", "Ukrainian", "українська", "ltr", "Cyrl", "latn"),
    Language("ur", "Urdu", "اردو", "rtl", "Arab", "latn"),
    Language("vi", "Vietnamese", "Tiếng Việt", "ltr", "Latn", "latn"),
    Language("zh-hans", "Simplified Chinese", "简体中文", "ltr", "Hans", "latn"),
    Language("zh-hant", "Traditional Chinese", "繁體中文", "ltr", "Hant", "latn"),
)

BY_CODE: Final[Mapping[str, Language]] = MappingProxyType({language.code: language for language in CATALOGUE})

# RFC 5646 §4.4.1: no tag in use needs more than 35 characters. Longer ranges are not read.
_LONGEST_RANGE: Final = 35

# RFC 4647 §2.1, a basic language range; "*" is left out, because lookup skips it.
_BASIC_RANGE: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")

# The three tables below are our addition to RFC 4647, whose lookup compares letters only. They
# hold nothing but what concerns the catalogue; all keys and values are in lower case.

# Two spellings of one language, made one before comparing. From CLDR's languageAlias (tl, prs,
# and the individual languages of a macrolanguage, which the IANA registry lists as well) and
# CLDR's languageMatching (yue: Cantonese speakers read written Chinese). `ku-arab` is what
# Windows calls Sorani ([MS-LCID] 0x0492).
_SAME_AS: Final[Mapping[str, str]] = {
    "als": "sq",
    "arb": "ar",
    "cmn": "zh",
    "kmr": "ku",
    "ku-arab": "ckb",
    "lvs": "lv",
    "mo": "ro",
    "npi": "ne",
    "pes": "fa",
    "prs": "fa-af",
    "swh": "sw",
    "tl": "fil",
    "yue": "zh-hant",
    "yue-cn": "zh-hans",
    "yue-hans": "zh-hans",
    "yue-hant": "zh-hant",
}

# Which script is meant by a range that names none. From CLDR's likelySubtags, for languages
# that are written in more than one; a region that is not listed follows its language.
_LIKELY_SCRIPT: Final[Mapping[str, str]] = {
    "ku": "latn",
    "ku-lb": "arab",
    "pa": "guru",
    "pa-pk": "arab",
    "zh": "hans",
    "zh-au": "hant",
    "zh-bn": "hant",
    "zh-gb": "hant",
    "zh-gf": "hant",
    "zh-hk": "hant",
    "zh-id": "hant",
    "zh-mo": "hant",
    "zh-pa": "hant",
    "zh-pf": "hant",
    "zh-ph": "hant",
    "zh-sr": "hant",
    "zh-th": "hant",
    "zh-tw": "hant",
    "zh-us": "hant",
    "zh-vn": "hant",
}

# Scripts of ISO 15924 that are read by whoever reads the catalogue's script: Hangul is part of
# Korean, Nastaliq is a style of Arabic.
_READ_AS: Final[Mapping[str, str]] = {"hang": "kore", "aran": "arab"}


def language(code: str) -> Language:
    """The language of exactly this code, in any case: `zh-Hans` is `zh-hans`."""
    try:
        return BY_CODE[code.lower()]
    except KeyError:
        raise UnknownLanguage(code) from None


# Right-to-left languages (Unicode CLDR) that content is not offered in, but that a phrase or a cited work may be in.
_OTHER_RIGHT_TO_LEFT = {"he", "yi", "dv", "syr", "arc", "sam"}


def direction_of(tag: str) -> str:
    """“ltr” or “rtl” for any BCP 47 tag; what is not known is read from left to right."""
    known = BY_CODE.get(tag.lower()) or BY_CODE.get(tag.partition("-")[0].lower())
    if known:
        return known.direction
    return "rtl" if tag.partition("-")[0].lower() in _OTHER_RIGHT_TO_LEFT else "ltr"


def lookup(ranges: Iterable[str], offered: Iterable[str]) -> str | None:
    """The offered code that suits the reader best, as it was offered, or None.

    RFC 4647 §3.4 over `ranges`, the most wanted first. Beyond the RFC it knows other spellings
    of a language and the script that a region implies, and it never answers with a language of
    the catalogue in a script other than the one asked for: `zh-TW` is not served `zh-hans`.
    Malformed ranges, `*` and ranges of more than 35 characters are skipped. Nothing is
    remembered between calls, so readers cannot fill the memory.
    """
    by_spelling = _by_one_spelling(tuple(offered))
    for language_range in ranges:
        for candidate in _candidates(language_range):
            if candidate in by_spelling:
                return by_spelling[candidate]
    return None


@lru_cache(maxsize=16)  # lists that settings hold, and none that a reader could send
def _by_one_spelling(offered: tuple[str, ...]) -> dict[str, str]:
    by_spelling: dict[str, str] = {}
    for code in offered:
        by_spelling.setdefault(_in_one_spelling(code.lower()), code)
    return by_spelling


def _candidates(language_range: str) -> Iterator[str]:
    """What to look for, in order: each truncation as the RFC has it, then with its script."""
    if len(language_range) > _LONGEST_RANGE or not _BASIC_RANGE.fullmatch(language_range):
        return
    wanted = _in_one_spelling(language_range.lower())
    named = _named_script(wanted)
    script = named or _likely_script(wanted)
    for shorter in _truncations(wanted):
        if _is_readable_in(script, shorter):
            yield shorter
        if script and not named:
            primary, *rest = shorter.split("-")
            yield "-".join([primary, script, *rest])


def _in_one_spelling(tag: str) -> str:
    """`zh-yue-hk` and `yue-hk` become `zh-hant-hk`; most tags stay as they are."""
    subtags = tag.split("-")
    if len(subtags) > 1 and len(subtags[1]) == 3 and subtags[1].isalpha():
        del subtags[0]  # RFC 5646 §4.5: an extended language subtag stands alone.
    for length in (2, 1):
        same = _SAME_AS.get("-".join(subtags[:length]))
        if same is not None:
            return "-".join([same, *subtags[length:]])
    return "-".join(subtags)


def _named_script(tag: str) -> str | None:
    second = _second_subtag(tag)
    return second if len(second) == 4 and second.isalpha() else None


def _likely_script(tag: str) -> str | None:
    primary = tag.split("-")[0]
    return _LIKELY_SCRIPT.get(f"{primary}-{_second_subtag(tag)}") or _LIKELY_SCRIPT.get(primary)


def _second_subtag(tag: str) -> str:
    return tag.split("-")[1] if "-" in tag else ""


def _truncations(tag: str) -> Iterator[str]:
    """RFC 4647 §3.4: drop the last subtag, and with it a single letter that would be last."""
    subtags = tag.split("-")
    while subtags:
        yield "-".join(subtags)
        subtags.pop()
        if subtags and len(subtags[-1]) == 1:
            subtags.pop()


def _is_readable_in(script: str | None, code: str) -> bool:
    """Whether a reader of `script` can read this code; True where we cannot tell."""
    known = BY_CODE.get(code)
    if script is None or known is None:
        return True
    return _READ_AS.get(script, script) == known.script.lower()


@cache  # for codes of the catalogue alone
def _in_bcp47_case(code: str) -> str:
    """RFC 5646 §2.1.1: Script and REGION after the language, lower case after a singleton."""
    first, *rest = code.lower().split("-")
    cased = [first]
    after_singleton = len(first) == 1
    for subtag in rest:
        after_singleton = after_singleton or len(subtag) == 1
        cased.append(subtag if after_singleton else _in_case_of_its_length(subtag))
    return "-".join(cased)


def _in_case_of_its_length(subtag: str) -> str:
    if len(subtag) == 2:
        return subtag.upper()
    return subtag.capitalize() if len(subtag) == 4 else subtag
