"""Ids of everything a block holds: no two pieces share one, and the same form gives the same ones each time."""

from __future__ import annotations

import copy
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheets.blocks import CellBlock, SheetBody
from factsheets.identity import as_rich_text, normalised
from factsheets.tables import CellsBlock

words = st.text("abé", min_size=1, max_size=4)
rich_text = st.lists(words, min_size=1, max_size=2).map(
    lambda found: "".join(as_rich_text(word, f"{n:05}") for n, word in enumerate(found))
)
# Few ids on purpose: duplicated, pasted and missing ids are what browsers send.
known = [str(uuid.UUID(int=n)) for n in range(1, 6)]
any_id = st.sampled_from([*known, "", "not-an-id"])
struct = st.fixed_dictionaries


def bodies(ids=any_id):
    """Sections with blocks of every kind, which have such ids."""

    def piece(kind, value):
        return struct({"type": st.just(kind), "id": ids, "value": value})

    items = st.lists(piece("item", rich_text), max_size=2)
    fact = piece("item", struct({"label": words, "text": rich_text}))
    table = {"caption": words, "row_headings": st.booleans(), "cells": cells()}
    block = st.one_of(
        piece("paragraph", rich_text),
        piece("list", items),
        piece("steps", items),
        piece("callout", struct({"variant": st.just("warning"), "title": words, "paragraphs": items})),
        piece("quote", struct({"paragraphs": items, "attribution": words})),
        piece("key_facts", struct({"title": words, "facts": st.lists(fact, max_size=2)})),
        piece("evidence", struct({"title": words, "known": items, "unknown": items})),
        piece("table", struct(table)),
        piece("image", struct({"image": st.just(1), "alt": words, "caption": rich_text})),
    )
    section = {"kind": st.just("risks"), "heading": words, "content": st.lists(block, max_size=4)}
    return st.lists(piece("section", struct(section)), max_size=2)


@st.composite
def cells(draw):
    width, height = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    return {
        "columns": [{"id": draw(any_id), "type": "text", "heading": draw(words)} for _ in range(width)],
        "rows": [{"id": draw(any_id), "values": [draw(rich_text) for _ in range(width)]} for _ in range(height)],
    }


def ids_in(value):
    """Every id, in reading order."""
    if isinstance(value, dict):
        own = [value["id"]] if "id" in value else []
        return [*own, *(each for part in value.values() for each in ids_in(part))]
    return [each for part in value for each in ids_in(part)] if isinstance(value, list) else []


@given(bodies())
def test_no_two_pieces_share_an_id_whatever_the_browser_sends(body):
    ids = ids_in(normalised(body))
    assert len(ids) == len(set(ids))
    assert all(uuid.UUID(each) for each in ids)


@given(bodies())
def test_normalising_twice_changes_nothing(body):
    once = normalised(body)
    assert normalised(copy.deepcopy(once)) == once


@given(bodies(st.sampled_from(known)))
def test_the_same_form_gives_the_same_ids_each_time(body):
    """An autosave does not reload the form. Wagtail's blocks always have an id, rows and columns may lack one."""
    assert normalised(copy.deepcopy(body)) == normalised(copy.deepcopy(body))


def a_section(*blocks):
    value = {"kind": "risks", "heading": "Risks", "content": list(blocks)}
    return {"type": "section", "id": str(uuid.uuid4()), "value": value}


def a_table(*headings, rows=2):
    values = [as_rich_text("x", "aaaaa") for _heading in headings]
    grid = {
        "columns": [{"id": str(uuid.uuid4()), "type": "text", "heading": heading} for heading in headings],
        "rows": [{"id": str(uuid.uuid4()), "values": values} for _row in range(rows)],
    }
    value = {"caption": "Doses", "row_headings": True, "cells": grid}
    return {"type": "table", "id": str(uuid.uuid4()), "value": value}


