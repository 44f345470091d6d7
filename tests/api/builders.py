"""Builders: sheets with character for tests, released through the same acts as any other.

`a_content()` is an English asthma sheet as a value, `in_language` the same in another language;
`released(…)` puts it into the record and `released_in` adds a translation of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from editions import inline, releases
from editions.content import (
    Block,
    Callout,
    Content,
    Item,
    ItemList,
    Paragraph,
    PublisherLine,
    Review,
    Section,
)
from editions.issuing import Evidence, Notice
from editions.models import Edition
from editions.segments import segments_of, translated
from editions.vocabulary import ChangeKind, TranslationMethod

# Every address that answers once the asthma sheet is released.
ADDRESSES = [
    "",
    "languages/",
    "factsheets/",
    "factsheets/asthma/",
    "factsheets/asthma/editions/",
    "publishers/",
    "schema/",
    "docs/",
]

ASTHMA = UUID("0a57a000-0000-4000-8000-000000000001")
CLINIC = PublisherLine(
    slug="example-chest-clinic",
    name="Example Chest Clinic",
    url="https://clinic.example/",
    registration="Registered charity 0000001",
)
CHARITY = PublisherLine("example-lung-charity", "Example Lung Charity", "", "")


def an_id(name: str) -> UUID:
    """The same UUID for the same name, so that stored examples stay as they are."""
    return uuid5(ASTHMA, name)


def an_item(name: str, markup: str) -> Item:
    return Item(an_id(name), inline.parse(markup))


def a_paragraph(name: str, markup: str) -> Paragraph:
    return Paragraph(an_id(name), inline.parse(markup))


def a_list(name: str, *markups: str, type: str = "list") -> ItemList:
    items = (an_item(f"{name}/{number}", markup) for number, markup in enumerate(markups))
    return ItemList(an_id(name), tuple(items), type)


def a_callout(name: str, *markups: str, variant: str = "urgent", title: str = "") -> Callout:
    items = (an_item(f"{name}/{number}", markup) for number, markup in enumerate(markups))
    return Callout(an_id(name), variant, title, tuple(items))


def a_section(kind: str, heading: str, *blocks: Block) -> Section:
    return Section(an_id(f"{kind} {heading}"), kind, heading, blocks)


def sections_about_asthma() -> tuple[Section, ...]:
    """Every type of block and every mark once."""
    return (
        a_section(
            "what-it-is",
            "What is asthma?",
            a_paragraph("what", "Asthma makes the airways <strong>narrow</strong> & swollen."),
        ),
        a_section(
            "treatment",
            "Inhalers",
            a_list("kinds", "A <em>reliever</em> for attacks", "A <em>preventer</em> every day"),
            a_list("steps", "Shake it", 'Breathe in <bdi dir="ltr">2</bdi> puffs', type="steps"),
        ),
        a_section(
            "when-to-get-help",
            "When to get help",
            a_callout(
                "call",
                'Call <a href="tel:999">999</a> if <bdi dir="ltr">10</bdi> puffs do not help.',
                title="Get help now",
            ),
        ),
    )


def a_content(**changed: Any) -> Content:
    """The English asthma sheet, with some members changed."""
    members: dict[str, Any] = {
        "type": "factsheet",
        "id": ASTHMA,
        "language": "en",
        "title": "Asthma",
        "alternative_titles": ("Wheezing",),
        "summary": "What asthma is, and how to live well with it.",
        "publisher": CLINIC,
        "review": Review(date(2026, 3, 1), date(2029, 3, 1)),
        "sections": sections_about_asthma(),
    }
    return Content(**(members | changed))


def in_language(language: str, source: Content, *, title: str = "", words: Mapping[str, str] | None = None) -> Content:
    """The same sheet in another language: each segment as `words` has it, or with the language's code
    before it."""
    texts = {
        segment.key: (words or {}).get(segment.text, f"{language}: {segment.text}") for segment in segments_of(source)
    }
    return translated(source, language, texts | ({"title": title} if title else {}))


def released(content: Content | None = None, *, slug: str = "asthma", **notice: Any) -> Edition:
    """Release a source (the asthma sheet, unless another is given)."""
    edition = releases.release_source(content or a_content(), slug=slug, notice=a_notice(**notice))
    assert edition is not None, "these words are released already"
    return edition


def released_in(
    language: str,
    made_from: Edition,
    *,
    title: str = "",
    words: Mapping[str, str] | None = None,
    method: str = TranslationMethod.HUMAN,
    translator: str = "A. Translator",
    reviewer: str = "R. Reviewer",
    **notice: Any,
) -> Edition:
    """Release a translation of that source edition."""
    edition = releases.release_translation(
        in_language(language, made_from.value(), title=title, words=words),
        made_from=made_from,
        notice=a_notice(**notice),
        evidence=Evidence(method, translator, reviewer),
    )
    assert edition is not None, "these words are released already"
    return edition


def a_sheet_called(title: str, **changed: Any) -> Edition:
    """Another sheet, with an identity and a slug of its own made from its title."""
    content = a_content(id=an_id(title), title=title, **changed)
    return released(content, slug=title.casefold().replace(" ", "-"))


def a_notice(kind: ChangeKind = ChangeKind.CONTENT, note: str = "", by: str = "Test Editor") -> Notice:
    return Notice(kind, note, by)
