"""BibTeX in UTF-8, as BibLaTeX reads it too. Braces in a text are written as commands: BibTeX counts them everywhere.

Names are in “family, given” form; whatever has a blank or a comma in it, or is an organisation, stands in braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from editions.bibliography.csl import AND_OTHERS
from editions.bibliography.vancouver import MONTHS

from ..cleaning import one_line
from . import Cited

TYPES = {
    "article-journal": "article",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
    "webpage": "online",
    "thesis": "phdthesis",
}
# Where the name of a field depends on the type of the entry.
CONTAINERS = {"article": "journal", "incollection": "booktitle", "online": "titleaddon"}
PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
FIELDS = {
    "volume": "volume",
    "issue": "number",
    "edition": "edition",
    "publisher-place": "address",
    "PMID": "pmid",
    "language": "language",
}
ADDRESSES = {"DOI": "doi", "URL": "url"}

_SPECIAL = re.compile(r"[\\{}%&$#_~^]")
_COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"$\lbrace$",
    "}": r"$\rbrace$",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9:_-]+")


def document(cited: Iterable[Cited]) -> str:
    """An entry for each, an empty line between two."""
    return "\n".join(map(_entry, cited))


def _entry(cited: Cited) -> str:
    kind = TYPES.get(cited.item["type"], "misc")
    key = _NOT_IN_KEYS.sub("-", cited.key) or cited.item["id"]
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(kind, cited))
    return f"@{kind}{{{key},\n{lines}}}\n"


def _fields(kind: str, cited: Cited) -> Iterator[tuple[str, str]]:
    """Fields with their values in braces; a month is an abbreviation that every style knows."""
    item = cited.item
    for member in ("author", "editor"):
        if member in item:
            yield member, f"{{{' and '.join(map(_name, item[member]))}}}"
    if "title" in item:
        yield "title", f"{{{{{_text(item['title'])}}}}}"  # twice: no style may take its capitals away
    names = FIELDS | {
        "container-title": CONTAINERS.get(kind, "series"),
        "publisher": PUBLISHERS.get(kind, "publisher"),
    }
    yield from ((name, f"{{{_text(item[member])}}}") for member, name in names.items() if member in item)
    if "page" in item:
        yield "pages", f"{{{_text(item['page']).replace('-', '--')}}}"
    yield from ((name, f"{{{_address(item[member])}}}") for member, name in ADDRESSES.items() if member in item)
    yield from _dates(item)
    if cited.standing:
        yield "note", f"{{{cited.standing.capitalize()}}}"
    if cited.remarks:
        yield "annote", f"{{{_text(' '.join(cited.remarks))}}}"


def _dates(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "issued" in item:
        year, *rest = item["issued"]["date-parts"][0]
        yield "year", f"{{{year:04}}}"
        if rest:
            yield "month", MONTHS[rest[0] - 1].lower()
            yield "date", f"{{{'-'.join([f'{year:04}', *(f'{part:02}' for part in rest)])}}}"
    if "accessed" in item:
        yield "urldate", f"{{{'-'.join(f'{part:02}' for part in item['accessed']['date-parts'][0])}}}"


def _name(name: dict[str, str]) -> str:
    if name.get("literal") == AND_OTHERS.literal:
        return "others"
    if "family" not in name:
        return f"{{{_text(name.get('literal', ''))}}}"
    return ", ".join(_part_of_name(name[part]) for part in ("family", "given") if part in name)


def _part_of_name(text: str) -> str:
    text = _text(text)
    return f"{{{text}}}" if "," in text or re.search(r"\sand\s", text, re.IGNORECASE) or text[:1].islower() else text


def _text(text: str) -> str:
    return _SPECIAL.sub(lambda found: _COMMANDS.get(found[0], f"\\{found[0]}"), one_line(text))


def _address(text: str) -> str:
    """An address is read letter by letter, without commands, so braces and backslashes are percent-encoded."""
    return re.sub(r"[\\{}\s]", lambda found: quote(found[0]), text)
