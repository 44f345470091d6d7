"""Guards: what is checked in every translated segment, offline and the same for everybody. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editions import inline
from editions.inline import Inline, InvalidInline, Mark
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
        *_problems_with_citations(source, target),
        *_problems_with_terms(source, target),
        *_problems_with_foreign_phrases(source, target),
    ]


def _problems_with_links(source: Inline, target: Inline) -> list[str]:
    wanted, found = _targets(source, "link"), _targets(target, "link")
    names = _names(source, "link") | _names(target, "link")
    return [
        *(_("The link to %(href)s is missing.") % {"href": link[0] or names[link]} for link in (wanted - found)),
        *(
            _("The link to %(href)s is not in the source.") % {"href": link[0] or names[link]}
            for link in (found - wanted)
        ),
    ]


def _problems_with_citations(source: Inline, target: Inline) -> list[str]:
    """Whatever is said must go on standing beside what it is based on, and beside nothing else."""
    wanted, found = _targets(source, "citation"), _targets(target, "citation")
    missing, added = (wanted - found).total(), (found - wanted).total()
    problems = []
    if missing:
        problems.append(
            ngettext(
                "%(count)s citation of the source is missing. Put it after the words that it belongs to.",
                "%(count)s citations of the source are missing. Put them after the words that they belong to.",
                missing,
            )
            % {"count": missing}
        )
    if added:
        problems.append(
            ngettext(
                "%(count)s citation is not in the source. Take it out.",
                "%(count)s citations are not in the source. Take them out.",
                added,
            )
            % {"count": added}
        )
    return problems


def _problems_with_terms(source: Inline, target: Inline) -> list[str]:
    wanted, found = _targets(source, "term"), _targets(target, "term")
    wanted_names, found_names = _names(source, "term"), _names(target, "term")
    return [
        *(
            _("“%(words)s” is marked as a term in the source. Mark what you wrote for it.")
            % {"words": wanted_names[target]}
            for target in (wanted - found)
        ),
        *(
            _("“%(words)s” is marked as a term, but not in the source. Take the mark away.")
            % {"words": found_names[target]}
            for target in (found - wanted)
        ),
    ]


def _problems_with_foreign_phrases(source: Inline, target: Inline) -> list[str]:
    """More of them are right: a name that stays in the language of the source needs the mark in the translation."""
    wanted, found = _foreign(source), _foreign(target)
    words = {mark.language: inline.to_text(mark.content) for mark in inline.marks_in(source) if mark.kind == "foreign"}
    return [
        _("“%(words)s” is marked as a phrase in another language. Mark it here too.") % {"words": words[language]}
        for language in (wanted - found)
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


def _targets(text: Inline, kind: str) -> Counter[tuple[str, str, str]]:
    return Counter(_identity(mark) for mark in inline.marks_in(text) if mark.kind == kind)


def _names(text: Inline, kind: str) -> dict[tuple[str, str, str], str]:
    """The words on each mark of this kind, to tell a translator which one is meant."""
    return {_identity(mark): inline.to_text(mark.content) for mark in inline.marks_in(text) if mark.kind == kind}


def _identity(mark: Mark) -> tuple[str, str, str]:
    """Where a mark leads: an address, or a content by type and id."""
    return mark.href, mark.target_type, str(mark.target or "")


def _foreign(text: Inline) -> Counter[str]:
    return Counter(mark.language for mark in inline.marks_in(text) if mark.kind == "foreign")


def _left_to_right_runs(text: Inline) -> Counter[str]:
    return Counter(western_digits(inline.to_text(m.content)) for m in inline.marks_in(text) if m.kind == "ltr")


def _numbers(text: str) -> Counter[str]:
    ungrouped = _GROUPING.sub("", western_digits(text))
    return Counter(re.sub(r"[.,٫]", ".", number) for number in _NUMBER.findall(ungrouped))


def western_digits(text: str) -> str:
    """The text with every decimal digit of any script as 0-9."""
    return "".join(str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text)
