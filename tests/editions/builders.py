"""Speaking builders for the record: a sheet as a value, released, translated, and what became of it.

`a_content()` is an English asthma sheet; `released(…)` puts it into the record through the act that everybody uses,
and `translated_and_released(edition, "fr")` adds a language. Pieces at the same place of a sheet have the same id, so
that a second `a_content(paragraphs=…)` is the same sheet with other words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.db import connection
from django.utils.text import slugify

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
from editions.models import Change, Edition, Publication, Work
from editions.segments import segments_of, translated
from editions.vocabulary import ChangeKind

SHEETS = UUID("5eed0000-0000-4000-8000-000000000000")
LUNG_CHARITY = PublisherLine(
    "example-lung-charity", "Example Lung Charity", "https://lungs.example/", "Charity 0000001"
)
REVIEWED = Review(date(2026, 3, 1), date(2029, 3, 1))
BY_CLAIRE = Evidence("human", translator="Claire", reviewer="Rachid")
SHAKE = "Shake the inhaler."
PUFFS = 'Take <bdi dir="ltr">2</bdi> puffs.'
FOUR_PUFFS = 'Take <bdi dir="ltr">4</bdi> puffs.'


def an_id(*place: str) -> UUID:
    return uuid5(SHEETS, "/".join(place))


def a_paragraph(place: str, markup: str = SHAKE) -> Paragraph:
    return Paragraph(an_id(place), inline.parse(markup))


def some_items(place: str, *markups: str) -> tuple[Item, ...]:
    return tuple(Item(an_id(place, str(number)), inline.parse(text)) for number, text in enumerate(markups))


def some_steps(place: str, *markups: str) -> ItemList:
    return ItemList(an_id(place), some_items(place, *markups), "steps")


def a_callout(place: str, *markups: str, title: str = "Get help", variant: str = "urgent") -> Callout:
    return Callout(an_id(place), variant, title, some_items(place, *markups))


def a_section(place: str, *blocks: Block, kind: str = "procedure", heading: str = "How to use it") -> Section:
    return Section(an_id(place), kind, heading, blocks)


def a_content(
    title: str = "Asthma inhalers",
    *,
    sheet: str = "asthma-inhalers",
    language: str = "en",
    paragraphs: Sequence[str] = (SHAKE, PUFFS),
    review: Review = REVIEWED,
    publisher: PublisherLine = LUNG_CHARITY,
    **changed: Any,
) -> Content:
    """A sheet with one section of paragraphs and one that says when to get help."""
    use = a_section(f"{sheet}/use", *(a_paragraph(f"{sheet}/{n}", text) for n, text in enumerate(paragraphs)))
    help = a_callout(f"{sheet}/help/box", "Call for help if your lips turn blue.")
    sections = (use, a_section(f"{sheet}/help", help, kind="when-to-get-help", heading="When to get help"))
    members = {"alternative_titles": ("Puffers",), "summary": "How to breathe in.", "sections": sections} | changed
    return Content("factsheet", an_id(sheet), language, title, publisher=publisher, review=review, **members)


def an_eczema_sheet(title: str = "Eczema", **changed: Any) -> Content:
    return a_content(title, sheet="eczema", **{"paragraphs": ["Use plenty of cream."]} | changed)


def a_knee_sheet(title: str = "Knee pain", **changed: Any) -> Content:
    return a_content(title, sheet="knee-pain", **{"paragraphs": ["Keep moving."]} | changed)


def released(
    content: Content | None = None, *, kind: str = "content", note: str = "", by: str = "Amal", slug: str = ""
) -> Edition:
    """The edition that this release makes. Without a slug, the sheet keeps the one that it has."""
    content = content or a_content()
    edition = release(content, kind=kind, note=note, by=by, slug=slug)
    assert edition is not None, "these words are released already"
    return edition


def release(
    content: Content, *, kind: str = "content", note: str = "", by: str = "Amal", slug: str = ""
) -> Edition | None:
    """The same, for a release that may find nothing new."""
    work = Work.objects.filter(id=content.id).first()
    slug = slug or (work.slugs.get(current=True).slug if work else slugify(content.title))
    return releases.release_source(content, slug=slug, notice=Notice(ChangeKind(kind), note, by))


def in_language(language: str, source: Content, texts: Mapping[str, str] | None = None) -> Content:
    """The same sheet in another language: each text with the code before it, or as `texts` by key says."""
    made = {segment.key: f"[{language}] {segment.text}" for segment in segments_of(source)}
    return translated(source, language, made | dict(texts or {}))


def translated_and_released(source_edition: Edition, language: str, **how: Any) -> Edition:
    """The edition in that language which is made from this source edition."""
    edition = release_in(language, source_edition, **how)
    assert edition is not None, "these words are released already"
    return edition


def release_in(
    language: str,
    source_edition: Edition,
    *,
    texts: Mapping[str, str] | None = None,
    content: Content | None = None,
    kind: str = "content",
    note: str = "",
    evidence: Evidence = BY_CLAIRE,
) -> Edition | None:
    """The same, for a release that may find nothing new."""
    return releases.release_translation(
        content or in_language(language, source_edition.value(), texts),
        made_from=source_edition,
        notice=Notice(ChangeKind(kind), note, "Claire"),
        evidence=evidence,
    )


def the_publication(of: Edition | Content, language: str) -> Publication:
    return Publication.objects.get(work_id=_work_id(of), language=language)


def status(of: Edition | Content, language: str) -> str:
    return the_publication(of, language).status


def acts_on(of: Edition | Content) -> list[tuple[str, str, str]]:
    """The log of this sheet: act, language and the status after it, oldest first."""
    return list(Change.objects.filter(work_id=_work_id(of)).values_list("act", "language", "status"))


def the_work(of: Edition | Content) -> Work:
    return Work.objects.get(id=_work_id(of))


def _work_id(of: Edition | Content) -> UUID:
    return of.work_id if isinstance(of, Edition) else of.id


@contextmanager
def others() -> Iterator[Callable[[Callable[[], Any]], Future[Any]]]:
    """Other people at work, each in a thread with a connection of its own: `elsewhere(lambda: released(…))`."""
    with ThreadPoolExecutor(4) as threads:
        yield lambda act: threads.submit(_with_its_own_connection, act)


def _with_its_own_connection(act: Callable[[], Any]) -> Any:
    try:
        return act()
    finally:
        connection.close()
