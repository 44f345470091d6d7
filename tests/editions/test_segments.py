"""Segments: taking a content apart for translators and putting it together again in another language."""

from collections import Counter
from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings

from editions.content import Callout, Content, ItemList
from editions.inline import InvalidInline
from editions.segments import MissingSegments, Segment, partly_translated, segments_of, translated

from .builders import LUNG_CHARITY, a_callout, a_content, a_paragraph, a_section, an_id, in_language
from .strategies import CONTENTS

ANY_CONTENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def pieces_of(content: Content):
    """Everything with an id in the content."""
    for section in content.sections:
        yield section
        for block in section.blocks:
            yield block
            yield from (block.items if isinstance(block, ItemList) else ())
            yield from (block.paragraphs if isinstance(block, Callout) else ())


def have_ids_of_their_own(content: Content) -> bool:
    return max(Counter(piece.id for piece in pieces_of(content)).values(), default=1) == 1


@given(CONTENTS.filter(have_ids_of_their_own))
@ANY_CONTENT
def test_no_two_segments_share_a_key(content):
    keys = [segment.key for segment in segments_of(content)]
    assert len(keys) == len(set(keys))


@given(CONTENTS.filter(have_ids_of_their_own))
@ANY_CONTENT
def test_segments_do_not_depend_on_the_order_of_sections(content):
    turned = replace(content, sections=content.sections[::-1])
    assert set(segments_of(turned)) == set(segments_of(content))


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
    assert (french.publisher, kinds) == (LUNG_CHARITY, ["procedure", "when-to-get-help"])


def test_alternative_titles_are_one_segment_with_a_line_each():
    french = in_language(
        "fr", a_content(alternative_titles=("Puffers", "Relievers")), {"alternative_titles": "A\n\n B "}
    )
    assert french.alternative_titles == ("A", "B")


def test_hash_changes_with_the_text_and_with_nothing_else():
    assert Segment("title", "Asthma").hash == Segment("summary", "Asthma").hash != Segment("title", "asthma").hash
