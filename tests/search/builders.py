"""Builders: short sheets in eight languages, each released in its own; and searching as a reader does."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from editions import inline, releases
from editions.content import Paragraph, Section, Sheet
from editions.issuing import Notice
from editions.models import Edition
from editions.vocabulary import ChangeKind
from tests.api.builders import an_id

HERE = Path(__file__).parent
NOTICE = Notice(ChangeKind.CONTENT, "", "Test Editor")


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def a_sheet(title: str, *paragraphs: str, language: str = "en", id: str = "", **changed: Any) -> Sheet:
    """A sheet whose text is these paragraphs, under a heading that says nothing."""
    id = id or title
    sections = (Section(an_id(f"{id}/section"), "what-it-is", "Text", tuple(_paragraphs(id, paragraphs))),)
    members: dict[str, Any] = {"id": an_id(id), "language": language, "title": title, "sections": sections}
    return Sheet(**(members | changed))


def a_short_sheet(language: str, name: str, text: dict[str, Any]) -> Sheet:
    """A sheet of texts.toml."""
    id = f"{language}-{name}"
    sections = tuple(
        Section(an_id(f"{id}/{heading}"), "what-it-is", heading, tuple(_paragraphs(f"{id}/{heading}", paragraphs)))
        for heading, paragraphs in text["sections"].items()
    )
    return Sheet(
        id=an_id(id),
        language=language,
        title=text["title"],
        alternative_titles=tuple(text.get("alternative_titles", ())),
        summary=text["summary"],
        sections=sections,
    )


def release(sheet: Sheet, slug: str = "") -> Edition:
    edition = releases.release_source(sheet, slug=slug or f"s-{sheet.id.hex[:12]}", notice=NOTICE)
    assert edition is not None
    return edition


def release_all_texts() -> None:
    for language, sheets in table("texts.toml").items():
        for name, text in sheets.items():
            release(a_short_sheet(language, name, text), slug=f"{language}-{name}")


def _paragraphs(id: str, paragraphs: Iterable[str]) -> Iterator[Paragraph]:
    for number, text in enumerate(paragraphs):
        yield Paragraph(an_id(f"{id}/{number}"), inline.parse(text))
