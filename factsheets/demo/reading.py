"""Reading the demo's TOML files into values: the contents in English, and their texts in the other languages.

`content/en/` holds whole contents; a folder for each other language holds flat tables of texts. Pieces have short
human names in the files, which become UUIDs that are the same on every machine. Pure, apart from reading the files.
"""

from __future__ import annotations

import re
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from editions import inline
from editions.bibliography.csl import Csl, Name
from editions.content import (
    AnyContent,
    Block,
    Faq,
    FaqPlace,
    ImageFile,
    Publisher,
    Reference,
    Review,
    Reviewer,
    Section,
    Sheet,
    Term,
    Topic,
    UsefulLink,
    publisher_id,
)
from editions.inline import Inline
from editions.segments import segments_of, translated
from editions.vocabulary import ContentType

from .blocks import BlockReading

FOLDER = Path(__file__).parent
SOURCE = "en"

# In the order in which they need each other: a sheet that another one links to stands before it.
NEIGHBOURS = ("publishers", "topics", "terms", "references", "faqs")
SHEETS = ("prolotherapy-procedure", "prolotherapy", "prolotherapy-pelvic-girdle-pain")

_NAMESPACE = uuid.UUID("6f1c1f0a-6a0e-4d6b-9b52-0d9c6f2a7c11")
_TYPES = {
    "publishers": ContentType.PUBLISHER,
    "topics": ContentType.TOPIC,
    "terms": ContentType.TERM,
    "references": ContentType.REFERENCE,
    "faqs": ContentType.FAQ,
}
_FIELDS = frozenset(("heading", "title", "label", "caption", "alt", "attribution", "note", "role", "text"))
# Names of the contents' own fields in the flat tables, and their segment keys.
_OWN_FIELDS: dict[str, dict[str, str]] = {
    "publishers": {name: name for name in ("contact", "disclaimer", "copyright", "acknowledgement")},
    "topics": {"name": "title", "summary": "summary"},
    "terms": {"term": "title", "definition": "definition"},
    "references": {"note": "note"},
    "faqs": {"question": "title"},
    "sheets": {"headline": "title"} | {name: name for name in ("alternative_titles", "summary", "disclaimer")},
}
_TARGET = re.compile(r'data-(reference|term)="([a-z0-9-]+)"')
_LINK = re.compile(r'data-content="([a-z0-9-]+)" data-type="(factsheet|faq)"')

Files = Mapping[str, ImageFile]


@dataclass(frozen=True, slots=True)
class Entry:
    """One content of the demo: what its file says of it. `group` is one of NEIGHBOURS, or "sheets"."""

    group: str
    slug: str
    data: Mapping[str, Any] = field(repr=False)

    @property
    def type(self) -> ContentType:
        """What it is released as."""
        return _TYPES.get(self.group, ContentType.FACTSHEET)

    @property
    def id(self) -> uuid.UUID:
        """Its UUID, on every machine."""
        return identity(self.type, self.slug)

    @property
    def pictures(self) -> list[Mapping[str, Any]]:
        """Its image blocks."""
        return [b for section in self.data.get("sections", ()) for b in section["blocks"] if b["type"] == "image"]

    @property
    def translated_before(self) -> tuple[str, ...]:
        """Languages that are made from the first edition, where there is a second one."""
        return tuple(self.data.get("second_edition", {}).get("translated_before", ()))

    def content(self, files: Files | None = None) -> AnyContent:
        """The content in English, in its first edition; `files` are its pictures by name."""
        return _Reading(self, files or {}).content()

    def second(self, first: AnyContent) -> AnyContent:
        """The content with the texts that its second edition replaces."""
        texts = {segment.key: segment.text for segment in segments_of(first)}
        return translated(first, SOURCE, texts | self._by_key(self.data["second_edition"]["texts"]))

    def texts(self, language: str) -> dict[str, str]:
        """Its texts in another language by segment key; empty if there are none."""
        if self.group == "sheets":
            return self._by_key(read(language, self.slug).get("texts", {}))
        return self._by_key(read(language, "shared").get(self.group, {}).get(self.slug, {}))

    def piece(self, name: str) -> uuid.UUID:
        """The UUID of a section, block, item … by its name in the file."""
        owner = self.slug if self.group == "sheets" else f"{self.type}:{self.slug}"
        return uuid.uuid5(_NAMESPACE, f"{owner}/{name}")

    def _by_key(self, texts: Mapping[str, str]) -> dict[str, str]:
        return {self._key(name): with_ids(text) for name, text in texts.items()}

    def _key(self, name: str) -> str:
        """“headline” → `title`, “call” → `<id>/text`, “plan/caption” → `<id>/caption`, a cell → `<row>/<column>`."""
        if name in _OWN_FIELDS[self.group]:
            return _OWN_FIELDS[self.group][name]
        piece, _slash, rest = name.partition("/")
        last = rest if rest in _FIELDS else str(self.piece(rest)) if rest else "text"
        return f"{self.piece(piece)}/{last}"


