"""RIS, which nearly every journal and library exports. rispy reads each record; dividing the file is ours.

A record without its end would cost rispy the next one as well, and it has no line numbers. It also wants two spaces
before the hyphen, where some exporters write one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import rispy
from django.utils.translation import gettext as _

from editions.bibliography.csl import SourceType

from .records import Draft, Outcome, Problem, label_of, numbered

TYPES = {
    **dict.fromkeys(("JOUR", "EJOUR", "JFULL", "MGZN", "NEWS", "INPR", "ABST"), SourceType.ARTICLE.value),
    **dict.fromkeys(("BOOK", "EBOOK", "EDBOOK", "SER", "WHOLE", "CLSWK", "DICT", "ENCYC"), SourceType.BOOK.value),
    **dict.fromkeys(("CHAP", "ECHAP", "CONF", "CPAPER"), SourceType.CHAPTER.value),
    **dict.fromkeys(("RPRT", "GOVDOC", "PAMP", "STAND", "GEN", "UNPB", "LEGAL", "DATA"), SourceType.REPORT.value),
    **dict.fromkeys(("ELEC", "BLOG", "ICOMM", "WEB", "MULTI"), SourceType.WEBPAGE.value),
    "THES": SourceType.THESIS.value,
}
# Each of our fields with the tags that may hold it, the best first.
TAGS = {
    "volume": ("VL",),
    "issue": ("IS", "CP"),
    "edition": ("ET",),
    "publisher": ("PB",),
    "place": ("CY", "PP"),
    "doi": ("DO",),
    "pmid": ("PM",),
}
TITLES = ("TI", "T1", "CT")
JOURNALS = ("J2", "JA", "JO", "JF", "T2", "J1")
BOOKS = ("BT", "T2", "TI", "T1")
_TAG_LINE = re.compile(r"^[ \t]*([A-Z][A-Z0-9]) {0,3}-(?: |$)")
_START = re.compile(r"^[ \t]*TY {1,3}-")
_REPEATED = ["AU", "A1", "A2", "A3", "ED", "UR", "L1", "L2", "KW", "N1"]


class _Parser(rispy.RisParser):
    """rispy with tags as they are, and no splitting of addresses at semicolons."""

    DEFAULT_MAPPING = {**{tag: tag for tag in rispy.TAG_KEY_MAPPING}, "UK": "unknown"}
    DEFAULT_LIST_TAGS = _REPEATED
    DEFAULT_DELIMITER_MAPPING: dict[str, str] = {}


def outcomes(text: str) -> Iterator[Outcome]:
    """Every record of the file, and what could not be read."""
    for position, (line, lines) in enumerate(_records_in(text), start=1):
        tags = _tags_in(lines)
        label = label_of(_first(tags, ("ID", "LB")), numbered(position))
        if not tags:
            yield Problem(
                line, label, "", _("This record could not be read. Check its lines: TY  - …, AU  - …, ER  -")
            )
            continue
        yield from _draft(tags, line, label).outcomes()


def _records_in(text: str) -> Iterator[tuple[int, list[str]]]:
    """First line and lines of each record, from one TY to the next or to its ER."""
    first = 0
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        tag = found[1] if (found := _TAG_LINE.match(line)) else ""
        if _START.match(line):
            if lines:
                yield first, lines
            first, lines = number, []
        elif not lines:
            continue
        if tag == "ER":
            yield first, lines
            lines = []
        elif line.strip():
            lines.append(f"{tag}  - {line[found.end() :]}" if found else line)
    if lines:
        yield first, lines


def _tags_in(lines: list[str]) -> dict[str, Any]:
    parser = _Parser()
    parser.mapping = {**parser.mapping, **{tag: tag for line in lines if (tag := line[:2]).isalnum()}}
    try:
        (tags,) = parser.parse("\n".join([*lines, "ER  - "]))
    except (KeyError, TypeError, ValueError):
        return {}
    return dict(tags)


def _draft(tags: dict[str, Any], line: int, label: str) -> Draft:
    kind = str(tags.get("TY", "")).strip().upper()
    draft = Draft(line, label, TYPES.get(kind, SourceType.REPORT.value))
    if kind not in TYPES:
        draft.doubt("type", _("“%(type)s” is not a kind of source that is known here.") % {"type": kind[:20]})
    _titles(draft, tags)
    for author in [*tags.get("AU", ()), *tags.get("A1", ())]:
        draft.comma_name("authors", author)
    for editor in [*tags.get("ED", ()), *(tags.get("A2", ()) if draft.type != SourceType.ARTICLE else ())]:
        draft.comma_name("editors", editor)
    for field, names in TAGS.items():
        draft.say(field, _first(tags, names))
    draft.day(_first(tags, ("DA",)) if _first(tags, ("DA",))[:4].isdigit() else _first(tags, ("PY", "Y1", "YR")))
    draft.day(_first(tags, ("PY", "Y1", "YR")))
    draft.say("page", _pages(_first(tags, ("SP",)), _first(tags, ("EP",))))
    draft.say("url", next((each for each in tags.get("UR", ()) if each), ""))
    draft.accessed(_first(tags, ("Y2",)))
    draft.language(_first(tags, ("LA",)))
    if re.search(r"pubmed|medline", _first(tags, ("DB", "DP")), re.IGNORECASE):
        draft.say("pmid", _first(tags, ("AN",)))
    return draft


def _titles(draft: Draft, tags: dict[str, Any]) -> None:
    """A book's title may stand where a chapter has that of its book."""
    if draft.type == SourceType.BOOK:
        draft.say("title", _first(tags, BOOKS[2:] + BOOKS[:1]))
        return
    draft.say("title", _first(tags, TITLES))
    draft.say("container_title", _first(tags, JOURNALS if draft.type == SourceType.ARTICLE else BOOKS[:2]))


def _pages(first: str, last: str) -> str:
    return first if not last or last in first else f"{first}-{last}" if first else last


def _first(tags: dict[str, Any], names: tuple[str, ...]) -> str:
    """The first of these tags that says something."""
    for name in names:
        value = tags.get(name)
        if text := str(value[0] if isinstance(value, list) and value else value or "").strip():
            return text
    return ""
