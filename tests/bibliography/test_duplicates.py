"""Whether two references are one: through slips of a scanner, and not merely because they sound alike."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.bibliography.csl import Csl
from editions.bibliography.duplicates import SIMILAR, Known, Sameness, keys, likely_same, similarity, title_key

from .sources import SEEDS, an_article


def titled(title: str, year: int | None = 2004, **fields: str) -> Csl:
    return Csl(title=title, year=year, **fields)  # type: ignore[arg-type]


# What the clinic's list says, and what the titles must have been before they were scanned.
SLIPS = [
    (SEEDS[5].title, SEEDS[5].title.replace("Prototherapy", "Prolotherapy")),
    (SEEDS[1].title, SEEDS[1].title.replace("dextroseglycerinephenol", "dextrose-glycerine-phenol")),
    (SEEDS[3].title, SEEDS[3].title.replace("placebocontrolled", "placebo-controlled")),
    (SEEDS[6].title, "The use of pro1otherapy in the sacroi1iac jolnt"),
    ("Żylaki: leczenie chirurgiczne", "Zylaki - leczenie chirurgiczne."),
]
DIFFERENT = [
    ("Injections for knee pain in adults", "Injections for hip pain in adults"),
    ("Treatment of acute low back pain", "Treatment of chronic low back pain"),
    ("Prolotherapy for low back pain: part 1", "Prolotherapy for low back pain: part 2"),
    ("Prolotherapy for low back pain: part I", "Prolotherapy for low back pain: part II"),
    ("Deficiency of vitamin B6 in adults", "Deficiency of vitamin B12 in adults"),
    ("Prolotherapy for chronic low back pain", "Prolotherapy for chronic low back pain: a systematic review"),
    ("Editorial", "Editorial"),
    ("", ""),
]


@pytest.mark.parametrize(("first", "second"), SLIPS)
def test_slips_of_a_scanner_are_seen_through(first: str, second: str) -> None:
    assert likely_same(titled(first), titled(second)) in (Sameness.TITLE, Sameness.SIMILAR_TITLE)


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_titles_that_only_sound_alike_are_two(first: str, second: str) -> None:
    assert likely_same(titled(first), titled(second)) is None


def test_references_of_the_clinic_are_seven() -> None:
    pairs = [(a, b) for a in SEEDS for b in SEEDS if a is not b]
    assert not any(likely_same(a, b) for a, b in pairs)
    assert max(similarity(title_key(a.title), title_key(b.title)) for a, b in pairs) < SIMILAR - 0.1


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (an_article(doi="10.1234/X"), titled("Another title altogether", doi="10.1234/x"), Sameness.DOI),
        (an_article(pmid="12345678"), titled("Another title altogether", pmid="12345678"), Sameness.PMID),
        (an_article(doi="10.1234/x"), an_article(doi="10.1234/y"), None),
        (an_article(doi="10.1234/x"), an_article(), Sameness.TITLE),
        (an_article(), an_article(year=None), Sameness.TITLE),
        (an_article(), an_article(year=2005), Sameness.SIMILAR_TITLE),
        (an_article(), an_article(year=2014), None),
    ],
)
def test_reason_is_the_surest_one(first: Csl, second: Csl, why: Sameness | None) -> None:
    assert likely_same(first, second) == why == likely_same(second, first)


def test_keys_are_the_same_however_it_is_typed() -> None:
    assert keys(titled("Łokieć: “what’s new?”", doi="https://doi.org/10.1234/X")) == (
        "doi:10.1234/x",
        "title:lokiec whats new|2004",
    )
    assert keys(Csl()) == ()


def test_vowel_signs_of_bengali_are_kept_and_those_of_arabic_are_not() -> None:
    assert title_key("কোমর ব্যথা") == "কোমর ব্যথা"
    assert title_key("أَلَمُ الظَّهْر") == title_key("ألم الظهر")


def test_known_reference_is_found_again() -> None:
    known = Known(enumerate(SEEDS))
    assert known.find(titled(SLIPS[0][1])) == [(5, Sameness.SIMILAR_TITLE)]
    assert known.find(titled("Living with pain at home")) == []


def test_surest_reason_comes_first() -> None:
    known = Known([("similar", an_article(year=2005)), ("same", an_article(title="Other", doi="10.1234/x"))])
    known.add("title", an_article())
    found = known.find(an_article(doi="10.1234/x"))
    assert found == [("same", Sameness.DOI), ("title", Sameness.TITLE), ("similar", Sameness.SIMILAR_TITLE)]


def test_two_thousand_are_looked_up_among_two_thousand_in_seconds() -> None:
    many = [titled(f"Randomised trial of injection {at} for low back pain in clinic {at * 7}") for at in range(2_000)]
    begin = time.monotonic()
    known = Known(enumerate(many))
    assert all((at, Sameness.TITLE) in known.find(csl) for at, csl in enumerate(many))
    assert time.monotonic() - begin < 60


@given(st.text(max_size=60))
def test_key_of_any_title_is_its_own_key(title: str) -> None:
    assert title_key(title_key(title)) == title_key(title)


@given(st.text(max_size=60), st.text(max_size=60))
def test_order_does_not_matter(first: str, second: str) -> None:
    assert bool(likely_same(titled(first), titled(second))) == bool(likely_same(titled(second), titled(first)))
