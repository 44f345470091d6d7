"""Hypothesis strategies: any inline text and any content that the vocabulary allows."""

from __future__ import annotations

from itertools import groupby

from hypothesis import strategies as st

from editions.content import (
    SCHEMA,
    Callout,
    Content,
    Item,
    ItemList,
    Paragraph,
    PublisherLine,
    Review,
    Section,
)
from editions.inline import FORBIDDEN_CHARACTERS, Inline, Mark, Node
from editions.languages import CATALOGUE
from editions.vocabulary import CalloutVariant, ContentType, SectionKind

assert SCHEMA == 1, "these strategies describe the first schema"

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


def _joined(nodes: list[Node]) -> Inline:
    """As `parse` gives it: no empty text, and no two texts side by side."""
    joined: list[Node] = []
    for is_text, run in groupby(filter(None, nodes), key=lambda node: isinstance(node, str)):
        neighbours = list(run)
        joined += ["".join(map(str, neighbours))] if is_text else neighbours
    return tuple(joined)


def _marked(content: st.SearchStrategy[Inline], kinds: list[str]) -> st.SearchStrategy[Inline]:
    marks = st.builds(Mark, st.sampled_from(kinds), content.filter(bool))
    return st.lists(TEXTS | marks, max_size=4).map(_joined)


def _linked(content: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    links = st.builds(Mark, st.just("link"), content.filter(bool), ADDRESSES)
    return st.lists(TEXTS | links, max_size=3).map(_joined)


PLAIN_INLINES = TEXTS.map(lambda text: _joined([text]))
UNLINKED_INLINES = st.recursive(
    PLAIN_INLINES, lambda inner: _marked(inner, ["strong", "emphasis", "ltr"]), max_leaves=4
)
INLINES = UNLINKED_INLINES | _linked(UNLINKED_INLINES) | _marked(_linked(UNLINKED_INLINES), ["strong", "emphasis"])
SAID = INLINES.filter(lambda inline: bool(str(inline).strip()))

ITEMS = st.builds(Item, st.uuids(), SAID)
BLOCKS = st.one_of(
    st.builds(Paragraph, st.uuids(), SAID),
    st.builds(ItemList, st.uuids(), st.lists(ITEMS, max_size=3).map(tuple), st.sampled_from(["list", "steps"])),
    st.builds(
        Callout,
        st.uuids(),
        st.sampled_from(CalloutVariant.values),
        TEXTS,
        st.lists(ITEMS, max_size=2).map(tuple),
    ),
)
SECTIONS = st.builds(
    Section, st.uuids(), st.sampled_from(SectionKind.values), TEXTS, st.lists(BLOCKS, max_size=3).map(tuple)
)
CONTENTS = st.builds(
    Content,
    type=st.sampled_from(ContentType.values),
    id=st.uuids(),
    language=st.sampled_from([language.code for language in CATALOGUE]),
    title=WORDS,
    alternative_titles=st.lists(LINES, max_size=3).map(tuple),
    summary=TEXTS,
    publisher=st.builds(PublisherLine, TEXTS, TEXTS, TEXTS, TEXTS),
    review=st.builds(Review, st.none() | st.dates(), st.none() | st.dates()),
    sections=st.lists(SECTIONS, max_size=3).map(tuple),
)
