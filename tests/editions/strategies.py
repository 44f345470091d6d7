"""Hypothesis strategies: any inline text and any content of every type that the vocabulary allows."""

from __future__ import annotations

from itertools import groupby
from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from editions.bibliography.csl import Csl, Name, SourceType
from editions.content import (
    SCHEMA,
    AnyContent,
    Block,
    Callout,
    Column,
    Evidence,
    Fact,
    Faq,
    FaqPlace,
    FaqWords,
    Image,
    ImageFile,
    Included,
    Item,
    ItemList,
    KeyFacts,
    LeftOut,
    Paragraph,
    Publisher,
    PublisherWords,
    Quote,
    Reference,
    ReferenceWords,
    Review,
    Reviewer,
    Row,
    Section,
    Sheet,
    Steps,
    Table,
    Term,
    TermWords,
    Topic,
    UsefulLink,
)
from editions.inline import FORBIDDEN_CHARACTERS, KINDS, Inline, Mark, Node
from editions.languages import CATALOGUE
from editions.vocabulary import (
    LINKED_TYPES,
    Audience,
    CalloutVariant,
    ContentType,
    ImageLicense,
    License,
    SectionKind,
    Standing,
)

assert SCHEMA == 2, "these strategies describe the second schema"

# Characters that mean something in markup come often; letters of other scripts are among the rest.
FORBIDDEN = "".join(each for each in FORBIDDEN_CHARACTERS if not "\ud800" <= each < "\ue000")
CHARACTERS = st.one_of(
    st.sampled_from("<>&;\"'/=!? #x20aA\n\t٣ةü"),
    st.characters(exclude_characters=FORBIDDEN, exclude_categories=["Cs"]),
)
TEXTS = st.text(CHARACTERS, max_size=20)
WORDS = TEXTS.map(str.strip).filter(bool)
LINES = st.text(CHARACTERS.filter(lambda character: character != "\n"), max_size=20).map(str.strip).filter(bool)
ADDRESSES = st.sampled_from(
    ["https://lungs.example/?a=1&section=2", "http://x.example/'\"<>", "mailto:a@lungs.example", "tel:+442079460958"]
)
LANGUAGES = st.sampled_from([language.code for language in CATALOGUE])
IDS = st.uuids()


def _few(strategy: SearchStrategy[Any], most: int = 2) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def _joined(nodes: list[Node]) -> Inline:
    """As `parse` gives it: no empty text, and no two texts side by side."""
    joined: list[Node] = []
    for is_text, run in groupby(filter(None, nodes), key=lambda node: isinstance(node, str)):
        neighbours = list(run)
        joined += ["".join(map(str, neighbours))] if is_text else neighbours
    return tuple(joined)


def _wrapped(content: SearchStrategy[Inline]) -> SearchStrategy[Mark]:
    """Marks that may stand in each other."""
    said = content.filter(bool)
    return st.one_of(
        st.builds(Mark, st.sampled_from(["strong", "emphasis", "ltr"]), said),
        st.builds(lambda words, target: Mark("term", words, target=target), said, IDS),
        st.builds(
            lambda words, code: Mark("foreign", words, language=code), said, st.sampled_from(["la", "ar", "cy"])
        ),
    )


def _links(content: SearchStrategy[Inline]) -> SearchStrategy[Mark]:
    said, types = content.filter(bool), st.sampled_from(LINKED_TYPES)
    return st.builds(lambda words, href: Mark("link", words, href=href), said, ADDRESSES) | st.builds(
        lambda words, target, kind: Mark("link", words, target=target, target_type=kind), said, IDS, types
    )


CITATIONS = IDS.map(lambda id: Mark("citation", target=id))
PLAIN_INLINES = TEXTS.map(lambda text: _joined([text]))
UNLINKED_INLINES = st.recursive(
    PLAIN_INLINES, lambda inner: st.lists(TEXTS | _wrapped(inner), max_size=4).map(_joined), max_leaves=4
)
LINKED_INLINES = st.lists(TEXTS | _links(UNLINKED_INLINES) | CITATIONS, max_size=3).map(_joined)
INLINES = UNLINKED_INLINES | LINKED_INLINES | st.lists(TEXTS | _wrapped(LINKED_INLINES), max_size=3).map(_joined)
SAID = INLINES.filter(lambda inline: bool(str(inline).strip()))
assert set(KINDS) == {"strong", "emphasis", "link", "ltr", "citation", "term", "foreign"}, "every mark is above"

HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
SIZES = st.integers(1, 9000)
FILES = st.builds(
    ImageFile, HASHES, st.sampled_from(["image/jpeg", "image/png"]), SIZES, SIZES, st.none() | SIZES, st.none() | SIZES
)
ITEMS = st.builds(Item, IDS, SAID)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(st.builds(Column, IDS, TEXTS), min_size=1, max_size=3))
    cells = st.tuples(*[INLINES] * len(columns))
    rows = draw(_few(st.builds(Row, IDS, cells)))
    return Table(draw(IDS), draw(TEXTS), draw(st.booleans()), tuple(columns), rows)


BLOCKS = st.one_of(
    st.builds(Paragraph, IDS, SAID),
    st.builds(ItemList, IDS, _few(ITEMS)),
    st.builds(Steps, IDS, _few(ITEMS)),
    st.builds(Callout, IDS, st.sampled_from(CalloutVariant.values), TEXTS, _few(ITEMS)),
    st.builds(Quote, IDS, _few(ITEMS), TEXTS),
    st.builds(KeyFacts, IDS, TEXTS, _few(st.builds(Fact, IDS, TEXTS, SAID))),
    st.builds(Evidence, IDS, TEXTS, _few(ITEMS), _few(ITEMS)),
    _tables(),
    st.builds(
        Image, IDS, st.none() | FILES, TEXTS, INLINES, TEXTS, st.sampled_from([each.value for each in ImageLicense])
    ),
)
assert len(get_args(Block)) == len(BLOCKS.original_strategies), "every block is above"  # type: ignore[attr-defined]

NAMES = st.builds(Name, TEXTS, TEXTS, TEXTS)
SOURCES = st.builds(
    Csl,
    type=st.sampled_from(SourceType.values),
    authors=_few(NAMES),
    title=TEXTS,
    year=st.none() | st.integers(1450, 2030),
    accessed=st.none() | st.dates(),
)
STANDINGS = st.sampled_from(["", *Standing.values])
INCLUDED = st.builds(
    Included,
    st.none() | st.builds(PublisherWords, IDS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, logo=st.none() | FILES),
    _few(st.builds(FaqWords, IDS, TEXTS, TEXTS, _few(BLOCKS)), 1),
    _few(st.builds(ReferenceWords, IDS, TEXTS, SOURCES, TEXTS, STANDINGS, _few(st.sampled_from(["year", "doi"])))),
    _few(st.builds(TermWords, IDS, TEXTS, TEXTS, TEXTS)),
    _few(st.builds(LeftOut, IDS, st.sampled_from(ContentType.values))),
)
DATES = st.none() | st.dates()
REVIEWS = st.builds(Review, DATES, DATES, _few(st.builds(Reviewer, IDS, TEXTS, TEXTS)))
SECTIONS = st.builds(Section, IDS, st.sampled_from(SectionKind.values), TEXTS, _few(BLOCKS, 3))
EACH = {"id": IDS, "language": LANGUAGES, "title": WORDS}

SHEETS = st.builds(
    Sheet,
    **EACH,
    alternative_titles=_few(LINES, 3),
    summary=TEXTS,
    audience=_few(st.sampled_from(Audience.values)),
    topics=_few(IDS),
    publisher=st.none() | IDS,
    review=REVIEWS,
    sections=_few(SECTIONS),
    faqs=_few(st.builds(FaqPlace, IDS, st.booleans())),
    links=_few(st.builds(UsefulLink, IDS, TEXTS, ADDRESSES, TEXTS)),
    disclaimer=TEXTS,
    license=st.sampled_from(["", *License.values]),
    included=INCLUDED,
)
QUESTIONS = st.builds(
    Faq,
    **EACH,
    answer=_few(BLOCKS),
    topics=_few(IDS),
    publisher=st.none() | IDS,
    review=REVIEWS,
    included=INCLUDED,
)
REFERENCES = st.builds(Reference, **EACH, csl=SOURCES, note=TEXTS, standing=STANDINGS, superseded_by=st.none() | IDS)
PUBLISHERS = st.builds(
    Publisher,
    **EACH,
    url=TEXTS,
    registration=TEXTS,
    logo=st.none() | FILES,
    contact=TEXTS,
    disclaimer=TEXTS,
    copyright=TEXTS,
    acknowledgement=TEXTS,
)
TOPICS = st.builds(Topic, **EACH, summary=TEXTS)
TERMS = st.builds(Term, **EACH, definition=TEXTS)
OF_TYPE: dict[str, SearchStrategy[Any]] = {
    "factsheet": SHEETS,
    "faq": QUESTIONS,
    "reference": REFERENCES,
    "publisher": PUBLISHERS,
    "topic": TOPICS,
    "term": TERMS,
}
assert set(OF_TYPE) == set(ContentType.values)
assert len(OF_TYPE) == len(get_args(AnyContent))
CONTENTS = st.one_of(*OF_TYPE.values())
