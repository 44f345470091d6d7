"""PubMed's own format (.nbib, “MEDLINE”): tags of four letters, a hyphen, and lines that go on with six spaces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from editions.bibliography.csl import SourceType
from editions.bibliography.identifiers import is_pmid

from .records import Draft, Outcome, label_of, numbered

TYPES = {
    "Book": SourceType.BOOK.value,
    "Book Chapter": SourceType.CHAPTER.value,
    "Technical Report": SourceType.REPORT.value,
    "Academic Dissertation": SourceType.THESIS.value,
}
_LINE = re.compile(r"^([A-Z][A-Z0-9]{1,3}) {0,3}- ?(.*)")
_IDENTIFIER = re.compile(r"(\S+)\s+\[(doi|pii)\]")
_RETRACTED = ("Retracted Publication", "Retracted publication")

Tags = dict[str, list[str]]
Pairs = list[tuple[str, str]]


def outcomes(text: str) -> Iterator[Outcome]:
    """Every record of the file, and what could not be read."""
    for position, (line, pairs) in enumerate(_records_in(text), start=1):
        tags = _by_tag(pairs)
        pmid = _first(tags, "PMID")
        draft = Draft(line, label_of(f"PMID {pmid}" if pmid else "", numbered(position)), _type(tags))
        _fill(draft, tags, pairs)
        yield from draft.outcomes()


def _records_in(text: str) -> Iterator[tuple[int, Pairs]]:
    """First line of each record, and its tags with their values in order. A PMID or the end closes it."""
    first = 0
    pairs: list[tuple[str, list[str]]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        found = _LINE.match(line)
        if found and found[1] == "PMID" and pairs:
            yield first, _joined(pairs)
            pairs = []
        if found:
            first = first if pairs else number
            pairs.append((found[1], [found[2].strip()]))
        elif line.startswith("      ") and pairs:
            pairs[-1][1].append(line.strip())
    if pairs:
        yield first, _joined(pairs)


def _joined(pairs: list[tuple[str, list[str]]]) -> Pairs:
    return [(tag, " ".join(lines)) for tag, lines in pairs]


def _by_tag(pairs: Pairs) -> Tags:
    tags: defaultdict[str, list[str]] = defaultdict(list)
    for tag, value in pairs:
        tags[tag].append(value)
    return dict(tags)


def _fill(draft: Draft, tags: Tags, pairs: Pairs) -> None:
    _names(draft, pairs)
    draft.say("title", _without_stop(_first(tags, "TI") or _first(tags, "BTI")))
    draft.say("container_title", _first(tags, "TA") or _first(tags, "JT") or _book(draft, tags))
    draft.day(_first(tags, "DP"))
    draft.say("volume", _first(tags, "VI"))
    draft.say("issue", _first(tags, "IP"))
    draft.say("page", _first(tags, "PG"))
    draft.say("publisher", _first(tags, "PB"))
    draft.say("edition", _first(tags, "EN"))
    draft.language(_first(tags, "LA") if _first(tags, "LA") != "und" else "")
    if draft.type != SourceType.ARTICLE:
        draft.say("place", _first(tags, "PL"))
    if pmid := _first(tags, "PMID"):
        draft.values["pmid"] = pmid if is_pmid(pmid) else draft.cleaned("pmid", pmid)
    for value in [*tags.get("LID", ()), *tags.get("AID", ())]:
        if (found := _IDENTIFIER.match(value)) and found[2] == "doi":
            draft.say("doi", found[1])
    draft.retracted = any(kind in _RETRACTED for kind in tags.get("PT", ())) or "RIN" in tags


def _names(draft: Draft, pairs: Pairs) -> None:
    """Full names (FAU) where there are any, short ones (AU) otherwise; organisations (CN) in their place."""
    tags = {tag for tag, _value in pairs}
    author, editor = ("FAU" if "FAU" in tags else "AU"), ("FED" if "FED" in tags else "ED")
    for tag, value in pairs:
        if tag == "CN":
            draft.name("authors", literal=value)
        elif tag in (author, editor):
            _name(draft, "authors" if tag == author else "editors", value)


def _name(draft: Draft, role: str, value: str) -> None:
    """`Hackett, George S` or `Hackett GS`."""
    family, _space, given = value.rpartition(" ")
    if "," not in value and family and given.isupper() and len(given) <= 4:
        draft.name(role, family=family, given=given)
    else:
        draft.comma_name(role, value)


def _type(tags: Tags) -> str:
    if "BTI" in tags:
        return (SourceType.CHAPTER if "TI" in tags else SourceType.BOOK).value
    return next((TYPES[kind] for kind in tags.get("PT", ()) if kind in TYPES), SourceType.ARTICLE.value)


def _book(draft: Draft, tags: Tags) -> str:
    return _first(tags, "BTI") if draft.type == SourceType.CHAPTER else ""


def _without_stop(title: str) -> str:
    """MEDLINE closes every title with a stop of its own."""
    return title[:-1] if title.endswith(".") and not title.endswith("...") else title


def _first(tags: Tags, tag: str) -> str:
    return next(iter(tags.get(tag, ())), "")
