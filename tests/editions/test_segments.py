"""Segments: taking a content apart for translators and putting it together again in another language."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace

from editions.composing import uncomposed
from editions.content import AnyContent, Column, Evidence, Row, Table
from editions.inline import InvalidInline
from editions.segments import MissingSegments, Segment, partly_translated, segments_of, translated

from .builders import (
    LUNG_CHARITY,
    STRICT_CHARITY,
    a_callout,
    a_content,
    a_paragraph,
    a_question,
    a_reference,
    a_section,
    an_id,
    in_language,
    some_items,
)
from .strategies import CONTENTS, SHEETS

ANY_CONTENT = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
PIECES = (
    "text",
    "label",
    "heading",
    "blocks",
    "items",
    "paragraphs",
    "facts",
    "known",
    "rows",
    "columns",
    "role",
    "alt",
)


def pieces_of(value: Any) -> Iterator[UUID]:
    """Ids of everything in the content that a translator may find text in."""
    if isinstance(value, tuple):
        for each in value:
            yield from pieces_of(each)
    elif isinstance(value, msgspec.Struct):
        if set(PIECES) & set(value.__struct_fields__) or hasattr(value, "note"):
            yield getattr(value, "id", uuid4())
        for name in value.__struct_fields__:
            yield from pieces_of(getattr(value, name))


def have_ids_of_their_own(content: AnyContent) -> bool:
    return max(Counter(pieces_of(uncomposed(content))).values(), default=1) == 1


def turned_round(value: Any) -> Any:
    """Everything that has an order, the other way round: sections, blocks, items, facts, rows, columns with cells."""
    if isinstance(value, tuple) and value and all(hasattr(each, "id") for each in value):
        return tuple(turned_round(each) for each in reversed(value))
    if isinstance(value, Row):
        return replace(value, cells=value.cells[::-1])
    if isinstance(value, msgspec.Struct):
        return replace(value, **{name: turned_round(getattr(value, name)) for name in value.__struct_fields__})
    return value


@given(CONTENTS.filter(have_ids_of_their_own))
@ANY_CONTENT
def test_no_two_segments_share_a_key(content):
    keys = [segment.key for segment in segments_of(content)]
    assert len(keys) == len(set(keys))


@given(CONTENTS.filter(have_ids_of_their_own))
@ANY_CONTENT
def test_segments_do_not_depend_on_any_order(content):
    assert set(segments_of(turned_round(content))) == set(segments_of(content))


@given(SHEETS.filter(have_ids_of_their_own))
@ANY_CONTENT
def test_turning_round_twice_is_no_change(content):
    assert turned_round(turned_round(content)) == content


@given(CONTENTS.filter(have_ids_of_their_own))
@ANY_CONTENT
def test_own_texts_give_the_same_content(content):
    texts = {segment.key: segment.text for segment in segments_of(content)}
    assert translated(content, content.language, texts) == content


@given(CONTENTS.filter(have_ids_of_their_own))
@ANY_CONTENT
def test_each_text_goes_to_its_own_segment_and_nowhere_else(content):
    texts = {segment.key: f"text of {segment.key}" for segment in segments_of(content)}
    french = translated(content, "fr", texts)
    assert {segment.key: segment.text for segment in segments_of(french)} == texts


@given(CONTENTS)
@ANY_CONTENT
def test_words_of_neighbours_are_no_segments(content):
    assert segments_of(content) == segments_of(uncomposed(content))


def test_cell_is_known_by_its_row_and_its_column():
    table = Table(an_id("t"), "Doses", True, (Column(an_id("c"), "Age"),), (Row(an_id("r"), (("2",),)),))
    keys = [segment.key for segment in segments_of(a_content(sections=(a_section("use", table),)))]
    assert keys[-3:] == [f"{an_id('t')}/caption", f"{an_id('c')}/heading", f"{an_id('r')}/{an_id('c')}"]


def test_what_is_known_and_what_is_not_are_segments_apart():
    evidence = Evidence(an_id("e"), "", some_items("known", "It helps."), some_items("unknown", "For how long."))
    texts = [segment.text for segment in segments_of(a_content(sections=(a_section("use", evidence),)))]
    assert texts[-2:] == ["It helps.", "For how long."]


@pytest.mark.parametrize(
    ("content", "keys"),
    [
        (STRICT_CHARITY, ["disclaimer"]),
        (LUNG_CHARITY, []),
        (a_reference(note="Read this first."), ["note"]),
        (a_reference(), []),
        (a_question(), ["title", f"{an_id('faq/twice')}/text"]),
    ],
)
def test_segments_of_other_types(content, keys):
    assert [segment.key for segment in segments_of(content)] == keys


def test_name_of_a_publisher_is_the_same_in_every_language():
    french = in_language("fr", STRICT_CHARITY)
    assert (french.title, french.disclaimer) == ("Example Strict Charity", "[fr] Ask your doctor.")


def test_segments_come_in_reading_order():
    texts = [segment.text for segment in segments_of(a_content(title="Asthma", paragraphs=["Shake.", "Breathe in."]))]
    start = ["Asthma", "Puffers", "How to breathe in.", "How to use it", "Shake.", "Breathe in.", "When to get help"]
    assert texts[:7] == start


def test_key_is_the_id_of_the_piece_and_its_field():
    box = a_callout("box", "Call for help.", title="Now")
    keys = [segment.key for segment in segments_of(a_content(sections=(a_section("use", box, heading="Use"),)))][3:]
    assert keys == [f"{an_id('use')}/heading", f"{an_id('box')}/title", f"{an_id('box', '0')}/text"]


@pytest.mark.parametrize(
    ("changed", "key"), [({"summary": " "}, "summary"), ({"alternative_titles": ()}, "alternative_titles")]
)
def test_empty_text_is_no_segment(changed, key):
    assert key not in {segment.key for segment in segments_of(a_content(**changed))}


def test_empty_text_stays_empty_in_the_translation():
    assert in_language("fr", a_content(summary="")).summary == ""


def test_missing_texts_are_all_named():
    source = a_content()
    keys = [segment.key for segment in segments_of(source)]
    with pytest.raises(MissingSegments) as missing:
        translated(source, "fr", dict.fromkeys(keys[2:], "texte") | {keys[1]: " \n"})
    assert missing.value.keys == keys[:2]


def test_working_copy_leaves_missing_texts_empty():
    french = partly_translated(a_content(), "fr", {"title": "Inhalateurs"})
    assert [segment.text for segment in segments_of(french)] == ["Inhalateurs"]


def test_text_for_an_unknown_segment_is_left_out():
    source = a_content()
    assert in_language("fr", source, {f"{uuid4()}/text": "perdu"}) == in_language("fr", source)


def test_marks_of_a_translation_are_checked():
    source = a_content(sections=(a_section("use", a_paragraph("p")),))
    with pytest.raises(InvalidInline):
        in_language("fr", source, {f"{an_id('p')}/text": "<script>"})


def test_neutral_parts_come_from_the_source():
    french = in_language("fr", a_content())
    kinds = [section.kind for section in french.sections]
    assert (french.publisher, kinds) == (LUNG_CHARITY.id, ["procedure", "when-to-get-help"])


def test_alternative_titles_are_one_segment_with_a_line_each():
    french = in_language(
        "fr", a_content(alternative_titles=("Puffers", "Relievers")), {"alternative_titles": "A\n\n B "}
    )
    assert french.alternative_titles == ("A", "B")


def test_hash_changes_with_the_text_and_with_nothing_else():
    assert Segment("title", "Asthma").hash == Segment("summary", "Asthma").hash != Segment("title", "asthma").hash
