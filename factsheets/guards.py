"""Guards: what is checked in every translated segment, offline and the same for everybody. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from django.utils.translation import gettext as _

from editions import inline
from editions.inline import Inline, InvalidInline
from editions.segments import INLINE, PLAIN, Segment

MAX_LENGTH_FACTOR = 5
LONGEST_TITLE = 255
# Signs that group thousands: they are no part of the number.
_GROUPING = re.compile(r"(?<=\d)[,\u00a0\u202f\u2009\u066c](?=\d{3}(?!\d))")
_NUMBER = re.compile(r"\d+(?:[.,٫]\d+)*")


def problems_with_translation(source: Segment, text: str) -> list[str]:
    """What is wrong with this text as a translation of that segment, in words for its translator."""
    if not text.strip():
        return [_("The translation is empty.")]
    if len(text) > MAX_LENGTH_FACTOR * len(source.text) + 200:
        return [_("The translation is more than five times as long as the source. Check that it belongs here.")]
    if problem := _does_not_fit(source, text.strip()):
        return [problem]
    try:
        if source.format != INLINE:
            inline.refuse_forbidden_characters(text)
            return _problems_with_numbers(source.text, text)
        return _problems_with_inline(inline.parse(source.text), inline.parse(text))
    except InvalidInline as problem:
        return [str(problem)]


def _does_not_fit(source: Segment, text: str) -> str:
    """A title or heading is one line of limited length; other plain texts are one line."""
    if source.format == PLAIN and len(text.splitlines()) > 1:
        return _("This is a single line. Remove the line break.")
    if source.key.endswith(("title", "/heading")) and len(text) > LONGEST_TITLE:
        return _("This is longer than %(limit)s characters. Shorten it.") % {"limit": LONGEST_TITLE}
    return ""


def _problems_with_inline(source: Inline, target: Inline) -> list[str]:
    return [
        *_problems_with_links(source, target),
        *_problems_with_numbers(inline.to_text(source), inline.to_text(target)),
        *_problems_with_left_to_right(source, target),
    ]


def _problems_with_links(source: Inline, target: Inline) -> list[str]:
    wanted, found = _hrefs(source), _hrefs(target)
    return [
        *(_("The link to %(href)s is missing.") % {"href": href} for href in (wanted - found)),
        *(_("The link to %(href)s is not in the source.") % {"href": href} for href in (found - wanted)),
    ]


def _problems_with_numbers(source: str, target: str) -> list[str]:
    """Digits count whatever script they are written in (Unicode decimal digit values)."""
    wanted, found = _numbers(source), _numbers(target)
    return [
        *(_("The number %(number)s is missing.") % {"number": number} for number in (wanted - found)),
        *(_("The number %(number)s is not in the source.") % {"number": number} for number in (found - wanted)),
    ]


def _problems_with_left_to_right(source: Inline, target: Inline) -> list[str]:
    wanted, found = _left_to_right_runs(source), _left_to_right_runs(target)
    return [
        _("“%(run)s” must be marked to be read from left to right, as in the source.") % {"run": run}
        for run in (wanted - found)
    ]


def _hrefs(text: Inline) -> Counter[str]:
    return Counter(mark.href for mark in inline.marks_in(text) if mark.kind == "link")


def _left_to_right_runs(text: Inline) -> Counter[str]:
    return Counter(western_digits(inline.to_text(m.content)) for m in inline.marks_in(text) if m.kind == "ltr")


def _numbers(text: str) -> Counter[str]:
    ungrouped = _GROUPING.sub("", western_digits(text))
    return Counter(re.sub(r"[.,٫]", ".", number) for number in _NUMBER.findall(ungrouped))


def western_digits(text: str) -> str:
    """The text with every decimal digit of any script as 0-9."""
    return "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text)
