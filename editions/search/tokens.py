"""Tokens: the words that the database stores and finds, which mean nothing to it.

A token is four signs for the language, one for what the rest is, and the rest. A word in a title stands there as a
word of the title, and of everything that weighs less, so that “in the title or anywhere below” is a single token. All
signs are letters, digits and marks: no token holds anything that a query language of a database could act upon.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2s

from editions.languages import language as language_of

# A word at least here: in the title, in another title, a heading, the summary, often in the text, or in it at all.
TITLE, OTHER_TITLE, HEADING, SUMMARY, OFTEN, ANYWHERE = "abcdef"
WEIGHTS = (TITLE, OTHER_TITLE, HEADING, SUMMARY, OFTEN, ANYWHERE)
WHOLE_TITLE = "z"  # a title or another title as one word
TYPE, PUBLISHER, AUDIENCE, TOPIC = "tpuo"  # what a question can be narrowed down by

LONGEST_TITLE = 60


@cache
def mark_of(language: str) -> str:
    """The four signs of a language: its first subtag, and the last letter of its script (zh-Hans, zh-Hant)."""
    return f"{language.partition('-')[0]:0<3}{language_of(language).script[-1].lower()}"


def filter_token(language: str, kind: str, value: str) -> str:
    """The token of those with this value, whatever signs are in it."""
    return f"{mark_of(language)}{kind}{blake2s(value.encode(), digest_size=8).hexdigest()}"
