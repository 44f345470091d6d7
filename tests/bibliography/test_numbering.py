"""Numbers by first mention, and how a group of them is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.bibliography.numbering import numbered, numbers_of, ranged, runs

GROUPS = st.lists(st.lists(st.sampled_from("abcdefghij"), max_size=6), max_size=8)
NUMBERS = st.lists(st.integers(1, 40))


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        ([2, 4, 5, 6], "2,4–6"),
        ([6, 5, 4, 2, 2], "2,4–6"),
        ([4, 5], "4,5"),
        ([1], "1"),
        ([1, 2, 3], "1–3"),
        ([1, 2, 4, 5, 6, 9, 11, 12], "1,2,4–6,9,11,12"),
        ([], ""),
    ],
)
def test_group_is_sorted_and_ranged(numbers: list[int], written: str) -> None:
    assert ranged(numbers) == written


def test_numbers_follow_the_first_mention() -> None:
    numbers = numbered([["yelland"], ["klein", "yelland"], ["dechow", "klein"]])
    assert numbers == {"yelland": 1, "klein": 2, "dechow": 3}
    assert numbers_of(["dechow", "yelland", "dechow"], numbers) == (1, 3)


@given(NUMBERS)
def test_runs_hold_the_numbers_and_no_others(numbers: list[int]) -> None:
    held = [number for first, last in runs(numbers) for number in range(first, last + 1)]
    assert held == sorted(set(numbers))


@given(NUMBERS)
def test_range_is_never_of_two(numbers: list[int]) -> None:
    assert all(first == last or last - first >= 2 for first, last in runs(numbers))


@given(GROUPS)
def test_every_reference_has_one_number_without_a_gap(groups: list[list[str]]) -> None:
    numbers = numbered(groups)
    assert sorted(numbers.values()) == list(range(1, len(numbers) + 1))
    assert set(numbers) == {reference for group in groups for reference in group}


@given(GROUPS)
def test_new_numbers_rise_through_the_text(groups: list[list[str]]) -> None:
    numbers, highest = numbered(groups), 0
    for reference in (reference for group in groups for reference in group):
        assert numbers[reference] <= highest + 1
        highest = max(highest, numbers[reference])


@given(GROUPS, st.lists(st.sampled_from("abcdefghij")))
def test_what_comes_later_changes_no_number(groups: list[list[str]], later: list[str]) -> None:
    before, after = numbered(groups), numbered([*groups, later])
    assert {reference: after[reference] for reference in before} == before
