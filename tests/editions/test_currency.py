"""The status rule: what newer source editions do to a translation."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.currency import BANNER, gravest, status_after
from editions.vocabulary import ChangeKind

KINDS = st.lists(st.sampled_from(ChangeKind.values), max_size=6)

RULE = [
    ([], "current"),
    (["editorial"], "current"),
    (["editorial", "editorial"], "current"),
    (["content"], "outdated"),
    (["editorial", "content"], "outdated"),
    (["content", "editorial"], "outdated"),
    (["safety"], "withheld"),
    (["content", "safety"], "withheld"),
    (["safety", "editorial"], "withheld"),
    (["safety", "content", "editorial"], "withheld"),
]


@pytest.mark.parametrize(("kinds", "status"), RULE)
def test_status_is_that_of_the_gravest_kind(kinds, status):
    assert status_after(kinds) == status


@pytest.mark.parametrize(("kinds", "status"), RULE)
def test_banner_policy_shows_as_outdated_what_would_be_withheld(kinds, status):
    assert status_after(kinds, safety_policy=BANNER) == {"withheld": "outdated"}.get(status, status)


@pytest.mark.parametrize(("first", "second"), [*product(ChangeKind.values, repeat=2)])
def test_of_two_kinds_the_graver_counts(first, second):
    assert gravest([first, second]) == max(first, second, key=ChangeKind.values.index)


@given(KINDS, st.randoms())
def test_order_does_not_matter(kinds, random):
    mixed = random.sample(kinds, len(kinds))
    assert status_after(mixed) == status_after(kinds)


@given(KINDS, KINDS)
def test_a_later_edition_never_makes_a_translation_better(earlier, later):
    grave = ["current", "outdated", "withheld"]
    assert grave.index(status_after(earlier + later)) >= grave.index(status_after(earlier))


def test_unknown_kind_is_an_error_and_not_harmless():
    with pytest.raises(ValueError, match="typo"):
        status_after(["typo"])
