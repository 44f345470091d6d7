"""References for other programs: CSL-JSON, RIS and BibTeX, written from items of CSL-JSON as our JSON holds them.

One content is a list of one. What we say of a work (the note, what has become of it, how the note stands towards its
source) goes where such programs keep remarks, never among the data of the work.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from editions.content import Reference

from ..cleaning import cleaned
from ..members import whole
from ..shown import Members, Shown, notices_in


class Cited(NamedTuple):
    """An item of CSL-JSON, the key by which we know it, and our remarks on it."""

    item: dict[str, Any]
    key: str
    remarks: tuple[str, ...]
    standing: str


def cited(members: Members) -> Cited:
    """A reference out of what JSON says of it, in a detail as in a line of a list."""
    members = cleaned(members)
    remarks = (members["note"], *(each.text for each in notices_in(members)))
    return Cited(members["csl"], members["slug"], tuple(filter(None, remarks)), members["standing"])


def cited_by(shown: Shown) -> Cited:
    """The same of one content."""
    assert isinstance(shown.content, Reference)
    return cited(shown.members | whole(shown.content))