def identity(type: str, slug: str) -> uuid.UUID:
    """The UUID of a content. A publisher has the one under which editions of the first version know it."""
    if type == ContentType.PUBLISHER:
        return publisher_id(slug)
    return uuid.uuid5(_NAMESPACE, f"{slug}/" if type == ContentType.FACTSHEET else f"{type}:{slug}/")


def with_ids(markup: str) -> str:
    """The markup with UUIDs for the names of references, terms and contents."""
    markup = _TARGET.sub(lambda found: f'data-{found[1]}="{identity(found[1], found[2])}"', markup)
    return _LINK.sub(lambda found: f'data-content="{identity(found[2], found[1])}" data-type="{found[2]}"', markup)


def neighbours() -> Iterator[Entry]:
    """Publishers, topics, terms, references and questions."""
    for group in NEIGHBOURS:
        for data in read(SOURCE, group)[group]:
            yield Entry(group, data["slug"], data)


def sheets() -> Iterator[Entry]:
    """The fact sheets."""
    for slug in SHEETS:
        yield Entry("sheets", slug, read(SOURCE, slug))


def languages() -> tuple[str, ...]:
    """The languages, other than English, that there are texts in."""
    return tuple(sorted(each.name for each in (FOLDER / "content").iterdir() if each.name != SOURCE))


@cache
def read(language: str, name: str) -> Mapping[str, Any]:
    """One file; empty if this language has none of that name."""
    path = FOLDER / "content" / language / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@dataclass(frozen=True, slots=True)
class _Reading:
    """One entry on its way to a content."""

    entry: Entry
    files: Files

    def content(self) -> AnyContent:
        data = self.entry.data
        own: dict[str, Any] = {"id": self.entry.id, "language": SOURCE}
        match self.entry.group:
            case "publishers":
                names = ("url", "registration", "contact", "disclaimer", "copyright", "acknowledgement")
                return Publisher(**own, title=data["name"], **{name: data[name] for name in names})
            case "topics":
                return Topic(**own, title=data["name"], summary=data["summary"])
            case "terms":
                return Term(**own, title=data["term"], definition=data["definition"])
            case "references":
                return self._reference(own)
            case "faqs":
                return Faq(**own, title=data["question"], answer=self._blocks(data["answer"]), **self._filed())
        return self._sheet(own)

    def _reference(self, own: Mapping[str, Any]) -> Reference:
        fields = {name: value for name, value in self.entry.data.items() if name in Csl.__struct_fields__}
        csl = Csl(**fields | {"authors": tuple(Name(**name) for name in fields["authors"])})
        doubtful = tuple(self.entry.data["doubtful"])
        return Reference(**own, title=csl.title, csl=csl, note=self.entry.data["note"], doubtful=doubtful)

    def _sheet(self, own: Mapping[str, Any]) -> Sheet:
        data, piece = self.entry.data, self.entry.piece
        return Sheet(
            **own,
            title=data["headline"],
            alternative_titles=tuple(data["alternative_titles"]),
            summary=data["summary"],
            audience=tuple(data["audience"]),
            sections=tuple(self._section(section) for section in data["sections"]),
            faqs=tuple(FaqPlace(identity(ContentType.FAQ, faq["slug"]), faq["optional"]) for faq in data["faqs"]),
            links=tuple(UsefulLink(piece(x["id"]), x["title"], x["url"], x["note"]) for x in data["links"]),
            disclaimer=data["disclaimer"],
            license=data["license"],
            **self._filed(),
        )

    def _filed(self) -> dict[str, Any]:
        """What sheets and questions have in common: who publishes them, their topics, their review."""
        data = self.entry.data
        reviewers = tuple(
            Reviewer(self.entry.piece(each["id"]), each["name"], each["role"]) for each in data.get("reviewers", ())
        )
        return {
            "publisher": identity(ContentType.PUBLISHER, data["publisher"]),
            "topics": tuple(
                identity(ContentType.TOPIC, slug) for slug in sorted(data["topics"])
            ),  # as pages order them
            "review": Review(data["last_reviewed"], data["next_review"], reviewers),
        }

    def _section(self, section: Mapping[str, Any]) -> Section:
        blocks = self._blocks(section["blocks"])
        return Section(self.entry.piece(section["id"]), section["kind"], section["heading"], blocks)

    def _blocks(self, raw: list[Mapping[str, Any]]) -> tuple[Block, ...]:
        reading = BlockReading(self.entry.piece, text_of, self.files)
        return tuple(map(reading.block, raw))


def text_of(markup: str) -> Inline:
    """One inline text."""
    return inline.parse(with_ids(markup))
