"""Nodes that more than one type of content has: publishers, pictures, blocks, and the record of an edition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from editions.content import Block, Image, ImageFile, Publisher, PublisherWords
from editions.images.presets import presets_of
from editions.rendering import Rendering

from ... import links
from ..addresses import safe
from ..shown import Shown

Node = dict[str, Any]

SHOWN = "xlarge"
SAID_ALOUD = ("outdated", "superseded")


def without_empty(value: Any) -> Any:
    """The value without anything in it that says nothing; a node that says only its type says nothing."""
    if isinstance(value, dict):
        said = {name: kept for name, each in value.items() if (kept := without_empty(each)) not in ("", None, [], {})}
        return {} if len(value) > 1 and said.keys() == {"@type"} else said
    if isinstance(value, list):
        return [kept for each in value if (kept := without_empty(each)) not in ("", None, [], {})]
    return value


def record(shown: Shown, type: str) -> Node:
    """Which text this is: its language, its edition, what it was translated from, what readers ought to be told."""
    members = shown.members
    return {
        "@type": type,
        "@id": members["urls"]["self"],
        "identifier": f"urn:uuid:{members['id']}",
        "url": members["urls"]["html"],
        "inLanguage": shown.language.tag,
        "version": members["edition"]["version"],
        "dateModified": members["edition"]["released_at"],
        "creativeWorkStatus": shown.status if shown.status in SAID_ALOUD else "",
        "usageInfo": [
            {"@type": "CreativeWork", "text": each.text, "inLanguage": each.language} for each in shown.notices
        ],
        **_translations(shown, type),
    }


def organisation(publisher: Publisher | PublisherWords) -> Node:
    """Who answers for contents."""
    name = publisher.title if isinstance(publisher, Publisher) else publisher.name
    return {
        "@type": "Organization",
        "@id": links.for_ever("publisher", publisher.id),
        "name": name,
        "url": safe(publisher.url),
        "identifier": publisher.registration,
        "logo": image(publisher.logo) if publisher.logo else None,
        "contactPoint": {"@type": "ContactPoint", "description": publisher.contact},
    }


def image(file: ImageFile) -> Node:
    """A picture in one size that is large enough to print small."""
    shown = next(each for each in presets_of(file) if each.preset == SHOWN and each.type == file.type)
    return {
        "@type": "ImageObject",
        "contentUrl": links.of_file(shown.url),
        "width": shown.width,
        "height": shown.height,
        "encodingFormat": shown.type,
    }


def images(blocks: Iterable[Block], rendering: Rendering) -> list[Node]:
    """The pictures among some blocks, with their words and rights."""
    return [
        {
            **image(block.file),
            "description": block.alt,
            "caption": rendering.plain(block.caption),
            "creditText": block.credit,
            "license": _license_of_image(block.license),
        }
        for block in blocks
        if isinstance(block, Image) and block.file
    ]


def text(blocks: Iterable[Block], rendering: Rendering) -> str:
    """The words of some blocks without their pictures."""
    return "\n\n".join(rendering.text(block) for block in blocks if not isinstance(block, Image))


def _license_of_image(code: str) -> str:
    """The address of a Creative Commons licence; other terms have none."""
    name, _dash, version = code.removeprefix("CC-").lower().rpartition("-")
    return f"https://creativecommons.org/licenses/{name}/{version}/" if code.startswith("CC-BY") else ""


def _translations(shown: Shown, type: str) -> Node:
    """The work that this is a translation of, or its translations."""
    members = shown.members
    source = members["translation"]["source_language"]
    others = {each["code"]: each["url"] for each in members["available_languages"]}
    if source != shown.language.tag:
        return {"translationOfWork": {"@type": type, "@id": others.get(source, ""), "inLanguage": source}}
    return {
        "workTranslation": [
            {"@type": type, "@id": url, "inLanguage": code} for code, url in others.items() if code != source
        ]
    }
