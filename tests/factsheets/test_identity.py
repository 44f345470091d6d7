"""Identity: no two segments share a key, and no translation moves to another text."""

from __future__ import annotations

import copy
import json
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.segments import segments_of
from factsheets.identity import normalised, paragraphs_of
from factsheets.models import FactSheet
from factsheets.snapshots import columns_from, snapshot

from .builders import a_fact_sheet, publish, reloaded, sections_in, translate_and_release


def rich_text(words):
    return "".join(f'<p data-block-key="{n:05}">{word}</p>' for n, word in enumerate(words))


words = st.text("abcdefg éłب", min_size=1, max_size=12).filter(str.strip)
source = st.lists(words, min_size=1, max_size=3).map(rich_text)
# Few ids on purpose: duplicated, pasted and missing ids are what editors' browsers send.
identity = st.sampled_from([str(uuid.UUID(int=n)) for n in range(1, 6)] + ["", "not-an-id"])


def piece(kind, value):
    return st.fixed_dictionaries({"type": st.just(kind), "id": identity, "value": value})


items = st.lists(piece("item", source), max_size=3)
block = st.one_of(
    piece("paragraph", source),
    piece("list", items),
    piece("steps", items),
    piece(
        "callout",
        st.fixed_dictionaries({"variant": st.just("warning"), "title": words, "paragraphs": items}),
    ),
)
section = piece(
    "section",
    st.fixed_dictionaries({"kind": st.just("risks"), "heading": words, "content": st.lists(block, max_size=4)}),
)
bodies = st.lists(section, max_size=3)


def a_sheet(body):
    return FactSheet(title="Eczema", headline_en="Eczema", body_en=json.dumps(body))


@given(bodies)
def test_no_two_pieces_share_an_id_whatever_the_browser_sends(body):
    ids = [piece["id"] for piece in pieces_in(normalised(body))]
    assert len(ids) == len(set(ids))


@pytest.mark.django_db  # a page object looks up its content type
@given(bodies)
def test_no_two_segments_of_a_sheet_share_a_key(body):
    keys = [segment.key for segment in segments_of(snapshot(a_sheet(body), "en"))]
    assert len(keys) == len(set(keys))


@given(bodies)
def test_normalising_twice_changes_nothing(body):
    once = normalised(body)
    assert normalised(copy.deepcopy(once)) == once


@given(bodies)
def test_the_first_text_to_bear_an_id_keeps_it(body):
    """So a translation, which hangs on the id, never moves to another text."""
    after = {piece["id"]: piece["value"] for piece in pieces_in(normalised(body))}
    bearers = {}
    for piece in pieces_in(body):
        bearers.setdefault(piece["id"], piece["value"])
    for identity, value in bearers.items():
        if isinstance(value, str) and identity in after:
            assert paragraphs_of(after[identity])[0][1] == paragraphs_of(value)[0][1]


def pieces_in(value):
    """Sections, blocks and items in reading order."""
    if isinstance(value, dict):
        if "id" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from pieces_in(part)


@pytest.mark.django_db  # a page object looks up its content type
@given(bodies)
def test_a_body_survives_the_way_to_an_edition_and_back(body):
    sheet = a_sheet(body)
    content = snapshot(sheet, "en")
    again = FactSheet(title="Eczema", body_en=columns_from(content)["body"])
    assert snapshot(again, "en").sections == content.sections


def test_pasted_paragraphs_become_pieces_of_their_own_with_the_same_ids_each_time():
    body = [
        {
            "type": "section",
            "id": str(uuid.uuid4()),
            "value": {
                "kind": "risks",
                "heading": "Risks",
                "content": [{"type": "paragraph", "id": str(uuid.uuid4()), "value": rich_text(["one", "two"])}],
            },
        }
    ]
    first, second = normalised(body), normalised(body)
    assert [block["value"] for block in first[0]["value"]["content"]] == [
        '<p data-block-key="00000">one</p>',
        '<p data-block-key="00001">two</p>',
    ]
    assert first == second


@pytest.mark.django_db
def test_translations_follow_their_text_when_blocks_are_reordered():
    page = a_fact_sheet(ready_in=["fr"])
    body = list(page.body_en.get_prep_value())
    body[0]["value"]["content"].reverse()
    publish(page, body_en=json.dumps(body), change_kind="editorial")
    french = sections_in(reloaded(page), "fr")[0].blocks
    assert [block.text for block in french] == [
        ("[fr] Take ", *french[0].text[1:]),
        ("[fr] Shake the inhaler before you use it.",),
    ]


@pytest.mark.django_db
def test_duplicated_paragraph_is_a_new_segment_and_the_original_keeps_its_translation():
    page = a_fact_sheet(ready_in=["fr"])
    body = list(page.body_en.get_prep_value())
    content = body[0]["value"]["content"]
    content.append(copy.deepcopy(content[0]))
    page = publish(page, body_en=json.dumps(body), change_kind="content")
    french = [block.text for block in sections_in(page, "fr")[0].blocks]
    assert french[0] == ("[fr] Shake the inhaler before you use it.",)
    assert french[2] == ()
    assert translate_and_release(page, "fr").version == 2
