"""Builders: contents with character for tests, released through the same acts as any other.

`a_content()` is an English asthma sheet as a value, `in_language` the same in another language;
`released(…)` puts it into the record, and its publisher before it, and `released_in` adds a translation of it.

`inhalers()` releases a sheet that has everything: each type of block, a question, references, a term, topics. There is
a builder for each type of content.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from editions import inline, releases
from editions.bibliography.csl import Csl, Name
from editions.content import (
    Block,
    Callout,
    Column,
    Content,
    Evidence,
    Fact,
    Faq,
    FaqPlace,
    Image,
    ImageFile,
    Item,
    ItemList,
    KeyFacts,
    Paragraph,
    Publisher,
    Quote,
    Reference,
    Review,
    Reviewer,
    Row,
    Section,
    Sheet,
    Steps,
    Table,
    Term,
    Topic,
    UsefulLink,
)
from editions.issuing import Evidence as HowTranslated
from editions.issuing import Notice
from editions.models import Edition, Work
from editions.segments import segments_of, translated
from editions.vocabulary import ChangeKind, TranslationMethod

FOLDERS = ("factsheets", "faqs", "references", "topics", "terms", "publishers")

# Every address that answers once the asthma sheet is released.
ADDRESSES = [
    "",
    "languages/",
    *(f"{folder}/" for folder in FOLDERS),
    "factsheets/asthma/",
    "factsheets/asthma/editions/",
    "publishers/example-chest-clinic/",
    "publishers/example-chest-clinic/editions/",
    "schema/",
    "docs/",
]

ASTHMA = UUID("0a57a000-0000-4000-8000-000000000001")


def an_id(name: str) -> UUID:
    """The same UUID for the same name, so that stored examples stay as they are."""
    return uuid5(ASTHMA, name)


# Without words to translate: every language has it as it is.
CLINIC = Publisher(
    id=an_id("clinic"),
    language="en",
    title="Example Chest Clinic",
    url="https://clinic.example/",
    registration="Registered charity 0000001",
)
A_LOGO = ImageFile("ab" * 32, "image/png", 400, 200)
A_PHOTO = ImageFile("cd" * 32, "image/jpeg", 1200, 900, 300, 200)
CHARITY = Publisher(
    id=an_id("charity"),
    language="en",
    title="Example Lung Charity",
    url="https://lungs.example/",
    registration="Registered charity 0000002",
    logo=A_LOGO,
    contact="Write to help@lungs.example.",
    disclaimer="This sheet does not take the place of a visit to your doctor.",
    copyright="© Example Lung Charity",
    acknowledgement="Paid for by the Example Foundation.",
)
SLUG_OF = {CLINIC.id: "example-chest-clinic", CHARITY.id: "example-lung-charity"}
PUBLISHERS = {CLINIC.id: CLINIC, CHARITY.id: CHARITY}


def an_item(name: str, markup: str) -> Item:
    return Item(an_id(name), inline.parse(markup))


def a_paragraph(name: str, markup: str) -> Paragraph:
    return Paragraph(an_id(name), inline.parse(markup))


def a_list(name: str, *markups: str) -> ItemList:
    return ItemList(an_id(name), _items(name, *markups))


def some_steps(name: str, *markups: str) -> Steps:
    return Steps(an_id(name), _items(name, *markups))


def a_callout(name: str, *markups: str, variant: str = "urgent", title: str = "") -> Callout:
    return Callout(an_id(name), variant, title, _items(name, *markups))


def a_table(name: str, headings: tuple[str, ...], *rows: tuple[str, ...], caption: str = "") -> Table:
    """With row headings."""
    return Table(
        an_id(name),
        caption,
        True,
        tuple(Column(an_id(f"{name}/column {heading}"), heading) for heading in headings),
        tuple(Row(an_id(f"{name}/row {row[0]}"), tuple(map(inline.parse, row))) for row in rows),
    )


def an_image(name: str, alt: str, *, caption: str = "", credit: str = "Example Photos") -> Image:
    return Image(an_id(name), A_PHOTO, alt, inline.parse(caption), credit, "CC-BY-4.0")


def a_section(kind: str, heading: str, *blocks: Block) -> Section:
    return Section(an_id(f"{kind} {heading}"), kind, heading, blocks)


def a_citation(name: str) -> str:
    """The markup that cites the reference of that name."""
    return f'<cite data-reference="{an_id(name)}"></cite>'


def sections_about_asthma() -> tuple[Section, ...]:
    """The blocks and marks that most sheets have."""
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
            some_steps("steps", "Shake it", 'Breathe in <bdi dir="ltr">2</bdi> puffs'),
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


def a_content(**changed: Any) -> Sheet:
    """The English asthma sheet, with some members changed."""
    members: dict[str, Any] = {
        "id": ASTHMA,
        "language": "en",
        "title": "Asthma",
        "alternative_titles": ("Wheezing",),
        "summary": "What asthma is, and how to live well with it.",
        "publisher": CLINIC.id,
        "review": Review(date(2026, 3, 1), date(2029, 3, 1)),
        "sections": sections_about_asthma(),
    }
    return Sheet(**(members | changed))


def a_topic(name: str = "Breathing", **changed: Any) -> Topic:
    return Topic(**({"id": an_id(name), "language": "en", "title": name, "summary": f"About {name}."} | changed))


def a_term(word: str = "bronchi", definition: str = "The large airways in the lungs.", **changed: Any) -> Term:
    return Term(**({"id": an_id(word), "language": "en", "title": word, "definition": definition} | changed))


def a_reference(name: str = "spacers", **changed: Any) -> Reference:
    """An invented trial, with doubtful pages and a note."""
    csl = Csl(
        authors=(Name(family="Example", given="Ann"), Name(literal="Example Study Group")),
        title=f"A trial of {name}",
        container_title="Example J Breath",
        year=2020,
        volume="7",
        page="12-9",
        doi=f"10.5555/{name.replace(' ', '-')}",
        language="en",
    )
    members = {
        "id": an_id(name),
        "language": "en",
        "title": csl.title,
        "csl": csl,
        "note": f"People who used {name} had fewer attacks.",
        "doubtful": ("page", "year"),
    }
    return Reference(**(members | changed))


def an_faq(question: str = "Can I use a spacer?", *answer: Block, **changed: Any) -> Faq:
    blocks = answer or (a_paragraph(f"{question}/answer", "Yes: it helps the medicine to reach your lungs."),)
    members = {"id": an_id(question), "language": "en", "title": question, "answer": blocks, "publisher": CLINIC.id}
    return Faq(**(members | {"review": Review(date(2026, 1, 1), date(2029, 1, 1))} | changed))


SPACER = "Can I use a spacer?"
INHALERS = an_id("Inhalers")


def a_sheet_with_everything(**changed: Any) -> Sheet:
    """The English sheet on inhalers, whose neighbours `inhalers` releases."""
    use = a_section(
        "procedure",
        "How to use it",
        KeyFacts(
            an_id("facts"),
            "At a glance",
            (Fact(an_id("facts/1"), "Puffs", inline.parse('<bdi dir="ltr">2</bdi> at a time')),),
        ),
        a_paragraph(
            "airways",
            f'It opens the <dfn data-term="{an_id("bronchi")}">bronchi</dfn>{a_citation("spacers")}'
            f'{a_citation("breathing out")}, as <a data-content="{ASTHMA}" data-type="factsheet">the sheet on '
            'asthma</a> says. <span lang="la" dir="ltr">Spiritus</span> is breath.',
        ),
        an_image("photo", "A hand holding an inhaler", caption=f"From a trial{a_citation('spacers')}"),
        a_table("doses", ("Colour", "When"), ("Blue", "For attacks"), ("Brown", "Every day"), caption="Colours"),
        Quote(an_id("quote"), _items("quote", "I was afraid of it at first."), "A patient"),
        Evidence(an_id("known"), "Spacers", _items("known", "They help."), _items("unknown", "For how long.")),
    )
    members: dict[str, Any] = {
        "id": INHALERS,
        "title": "Inhalers",
        "alternative_titles": (),
        "summary": "How to use an inhaler.",
        "audience": ("patients", "carers"),
        "topics": (an_id("Breathing"), an_id("Medicines")),
        "publisher": CHARITY.id,
        "review": Review(date(2026, 3, 1), date(2029, 3, 1), (Reviewer(an_id("reviewer"), "Dr A. Example", "Nurse"),)),
        "sections": (use,),
        "faqs": (FaqPlace(an_id(SPACER)), FaqPlace(an_id("Can I fly?"), optional=True)),
        "links": (UsefulLink(an_id("link"), "Lung charity", "https://lungs.example/inhalers", "With a film."),),
        "disclaimer": "Ask your nurse to watch you use it.",
        "license": "CC BY 4.0",
    }
    return a_content(**(members | changed))


def inhalers() -> Edition:
    """The sheet with everything, released after its neighbours. One question is not to be had, and left out."""
    released()
    for topic in (a_topic("Breathing"), a_topic("Medicines")):
        released(topic)
    released(a_term())
    released(a_reference("spacers"))
    released(a_reference("breathing out", standing="superseded", superseded_by=an_id("spacers"), doubtful=()))
    released(
        an_faq(SPACER, a_paragraph("spacer", f"Yes, it helps{a_citation('spacers')}."), topics=(an_id("Medicines"),))
    )
    return released(a_sheet_with_everything())


def in_language(language: str, source: Content, *, title: str = "", words: Mapping[str, str] | None = None) -> Any:
    """The same content in another language: each segment as `words` has it, or with the language's code
    before it."""
    texts = {
        segment.key: (words or {}).get(segment.text, f"{language}: {segment.text}") for segment in segments_of(source)
    }
    own = releases.uncomposed(source)
    return translated(own, language, texts | ({"title": title} if title else {}))


def released(content: Content | None = None, *, slug: str = "", **notice: Any) -> Edition:
    """Release a source (the asthma sheet, unless another is given), after its publisher."""
    content = content or a_content()
    _release_publisher_of(content)
    edition = releases.release_source(content, slug=slug or slug_of(content), notice=a_notice(**notice))
    assert edition is not None, "these words are released already"
    return edition


def slug_of(content: Content) -> str:
    """The slug that the content has, or one made from its title."""
    work = Work.objects.filter(id=content.id).first()
    if work:
        return work.slugs.get(current=True).slug
    return SLUG_OF.get(content.id) or content.title.casefold().replace(" ", "-").strip("?")


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
        evidence=HowTranslated(method, translator, reviewer),
    )
    assert edition is not None, "these words are released already"
    return edition


def a_sheet_called(title: str, **changed: Any) -> Edition:
    """Another sheet, with an identity and a slug of its own made from its title."""
    return released(a_content(id=an_id(title), title=title, **changed))


def a_notice(kind: ChangeKind = ChangeKind.CONTENT, note: str = "", by: str = "Test Editor") -> Notice:
    return Notice(kind, note, by)


def _items(name: str, *markups: str) -> tuple[Item, ...]:
    return tuple(an_item(f"{name}/{number}", markup) for number, markup in enumerate(markups))


def _release_publisher_of(content: Content) -> None:
    publisher = PUBLISHERS.get(content.publisher) if isinstance(content, Sheet | Faq) and content.publisher else None
    if publisher and not Work.objects.filter(id=publisher.id).exists():
        released(publisher)
