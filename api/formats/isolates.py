"""Isolates: how plain text keeps its direction (UAX #9). Used where there is no markup to say it."""

from __future__ import annotations

from editions.rendering import LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_ISOLATE

from .cleaning import one_line
from .shown import Said

FIRST_STRONG_ISOLATE = "\u2068"


def isolated(said: Said, *, within: str) -> str:
    """The words on one line, in an isolate if they run against the direction of what they stand in.

    Where their language is not known, the first letter decides.
    """
    text = one_line(said.text)
    if not text:
        return ""
    if not said.language:
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if within == "rtl" or not text.isascii() else text
    if said.direction == within:
        return text
    opening = LEFT_TO_RIGHT_ISOLATE if said.direction == "ltr" else RIGHT_TO_LEFT_ISOLATE
    return f"{opening}{text}{POP_ISOLATE}"


def left_to_right(text: str, *, within: str) -> str:
    """A number or an address, which runs from left to right in every language."""
    return isolated(Said(text, "en"), within=within)
