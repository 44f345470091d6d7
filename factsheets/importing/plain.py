"""A pasted list of references: `1. Hackett GS. Joint stabilization … Ohio Med 1953;49:877-84.`

Only the common shape of a journal article is read (authors, title, journal, year, volume, pages). What is not of that
shape is told, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .records import Draft, Outcome, Problem

LONGEST_REFERENCE = 4000

_NUMBER = re.compile(r"^[ \t]*(?:\[(?P<boxed>\d{1,4})\]|\(?(?P<bare>\d{1,4})[.)])[ \t]+(?=\S)")
# From the year on: 1953;49:877-84 · 2004 Jan 1;29(1):9-16 · 2010;44:100–4
_WHERE = re.compile(
    r"[\s.,]\s?(?P<date>(?:1[4-9]|20)\d\d(?: [A-Z][a-z]{2,8})?(?: \d{1,2})?);\s?(?P<volume>[\w. ]{0,30})"
    r"(?:\((?P<issue>[^()]{1,30})\))?(?::\s?(?P<page>[\w.,‐-― -]{1,40}?))?(?=[.;]?(?:\s|$))"
)
_INITIALS = r"[A-Z0-9](?:[A-Z]|-[A-Z]){0,4}"
_AUTHORS = re.compile(
    rf"(?P<names>(?:[^\s.,;:]+(?: [^\s.,;:]+){{0,4}}? {_INITIALS}(?: Jr| Sr| [23]rd| 2nd)?(?:, | et al|(?=\.)))+"
    r"(?:et al)?)\.\s+"
)
_DOI = re.compile(r"\b(?:doi\s?:\s?|https?://(?:dx\.)?doi\.org/)(10\.\S+)", re.IGNORECASE)
_PMID = re.compile(r"\bPMID\s?:?\s?(\d{1,8})\b")
_SENTENCE = re.compile(r"(?<=[.?!])\s+")


def outcomes(text: str) -> Iterator[Outcome]:
    """Every reference of the list, and those that could not be told into their parts."""
    for line, number, reference in _references_in(text):
        label = _("number %(number)s") % {"number": number}
        if draft := _draft(reference, line, label):
            yield from draft.outcomes()
        else:
            yield Problem(line, label, "", _unread() % {"text": reference[:60]})


def _unread() -> str:
    return _(
        "“%(text)s…” is not of the form “Authors. Title. Journal Year;Volume:Pages.” and was left out. "
        "Enter it by hand."
    )


def _references_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, number and text; lines without a number belong to the reference above, until an empty line."""
    line, number = 0, ""
    parts: list[str] = []
    for at, each in enumerate(text.split("\n"), start=1):
        found = _NUMBER.match(each)
        if (found or not each.strip()) and parts:
            yield line, number, " ".join(parts)[:LONGEST_REFERENCE]
            parts = []
        if found:
            line, number, parts = at, found["boxed"] or found["bare"], [each[found.end() :].strip()]
        elif parts:
            parts.append(each.strip())
    if parts:
        yield line, number, " ".join(parts)[:LONGEST_REFERENCE]


def _draft(reference: str, line: int, label: str) -> Draft | None:
    where = _last(_WHERE, reference)
    if where is None or not (authors := _AUTHORS.match(reference)) or authors.end() > where.start():
        return None
    title, journal = _title_and_journal(reference[authors.end() : where.start()].strip())
    draft = Draft(line, label)
    for name in authors["names"].replace(" et al", ", et al.").split(","):
        _name(draft, name.strip())
    draft.say("title", title)
    draft.say("container_title", journal)
    draft.day(where["date"])
    for field in ("volume", "issue", "page"):
        draft.say(field, (where[field] or "").strip())
    for field, pattern in (("doi", _DOI), ("pmid", _PMID)):
        if found := pattern.search(reference, where.start()):
            draft.say(field, found[1])
    return draft


def _title_and_journal(text: str) -> tuple[str, str]:
    """The last sentence is the journal; a title may be several."""
    sentences = _SENTENCE.split(text)
    title, journal = " ".join(sentences[:-1]), sentences[-1].removesuffix(".")
    return (title.removesuffix("."), journal) if title else (journal, "")


def _name(draft: Draft, name: str) -> None:
    family, _space, given = name.rpartition(" ")
    if given in ("Jr", "Sr", "2nd", "3rd") and " " in family:
        family, _space, initials = family.rpartition(" ")
        given = f"{initials} {given}"
    if name.startswith("et al"):
        draft.name("authors", literal="et al.")
    elif name:
        draft.name("authors", family=family, given=given)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007 — the last one is wanted
        pass
    return found
