"""Between stored rich text and what Draftail edits (Draft.js's “content state”). Called by the widget.

Wagtail's own converter cannot be used: it moves blanks out of marks, and of a term in a link Draft.js keeps only one.
Here a character with several of link, term and foreign phrase has one entity that carries all of them.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from editions.inline import LINK_SCHEMES
from editions.vocabulary import LINKED_TYPES
from factsheets.identity import as_rich_text, paragraphs_as_they_are

from .languages import is_language
from .marks import (
    CITATION,
    EMPHASIS,
    FOREIGN,
    LEFT_TO_RIGHT,
    LINK,
    STRONG,
    TERM,
    Applied,
    Run,
    joined,
    markup_of,
    runs_of,
)

STYLES = {STRONG: "BOLD", EMPHASIS: "ITALIC", LEFT_TO_RIGHT: "LTR"}
ENTITIES = {LINK: "CONTENTLINK", TERM: "TERM", FOREIGN: "FOREIGN", CITATION: "CITATION"}
NO_LABEL = "•"

_KIND_OF_STYLE = {style: kind for kind, style in STYLES.items()}
Json = dict[str, Any]


class InlineConverter:
    """Has the interface of Wagtail's ContentstateConverter."""

    def from_database_format(self, html: str) -> str:
        """Stored rich text as the JSON that Draftail opens."""
        entities: list[Json] = []
        blocks = [_block(key, runs_of(markup), entities) for key, markup in paragraphs_as_they_are(html)]
        entity_map = {str(number): entity for number, entity in enumerate(entities)}
        return json.dumps({"blocks": blocks or [_block("", [], [])], "entityMap": entity_map})

    def to_database_format(self, contentstate: str) -> str:
        """What the browser sent as stored rich text. What it made up is left out, the words stay."""
        state = json.loads(contentstate) or {}
        entities = state.get("entityMap") or {}
        return "".join(
            as_rich_text(markup_of(_runs(block, entities)), str(block.get("key") or ""))
            for block in state.get("blocks") or []
        )


def _block(key: str, runs: list[Run], entities: list[Json]) -> Json:
    """One paragraph. Adds its entities to those of the whole text."""
    text, last = "", frozenset[Applied]()
    styles: list[Json] = []
    ranges: list[Json] = []
    for run in joined(runs):
        words, offset = _shown(run), len(_utf16(text))
        span = {"offset": offset, "length": len(_utf16(words))}
        styles += [{**span, "style": STYLES[mark.kind]} for mark in _ordered(run.marks) if mark.kind in STYLES]
        carried = frozenset(mark for mark in run.marks if mark.kind in ENTITIES)
        if carried and carried == last:
            ranges[-1]["length"] += span["length"]  # one phrase, half of it bold
        elif carried:
            entities.append(_entity(carried, words))
            ranges.append({**span, "key": len(entities) - 1})
        text, last = text + words, carried
    return {
        "key": key or uuid.uuid4().hex[:5],
        "type": "unstyled",
        "depth": 0,
        "data": {},
        "text": text,
        "inlineStyleRanges": styles,
        "entityRanges": ranges,
    }


def _shown(run: Run) -> str:
    return run.text or NO_LABEL if any(mark.kind == CITATION for mark in run.marks) else run.text


def _ordered(marks: Iterable[Applied]) -> list[Applied]:
    return sorted(marks, key=lambda mark: mark.kind)


def _entity(marks: frozenset[Applied], words: str) -> Json:
    """The one entity of these characters."""
    by_kind = {mark.kind: mark for mark in marks}
    data = {name: value for kind, mark in by_kind.items() for name, value in _data(kind, mark)}
    if CITATION in by_kind:
        return {"type": ENTITIES[CITATION], "mutability": "IMMUTABLE", "data": data | {"label": words}}
    named = next(ENTITIES[kind] for kind in (LINK, TERM, FOREIGN) if kind in by_kind)
    return {"type": named, "mutability": "MUTABLE", "data": data}


def _data(kind: str, mark: Applied) -> Iterator[tuple[str, str]]:
    match kind:
        case "link" if mark.target_type:
            yield from (("content", mark.target), ("kind", mark.target_type))
        case "link":
            yield "url", mark.target
        case "term":
            yield "term", mark.target
        case "foreign":
            yield "language", mark.target
        case "citation":
            yield "reference", mark.target


def _runs(block: Json, entities: Json) -> list[Run]:
    """The block's characters with their marks, and each citation once, whatever became of its label."""
    text = _utf16(str(block.get("text") or ""))
    marks: list[set[Applied]] = [set() for _unit in text]
    for each in block.get("inlineStyleRanges") or []:
        if kind := _KIND_OF_STYLE.get(each.get("style")):
            _apply({Applied(kind)}, each, marks)
    for place, each in enumerate(block.get("entityRanges") or [], 1):
        entity = entities.get(str(each.get("key"))) or {}
        _apply(set(_marks_of(entity.get("type"), entity.get("data") or {}, place)), each, marks)
        if entity.get("type") == ENTITIES[CITATION]:
            _make_whole(each, marks)
    units = zip(text, map(frozenset, marks), strict=True)
    runs = [
        Run(_from_utf16([unit for unit, _m in group]), found) for found, group in groupby(units, key=lambda u: u[1])
    ]
    return [_with_label(run, block, entities) for run in runs]


def _apply(new: set[Applied], span: Json, marks: list[set[Applied]]) -> None:
    for each in marks[span["offset"] : span["offset"] + span["length"]]:
        each |= new


def _make_whole(span: Json, marks: list[set[Applied]]) -> None:
    """A citation of which half was made bold would fall into two."""
    for each in marks[span["offset"] : span["offset"] + span["length"]]:
        each |= marks[span["offset"]]
        each &= marks[span["offset"]]


def _with_label(run: Run, block: Json, entities: Json) -> Run:
    """A citation's label as it was chosen: typing in it must not change it, nor copying double it."""
    for mark in run.marks:
        if mark.kind == CITATION:
            entity = entities[str(block["entityRanges"][mark.place - 1]["key"])]
            return Run(str(entity["data"].get("label") or NO_LABEL), run.marks)
    return run


def _marks_of(type: str | None, data: Json, place: int) -> Iterator[Applied]:
    """The marks that an entity carries: only such as could have been chosen."""
    if type not in ENTITIES.values():
        return
    if type == ENTITIES[CITATION] and (reference := _id(data.get("reference"))):
        yield Applied(CITATION, reference, place=place)
    elif (content := _id(data.get("content"))) and data.get("kind") in LINKED_TYPES:
        yield Applied(LINK, content, data["kind"])
    elif str(data.get("url") or "").partition(":")[0].lower() in LINK_SCHEMES:
        yield Applied(LINK, data["url"])
    if term := _id(data.get("term")):
        yield Applied(TERM, term)
    if is_language(data.get("language")):
        yield Applied(FOREIGN, data["language"])


def _id(value: Any) -> str | None:
    try:
        return str(uuid.UUID(str(value)))
    except ValueError:
        return None


def _utf16(text: str) -> list[bytes]:
    """JavaScript counts in units of two bytes."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    return [encoded[n : n + 2] for n in range(0, len(encoded), 2)]


def _from_utf16(units: list[bytes]) -> str:
    return b"".join(units).decode("utf-16-le", "surrogatepass")