def test_duplicated_table_gets_ids_of_its_own_and_the_first_keeps_its():
    table = a_table("When", "What")
    first, second = normalised([a_section(table, copy.deepcopy(table))])[0]["value"]["content"]
    assert first == table
    assert not set(ids_in(second)) & set(ids_in(table))


# A table between the form and the database


def cells_block():
    block = CellsBlock([("text", CellBlock(required=False))])
    block.set_name("cells")
    return block


def sent(*, columns, rows):
    """What the grid in the browser posts. Each line: (id, its place or None if it was deleted, …)."""
    form = {"c-column-count": str(len(columns)), "c-row-count": str(len(rows))}
    for kind, lines in (("column", columns), ("row", rows)):
        for number, (identity, order, *_rest) in enumerate(lines):
            form[f"c-{kind}-{number}-id"] = identity
            form[f"c-{kind}-{number}-order"] = str(order or 0)
            form[f"c-{kind}-{number}-deleted"] = "" if order is not None else "1"
    form |= {f"c-column-{n}-heading": heading for n, (_id, _order, heading) in enumerate(columns)}
    for row in range(len(rows)):
        for column in range(len(columns)):
            text = f'{{"blocks": [{{"key": "k", "text": "{row}{column}"}}], "entityMap": {{}}}}'
            form[f"c-cell-{row}-{column}"] = text
    return form


def raw(form):
    block = cells_block()
    return block.get_prep_value(block.clean(block.value_from_datadict(form, {}, "c")))


def test_moved_rows_and_columns_keep_their_ids_and_their_cells():
    form = sent(columns=[("c0", 1, "When"), ("c1", 0, "What")], rows=[("r0", 1), ("r1", 0)])
    table = raw(form)
    assert [(each["id"], each["heading"]) for each in table["columns"]] == [("c1", "What"), ("c0", "When")]
    assert [row["id"] for row in table["rows"]] == ["r1", "r0"]
    assert [value[-6:-4] for row in table["rows"] for value in row["values"]] == ["11", "10", "01", "00"]


def test_deleted_rows_and_columns_are_gone():
    form = sent(columns=[("c0", 0, "When"), ("c1", None, "What")], rows=[("r0", None), ("r1", 0)])
    table = raw(form)
    assert [each["id"] for each in table["columns"]] == ["c0"]
    assert [(row["id"], len(row["values"])) for row in table["rows"]] == [("r1", 1)]


def test_table_survives_the_way_to_the_form_and_back():
    block, stored = cells_block(), a_table("When", "What")["value"]["cells"]
    value = block.to_python(stored)
    assert block.get_prep_value(value) == stored
    assert [row["id"] for row in block.get_form_state(value)["rows"]] == [row["id"] for row in stored["rows"]]


def test_column_without_a_heading_is_kept_in_a_draft_and_refused_at_publishing():
    form = sent(columns=[("c0", 0, " ")], rows=[("r0", 0)])
    block = cells_block()
    value = block.value_from_datadict(form, {}, "c")
    with pytest.raises(Exception, match="TypedTableBlock") as refused:
        block.clean(value)
    assert "heading" in str(refused.value.as_json_data())
    block.defer_required_validation()
    assert block.clean(value).columns


@pytest.mark.parametrize("count", ["", "x", "-1", "99999999999999"])
def test_form_that_is_no_table_is_an_empty_one(count):
    form = {"c-column-count": count, "c-row-count": "0"}
    assert cells_block().value_from_datadict(form, {}, "c").row_data == []


def test_body_keeps_the_ids_of_rows_through_a_form_that_is_saved_twice():
    body = SheetBody()
    stored = [a_section(a_table("When", "What"))]
    once = body.get_prep_value(body.clean(body.to_python(stored)))
    assert ids_in(list(once)) == ids_in(list(body.get_prep_value(body.clean(body.to_python(list(once))))))
    assert ids_in(list(once)) == ids_in(stored)
