"""Labels: words of ours beside a content's own, each with the language that it is really in.

Our catalogues are kept in fewer languages than contents are. Rendering and the formats of the API ask here, so that
an English label within a Somali sheet is never taken for Somali by a screen reader.
"""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from . import languages


class Label(NamedTuple):
    """Words of ours and the BCP 47 tag of their language; empty for a name, which is the same in every language."""

    text: str
    language: str


def label(message: str | Promise, code: str) -> Label:
    """The message in the language of that code; in English if we have no other. What is a plain text is a name.

    A text that is the same as in English has not been translated, and English is never labelled Arabic.
    """
    if isinstance(message, str):
        return Label(message, "")
    english = _in("en", message)
    there = _in(code, message) if code in dict(settings.LANGUAGES) else english
    return Label(english, "en") if there == english else Label(there, languages.language(code).tag)


def _in(code: str, message: Promise) -> str:
    with translation.override(code):
        return str(message)
