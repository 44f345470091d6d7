"""People in a form: one author on each line, as a volunteer would type them, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from editions.bibliography.csl import Name

# “Hackett GS” as it stands in a list of references: a family name, then initials.
_WITH_INITIALS = re.compile(r"(?P<family>.*\S)\s+(?P<given>[A-Z](?:[-.]?\s?[A-Z]){0,3}\.?)")
_QUOTED = re.compile('[“"«](?P<name>[^“”"«»]+)[”"»]')
_COMMA = re.compile("[,،]")  # as it is typed in English and in Arabic


def from_lines(text: str) -> tuple[Name, ...]:
    """“Hackett, George” and “Hackett GS” are people; a line without comma and initials is an organisation.

    One in quotation marks is an organisation whatever is in it.
    """
    return tuple(_name(" ".join(line.split())) for line in text.splitlines() if line.strip())


def as_lines(names: Iterable[Name]) -> str:
    """The names as `from_lines` reads them."""
    return "\n".join(_line(name) for name in names)


def _name(line: str) -> Name:
    if organisation := _QUOTED.fullmatch(line):
        return Name(literal=organisation["name"])
    family, *given = _COMMA.split(line, maxsplit=1)
    if given:
        return Name(family=family.strip(), given=given[0].strip())
    found = _WITH_INITIALS.fullmatch(line)
    return Name(family=found["family"], given=found["given"]) if found else Name(literal=line)


def _line(name: Name) -> str:
    if not name.literal:
        return f"{name.family}, {name.given}"
    # “Example Charity, London” and “Arthritis UK” would be read as people.
    return name.literal if _name(" ".join(name.literal.split())) == name else f"“{name.literal}”"
