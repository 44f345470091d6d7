"""What looks wrong in a reference, by rule: gaps, ranges that run backwards, and the traces of a scanner.

Pure. Importers flag these fields and the editor sees them; nothing is ever corrected or completed here, since a guess
that looks right is worse than a slip that shows. Slips that only a reader can see (“Prototherapy”) stay unseen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .csl import AND_OTHERS, Csl, Name, SourceType, problems_with
from .vancouver import runs_backwards

LONGEST_WORD = 20
READ_FOR_SLIPS = ("title", "container_title", "publisher", "place")

# Two letters, a stop, a capital: “Ohio.Med”, “Br.J”. “U.S.A.”, “e.g.” and “Ph.D” are as they should be.
_NO_SPACE = re.compile(r"(?<![^\W\d_]\.)(?<=[^\W\d_]{2})\.(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(rf"[^\W\d_]{{{LONGEST_WORD + 1},}}")
# Medicine has long words of its own; two words that a scanner has glued together seldom end like one.
_LONG_BY_NATURE = re.compile(
    r"(?:graph(?:y|ic|ical|ically|ies)|scop(?:y|ic|ies)|ectom(?:y|ies)|ostom(?:y|ies)|log(?:y|ical|ically|ist|ists)"
    r"|itis|osis|[ae]?emia|therap(?:y|ies|eutic)|plast(?:y|ies)|metr(?:y|ic)|path(?:y|ic|ies)|genic|genesis|trophy"
    r"|sis|icity|ization|isation|amide|amine|azole|idine)$",
    re.IGNORECASE,
)
_COMPOUNDING = ("de", "da", "sv", "no", "nb", "nn", "nl", "fi", "hu", "is", "et")


def doubts_about(csl: Csl) -> dict[str, str]:
    """What looks wrong, by field, in words for the person who can look at the source."""
    reasons: dict[str, list[str]] = {}
    for field, reason in _doubts(csl):
        reasons.setdefault(field, []).append(reason)
    return {field: " ".join(dict.fromkeys(each)) for field, each in reasons.items()}


def _doubts(csl: Csl) -> Iterator[tuple[str, str]]:
    yield from problems_with(csl).items()
    yield from _gaps(csl)
    if runs_backwards(csl.page):
        yield "page", _("The last page is before the first one.")
    for field in ("authors", "editors"):
        for name in getattr(csl, field):
            yield from ((field, reason) for reason in _slips_in_name(name))
    for field in READ_FOR_SLIPS:
        yield from ((field, reason) for reason in _slips(getattr(csl, field), csl.language))


def _gaps(csl: Csl) -> Iterator[tuple[str, str]]:
    if not csl.title:
        yield "title", _("There is no title.")
    if csl.year is None:
        yield "year", _("There is no year.")
    if csl.type == SourceType.ARTICLE and (csl.volume or csl.issue) and not csl.container_title:
        yield "container_title", _("There is a volume or an issue, but no journal.")
    if csl.type == SourceType.CHAPTER and not csl.container_title:
        yield "container_title", _("There is no title of the book that the chapter is in.")
    if csl.type == SourceType.WEBPAGE and not csl.url:
        yield "url", _("There is no address of the web page.")


def _slips_in_name(name: Name) -> Iterator[str]:
    if name == AND_OTHERS:
        return
    whole = name.literal or f"{name.family} {name.given}".strip()
    if not name.literal and any(each.isdigit() for each in whole):
        yield _("There is a digit in the name “%(name)s”.") % {"name": whole}
    if _has_mixed_word(whole):
        yield _("The name “%(name)s” mixes letters of two scripts.") % {"name": whole}
    if "  " in whole:
        yield _("There are two spaces in the name “%(name)s”.") % {"name": whole}


def _slips(text: str, language: str) -> Iterator[str]:
    if found := _place_without_space(text):
        yield _("A space seems to be missing after the stop in “%(words)s”.") % {"words": found}
    if "  " in text:
        yield _("There are two spaces side by side; a word may be missing.")
    if language.split("-")[0] not in _COMPOUNDING and (glued := _glued_word(text)):
        yield _("“%(word)s” may be two words without their space.") % {"word": glued}
    if _has_mixed_word(text):
        yield _("A word mixes letters of two scripts.")
    if "\N{REPLACEMENT CHARACTER}" in text:
        yield _("A character could not be read and shows as �.")


def _place_without_space(text: str) -> str:
    """The word around a stop that a space should follow. A small letter after it is an address: patient.info."""
    for stop in _NO_SPACE.finditer(text):
        around = text[: stop.start()].split(" ")[-1] + "." + text[stop.end() :].split(" ")[0]
        if not text[stop.end()].islower() and not around.startswith("Ph.D") and "/" not in around:
            return around
    return ""


def _glued_word(text: str) -> str:
    words = (word for word in _LETTERS.findall(text) if _script(word[0]) == "LATIN")
    return next((word for word in words if not _LONG_BY_NATURE.search(word)), "")


def _has_mixed_word(text: str) -> bool:
    """True if one word has letters of Latin, Greek and Cyrillic mixed, which look alike; “TGFβ” is a name."""
    for word in _WORD.findall(text):
        scripts = {_script(letter) for letter in word} & {"LATIN", "CYRILLIC", "GREEK"}
        if len(scripts) > 1 and scripts != {"LATIN", "GREEK"}:
            return True
    return False


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0]
