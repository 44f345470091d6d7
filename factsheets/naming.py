"""Names for people in the admin: of contents, and of languages in the language of their interface (CLDR, by Babel)."""

from __future__ import annotations

from functools import cache

from babel import Locale
from django.utils.translation import get_language

from editions.languages import BY_CODE


def language_name(code: str) -> str:
    """For example “arabe” for “ar” in a French admin; the catalogue's English name where CLDR has none."""
    return _names(get_language() or "en").get(code, BY_CODE[code].name)


@cache
def _names(interface: str) -> dict[str, str]:
    """Only asked for the few languages of the interface, so this never grows."""
    if interface.startswith("en"):
        return {}
    known = Locale.parse(interface, sep="-").languages
    return {code: known[key] for code in BY_CODE if (key := _cldr_key(code)) in known}


def _cldr_key(code: str) -> str:
    language, _hyphen, script = code.partition("-")
    return f"{language}_{script.capitalize()}" if script else {"prs": "fa_AF"}.get(language, language)


def isolated(title: str) -> str:
    """For a sentence that may run the other way: an English title in an Arabic sentence keeps its own order."""
    return f"\u2068{title}\u2069"
