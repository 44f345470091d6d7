"""Preferences: the languages that a reader asks for, and the label that says what they got.

A language is asked for by `lang`, or else by `Accept-Language`. The same preference chooses the
text of one sheet and the sheets of a list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from editions import languages
from editions.languages import lookup
from editions.models import Status
from editions.models.publications import SERVED
from editions.reading import Wish

from .negotiation import LanguageRange, language_ranges

NO_FALLBACK = "none"
IF_MISSING = "missing"
UNLESS_CURRENT = "current"
FALLBACKS = (NO_FALLBACK, IF_MISSING, UNLESS_CURRENT)

# Stands in the list of wishes for “whatever language the content is written in”.
SOURCE = Wish("")


@dataclass(frozen=True, slots=True)
class Asked:
    """One language as the reader wrote it, and the offered one that suits it (None if none does)."""

    tag: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Preference:
    """The languages asked for, most wanted first, and what may be served instead of them."""

    asked: tuple[Asked, ...]
    fallback: str

    @property
    def wishes(self) -> list[Wish]:
        """What would do, in order, as `editions.reading` understands it."""
        if not self.asked:
            return [SOURCE]
        only_current = self.fallback == UNLESS_CURRENT
        statuses = (Status.CURRENT,) if only_current else SERVED
        codes = dict.fromkeys(each.code for each in self.asked if each.code)
        wishes = [Wish(code, tuple(statuses)) for code in codes]
        return wishes if self.fallback == NO_FALLBACK else [*wishes, SOURCE]

    def label(self, envelope: dict[str, Any], served: str) -> dict[str, Any]:
        """The member `language` of an answer: what was asked, what is served, and why it differs."""
        met = next((each for each in self.asked if each.code == served), None)
        wanted = met or (self.asked[0] if self.asked else None)
        language = languages.language(served)
        return {
            "requested": wanted.tag if wanted else None,
            "served": language.tag,
            "direction": language.direction,
            "reason": None if met else self._reason(envelope),
        }

    def withheld(self, envelope: dict[str, Any]) -> dict[str, Any] | None:
        """The envelope's line of the first asked language that exists but is withheld.

        A source is withheld where it includes something that is; who names no language asks for the source.
        """
        codes = [each.code for each in self.asked] or [envelope["source_language"]]
        lines = (line_of(envelope, code) for code in codes)
        return next((line for line in lines if line and line["status"] == Status.WITHHELD), None)

    def _reason(self, envelope: dict[str, Any]) -> str:
        if not self.asked:
            return "unspecified"
        line = line_of(envelope, self.asked[0].code)
        return str(line["status"]) if line else "missing"


def preference(*, lang: str | None, accept_language: str, fallback: str) -> Preference:
    """Read `lang`, or the header if there is none. `*` in the header gives way to anything."""
    if lang:
        return Preference((_asked(lang),), fallback)
    ranges = language_ranges(accept_language)
    wanted = tuple(_asked(each.tag) for each in ranges if each.weight and each.tag != "*")
    allowed = tuple(each for each in wanted if not _is_refused(each, ranges))
    anything = any(each.tag == "*" and each.weight for each in ranges)
    return Preference(allowed, IF_MISSING if anything and fallback == NO_FALLBACK else fallback)


def line_of(envelope: dict[str, Any], code: str | None) -> dict[str, Any] | None:
    """What the envelope says of this language."""
    return next((line for line in envelope["languages"] if line["code"] == code), None)


def _asked(tag: str) -> Asked:
    return Asked(tag, lookup([tag], settings.CONTENT_LANGUAGES))


def _is_refused(asked: Asked, ranges: list[LanguageRange]) -> bool:
    """Whether the header says `q=0` of the language that we would serve (RFC 4647 §3.3.1)."""
    code = f"{asked.code or asked.tag}-"
    return any(not each.weight and code.startswith(f"{each.tag.lower()}-") for each in ranges)
