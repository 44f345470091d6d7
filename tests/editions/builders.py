"""Speaking builders for the record: a sheet as a value, released, translated, and what became of it.

`a_content()` is an English asthma sheet; `released(…)` puts it into the record through the act that everybody uses,
and `translated_and_released(edition, "fr")` adds a language. Pieces at the same place of a sheet have the same id, so
that a second `a_content(paragraphs=…)` is the same sheet with other words. The publisher is released on the way; it
has nothing to translate. Other neighbours (`a_question()`, `a_reference()`, `a_term()`) are released by the test.
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
from editions.bibliography.csl import Csl, Name
from editions.composing import uncomposed
from editions.content import (
    AnyContent,
    Block,
    Callout,
    Content,
    Faq,
    FaqPlace,
    Included,
    Item,
    Paragraph,
    Publisher,
    Reference,
    Review,
    Section,
    Sheet,
    Steps,
    Term,
    Topic,
)
from editions.issuing import Evidence, Notice
from editions.models import Change, Edition, Publication, Work
from editions.segments import segments_of, translated
from editions.vocabulary import ChangeKind

SHEETS = UUID("5eed0000-0000-4000-8000-000000000000")
REVIEWED = Review(date(2026, 3, 1), date(2029, 3, 1))
BY_CLAIRE = Evidence("human", translator="Claire", reviewer="Rachid")
SHAKE = "Shake the inhaler."
PUFFS = 'Take <bdi dir="ltr">2</bdi> puffs.'
FOUR_PUFFS = 'Take <bdi dir="ltr">4</bdi> puffs.'


def an_id(*place: str) -> UUID:
    return uuid5(SHEETS, "/".join(place))


def a_publisher(name: str = "Example Lung Charity", **changed: Any) -> Publisher:
    """A charity without any text that would have to be translated."""
    members = {"url": "https://lungs.example/", "registration": "Charity 0000001", "language": "en"} | changed
    return Publisher(**{"id": an_id("publisher", name), "title": name} | members)


LUNG_CHARITY = a_publisher()
STRICT_CHARITY = a_publisher("Example Strict Charity", disclaimer="Ask your doctor.")
PUBLISHERS = {each.id: each for each in (LUNG_CHARITY, STRICT_CHARITY)}


def a_question(
    question: str = "Can I use it twice?", *, name: str = "twice", answer: str = "Yes, after a minute.", **changed: Any
) -> Faq:
    members = {"language": "en", "publisher": LUNG_CHARITY.id, "review": REVIEWED} | changed
    return Faq(id=an_id("faq", name), title=question, answer=(a_paragraph(f"faq/{name}", answer),), **members)


def a_reference(title: str = "Inhalers in practice", *, name: str = "inhalers", **changed: Any) -> Reference:
    csl = Csl(title=title, authors=(Name("Ali", "Sana"),), container_title="Lung", year=2024)
    return Reference(id=an_id("reference", name), title=title, **{"language": "en", "csl": csl} | changed)


def a_term(term: str = "spacer", *, definition: str = "A tube for an inhaler.", language: str = "en") -> Term:
    return Term(id=an_id("term", term), language=language, title=term, definition=definition)


def a_topic(name: str = "Breathing", *, language: str = "en") -> Topic:
    return Topic(id=an_id("topic", name), language=language, title=name, summary="About lungs.")


def cite(*references: Reference) -> str:
    return "".join(f'<cite data-reference="{reference.id}"></cite>' for reference in references)


def explain(term: Term, words: str = "spacer") -> str:
    return f'<dfn data-term="{term.id}">{words}</dfn>'


def asking(*questions: Faq, optional: bool = False) -> tuple[FaqPlace, ...]:
    return tuple(FaqPlace(question.id, optional) for question in questions)


def a_paragraph(place: str, markup: str = SHAKE) -> Paragraph:
    return Paragraph(an_id(place), inline.parse(markup))


def some_items(place: str, *markups: str) -> tuple[Item, ...]:
    return tuple(Item(an_id(place, str(number)), inline.parse(text)) for number, text in enumerate(markups))


def some_steps(place: str, *markups: str) -> Steps:
    return Steps(an_id(place), some_items(place, *markups))


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
    publisher: Publisher | None = LUNG_CHARITY,
    **changed: Any,
) -> Sheet:
    """A sheet with one section of paragraphs and one that says when to get help."""
    use = a_section(f"{sheet}/use", *(a_paragraph(f"{sheet}/{n}", text) for n, text in enumerate(paragraphs)))
    help = a_callout(f"{sheet}/help/box", "Call for help if your lips turn blue.")
    sections = (use, a_section(f"{sheet}/help", help, kind="when-to-get-help", heading="When to get help"))
    members = {"alternative_titles": ("Puffers",), "summary": "How to breathe in.", "sections": sections} | changed
    answers = publisher.id if publisher else None
    return Sheet(id=an_id(sheet), language=language, title=title, publisher=answers, review=review, **members)


def an_eczema_sheet(title: str = "Eczema", **changed: Any) -> Sheet:
    return a_content(title, sheet="eczema", **{"paragraphs": ["Use plenty of cream."]} | changed)


def a_knee_sheet(title: str = "Knee pain", **changed: Any) -> Sheet:
    return a_content(title, sheet="knee-pain", **{"paragraphs": ["Keep moving."]} | changed)


def released(
    content: Content | None = None, *, kind: str = "content", note: str = "", by: str = "Amal", slug: str = ""
) -> Edition:
    """The edition that this release makes. Without a slug, the sheet keeps the one that it has."""
    content = content or a_content()
    publisher_released(content)
    edition = release(content, kind=kind, note=note, by=by, slug=slug)
    assert edition is not None, "these words are released already"
    return edition


def release(
    content: Content, *, kind: str = "content", note: str = "", by: str = "Amal", slug: str = ""
) -> Edition | None:
    """The same, for a release that may find nothing new."""
    publisher_released(content)
    work = Work.objects.filter(id=content.id).first()
    slug = slug or (work.slugs.get(current=True).slug if work else slugify(content.title) or content.type)
    return releases.release_source(content, slug=slug, notice=Notice(ChangeKind(kind), note, by))


def publisher_released(content: Content) -> None:
    """The first thing that a release needs. Whose publisher was released, in whatever words, is left alone."""
    publisher = PUBLISHERS.get(content.publisher) if isinstance(content, Sheet | Faq) else None
    if publisher and not Work.objects.filter(id=publisher.id).exists():
        released(publisher)


def own(edition: Edition) -> AnyContent:
    """What the edition says itself, without the words of its neighbours."""
    return uncomposed(edition.value())


def words_in(of: Edition | Content, language: str = "en") -> Included:
    """The words of neighbours that readers of this language have now."""
    content = the_publication(of, language).edition.value()
    assert isinstance(content, Sheet | Faq)
    return content.included


def in_language(language: str, source: AnyContent, texts: Mapping[str, str] | None = None) -> AnyContent:
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
