"""Slugs: a name is its sheet's for ever, and none can be taken for an identifier."""

import pytest

from editions.models import Edition, Slug
from editions.slugs import SlugRefused
from editions.withdrawals import withdraw

from .builders import FOUR_PUFFS, a_content, acts_on, an_eczema_sheet, release, released, the_work

pytestmark = pytest.mark.django_db

ID = "8f14e45f-ceea-467f-a4f1-2c9a6b7d1234"


def slugs_of(edition: Edition) -> dict[str, bool]:
    """The sheet's slugs, each with whether it is the current one."""
    return dict(the_work(edition).slugs.values_list("slug", "current"))


def test_first_slug_is_current_and_no_rename():
    edition = released(slug="asthma")
    assert (slugs_of(edition), acts_on(edition)) == ({"asthma": True}, [("released", "en", "current")])


def test_old_slug_stays_when_the_sheet_is_renamed():
    edition = released(slug="asthma")
    release(a_content(), slug="wheezing")
    assert slugs_of(edition) == {"asthma": False, "wheezing": True}


def test_rename_alone_makes_no_edition():
    edition = released(slug="asthma")
    assert release(a_content(), slug="wheezing") is None
    assert acts_on(edition)[1:] == [("renamed", "", "")]


def test_rename_and_new_words_are_two_lines_in_the_log():
    edition = released(slug="asthma")
    released(a_content(paragraphs=[FOUR_PUFFS]), slug="wheezing")
    assert acts_on(edition)[1:] == [("renamed", "", ""), ("released", "en", "current")]


def test_sheet_may_go_back_to_a_slug_of_its_own():
    edition = released(slug="asthma")
    release(a_content(), slug="wheezing")
    release(a_content(), slug="asthma")
    assert slugs_of(edition) == {"asthma": True, "wheezing": False}


def test_slug_of_another_sheet_is_refused():
    released(slug="asthma")
    with pytest.raises(SlugRefused, match="another sheet"):
        release(an_eczema_sheet(), slug="asthma")


def test_old_slug_of_another_sheet_is_refused():
    released(slug="asthma")
    release(a_content(), slug="wheezing")
    with pytest.raises(SlugRefused, match="another sheet"):
        release(an_eczema_sheet(), slug="asthma")


@pytest.mark.parametrize("reason", ["unpublished", "deleted"])
def test_slug_of_a_withdrawn_sheet_is_refused(reason):
    edition = released(slug="asthma")
    withdraw(edition.work_id, reason=reason, by="Amal")
    with pytest.raises(SlugRefused, match="another sheet"):
        release(an_eczema_sheet(), slug="asthma")


def test_refused_slug_leaves_nothing_behind():
    released(slug="asthma")
    with pytest.raises(SlugRefused):
        release(an_eczema_sheet(), slug="asthma")
    sheets = Edition.objects.filter(work__type="factsheet"), Slug.objects.filter(type="factsheet")
    assert [each.count() for each in sheets] == [1, 1]


@pytest.mark.parametrize(
    "slug",
    [
        ID,
        ID.upper(),
        ID.replace("-", ""),
        f"{{{ID}}}",
        f"urn:uuid:{ID}",
        ID.replace("-", "") + "-",
        "--".join(ID.replace("-", "")),
        "0" * 32,
        "0x" + "a" * 30,
        "a_" * 15 + "aa",
        "٠" * 32,
    ],
)
def test_slug_that_could_be_taken_for_an_identifier_is_refused(slug):
    with pytest.raises(SlugRefused, match="looks like an identifier"):
        release(a_content(), slug=slug)


@pytest.mark.parametrize("slug", ["deadbeef", ID[:-1], ID + "-leaflet", "a" * 31, "asthma-in-children-of-all-ages-x"])
def test_slug_of_words_is_taken(slug):
    assert slugs_of(released(slug=slug)) == {slug: True}
