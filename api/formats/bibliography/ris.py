"""RIS, which reference managers import. Tags as in the specification of 2011 and as `factsheets.importing.ris` reads.

A record is lines, so a value is one line: nothing in a field can begin a tag of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..cleaning import one_line
from . import Cited

# The specification asks for the line ends of Windows.
END = "\r\n"
TYPES = {
    "article-journal": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "report": "RPRT",
    "webpage": "ELEC",
    "thesis": "THES",
}
TAGS = {
    "title": "TI",
    "container-title": "T2",
    "volume": "VL",
    "issue": "IS",
    "edition": "ET",
    "publisher": "PB",
    "publisher-place": "CY",
    "DOI": "DO",
    "URL": "UR",
    "language": "LA",
}


def document(cited: Iterable[Cited]) -> str:
    """A record for each."""
    return "".join(f"{tag}  - {one_line(value)}{END}" for each in cited for tag, value in (*_record(each), ("ER", "")))


def _record(cited: Cited) -> Iterator[tuple[str, str]]:
    item = cited.item
    yield "TY", TYPES.get(item["type"], "GEN")
    yield "ID", cited.key
    for member, tag in (("author", "AU"), ("editor", "ED")):
        yield from ((tag, _name(name)) for name in item.get(member, ()))
    for member, tag in TAGS.items():
        if member in item:
            yield tag, item[member]
    yield from _dates(item)
    if "page" in item:
        yield from _pages(item["page"])
    if "PMID" in item:
        yield from (("DB", "PubMed"), ("AN", item["PMID"]))
    yield from (("N1", remark) for remark in (cited.standing.capitalize(), *cited.remarks) if remark)


def _name(name: dict[str, str]) -> str:
    """`Hackett, G. S.`: a comma makes a person, also one without given names, and an organisation has none."""
    if "family" not in name:
        return name.get("literal", "").replace(",", " ")
    family, given = (name.get(part, "").replace(",", " ") for part in ("family", "given"))
    return f"{family}, {given}".rstrip()


def _dates(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "issued" in item:
        parts = item["issued"]["date-parts"][0]
        yield "PY", f"{parts[0]:04}"
        if len(parts) > 1:
            yield "DA", "/".join(f"{part:02}" for part in parts) + "/" * (3 - len(parts))
    if "accessed" in item:
        yield "Y2", "/".join(f"{part:02}" for part in item["accessed"]["date-parts"][0])


def _pages(page: str) -> Iterator[tuple[str, str]]:
    """First and last page of one range, both in full (`877-84` ends on 884); what is anything else is kept whole."""
    first, dash, last = page.partition("-")
    if not (dash and first and last) or "-" in last or "," in page:
        yield "SP", page
        return
    is_short = first.isdigit() and last.isdigit() and len(last) < len(first)
    yield from (("SP", first), ("EP", first[: len(first) - len(last)] + last if is_short else last))
