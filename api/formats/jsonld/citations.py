"""Published works as schema.org has them: an article in the issue of a volume of a journal, a chapter in a book."""

from __future__ import annotations

from typing import Any

from editions.bibliography.csl import AND_OTHERS, Csl, Name, SourceType
from editions.bibliography.vancouver import pages

from ..addresses import of_source
from .vocabulary import WORKS

Node = dict[str, Any]


def work(csl: Csl) -> Node:
    """One published work in its own language."""
    addresses = of_source(csl)
    return {
        "@type": WORKS.get(csl.type, "CreativeWork"),
        "@id": addresses[0] if addresses else "",
        "name": csl.title,
        "author": [_person(name) for name in csl.authors if name != AND_OTHERS],
        "editor": [_person(name) for name in csl.editors if csl.type != SourceType.CHAPTER],
        "datePublished": "-".join(f"{part:02}" for part in (csl.year, csl.month, csl.day) if part),
        "isPartOf": _container(csl),
        "pagination": pages(csl.page),
        "bookEdition": csl.edition if csl.type == SourceType.BOOK else "",
        "publisher": _publisher(csl) if csl.type != SourceType.CHAPTER else None,
        "inLanguage": csl.language,
        "sameAs": addresses[1:],
    }


def _container(csl: Csl) -> Node:
    name = {"name": csl.container_title}
    match csl.type:
        case SourceType.ARTICLE:
            return _issue(csl)
        case SourceType.CHAPTER:
            editors = [_person(each) for each in csl.editors]
            return {
                "@type": "Book",
                **name,
                "bookEdition": csl.edition,
                "editor": editors,
                "publisher": _publisher(csl),
            }
        case SourceType.WEBPAGE:
            return {"@type": "WebSite", **name}
    return {"@type": "CreativeWorkSeries", **name}


def _issue(csl: Csl) -> Node:
    """Journal, volume and issue, each in the one before, as far as they are known."""
    found: Node = {"@type": "Periodical", "name": csl.container_title}
    if csl.volume:
        found = {"@type": "PublicationVolume", "volumeNumber": csl.volume, "isPartOf": found}
    if csl.issue:
        found = {"@type": "PublicationIssue", "issueNumber": csl.issue, "isPartOf": found}
    return found


def _publisher(csl: Csl) -> Node:
    return {"@type": "Organization", "name": csl.publisher, "location": csl.place}


def _person(name: Name) -> Node:
    if name.literal or not name.family:
        return {"@type": "Organization", "name": name.literal or name.given}
    return {"@type": "Person", "familyName": name.family, "givenName": name.given}
