"""Builders: contents as a presenter gets them, without a database."""

from typing import Any

from api.formats.shown import Shown, shown
from editions.content import (
    AnyContent,
    Included,
    LeftOut,
    PublisherWords,
    ReferenceWords,
    TermWords,
)
from tests.api.builders import CHARITY, a_reference, an_id

MACHINE = "This text was translated with the help of a machine."


def beside(content: AnyContent, **translation: Any) -> dict[str, Any]:
    """What JSON says beside a content, of which it is the first edition."""
    self = f"https://sheets.example/api/v1/x/?lang={content.language}"
    return {
        "id": str(content.id),
        "type": content.type,
        "slug": "x",
        "language": {"requested": content.language, "served": content.language, "direction": "ltr", "reason": None},
        "topics": [],
        "translation": {
            "status": "current",
            "source_language": "en",
            "source_version": 1,
            "made_from_version": 1,
            "method": None,
            "translator": None,
            "reviewer": None,
            "notice": None,
            "notice_language": None,
        }
        | translation,
        "edition": {
            "id": str(an_id("edition")),
            "version": 1,
            "released_at": "2026-03-02T09:00:00Z",
            "change": {"kind": "content", "note": ""},
            "hash": "sha256:0",
            "schema": 2,
            "url": "https://sheets.example/api/v1/editions/x/",
        },
        "available_languages": [],
        "urls": {"self": self, "html": f"{self}&format=html"},
    }


def a_shown(content: AnyContent, **translation: Any) -> Shown:
    return shown(content, beside(content, **translation))


def included_with(**changed: Any) -> Included:
    """A publisher, two references and a term, as a sheet freezes them."""
    first, second = a_reference("spacers"), a_reference("breathing out")
    members: dict[str, Any] = {
        "publisher": PublisherWords(
            CHARITY.id, "example-lung-charity", CHARITY.title, CHARITY.url, CHARITY.registration, CHARITY.contact,
            CHARITY.disclaimer, CHARITY.copyright, CHARITY.acknowledgement, CHARITY.logo,
        ),
        "references": (
            ReferenceWords(first.id, "spacers", first.csl, first.note),
            ReferenceWords(second.id, "breathing-out", second.csl, second.note, "retracted"),
        ),
        "terms": (TermWords(an_id("bronchi"), "bronchi", "bronchi", "The large airways."),),
        "left_out": (LeftOut(an_id("Can I fly?"), "faq"),),
    }  # fmt: skip
    return Included(**(members | changed))
