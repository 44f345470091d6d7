"""The line in a list of references, beside what citeproc-py makes of the same record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.bibliography.csl import Csl, Name, SourceType
from editions.bibliography.vancouver import authors, initials, pages, parts_of, runs_backwards, text_of

from .oracle import oracle
from .sources import INVENTED, SEEDS, an_article, people

# What citeproc-py makes of these alone; all others are equal, letter by letter.
DIFFERENT = {
    # NLM's style takes the stops out of the names of journals; ours stand as the source gives them.
    "clinic 1": "Hackett GS. Joint stabilization through induced ligament sclerosis. OhioMed. 1953;49:877-84.",
    "clinic 7": "Cusi M, Saunders J, Hungerford 8, et al. The use of prolotherapy in the sacroiliac joint. "
    "BrJ Sports Med. 2010;44:100-4.",
    # citeproc-py puts a stop behind a question mark.
    "title with a question": "Yelland MJ, Glasziou PP, Bogduk N, et al. Does rest help? A trial?. "
    "Spine. 2004;29:9-16.",
    # citeproc-py names the editors again, though they have taken the place of the authors.
    "book by its editors": "Morgan S, Evans R, editors. Pain clinics. Morgan S, Evans R, editors. "
    "Cardiff: Example Press; 2011.",
}
RECORDS = {**{f"clinic {number}": csl for number, csl in enumerate(SEEDS, start=1)}, **INVENTED}
TEXTS = st.text(max_size=12)
NAMES = st.lists(st.builds(Name, TEXTS, TEXTS, TEXTS), max_size=8).map(tuple)
ANY_SOURCE = st.builds(
    Csl,
    type=st.sampled_from(SourceType.values),
    authors=NAMES,
    editors=NAMES,
    year=st.none() | st.integers(),
    month=st.none() | st.integers(),
    day=st.none() | st.integers(),
    accessed=st.none() | st.dates(),
    **dict.fromkeys(["title", "container_title", "volume", "issue", "page", "edition", "publisher", "url"], TEXTS),
)


@pytest.mark.parametrize("which", [which for which in RECORDS if which not in DIFFERENT])
def test_line_is_the_one_of_another_program(which: str) -> None:
    assert text_of(RECORDS[which]) == oracle(RECORDS[which])


@pytest.mark.parametrize("which", DIFFERENT)
def test_known_difference_is_still_there(which: str) -> None:
    """When citeproc-py or its style changes, the table above should shrink."""
    assert oracle(RECORDS[which]) == DIFFERENT[which] != text_of(RECORDS[which])


def test_journal_stands_as_the_source_gives_it() -> None:
    assert " Br.J Sports Med. 2010;44:100-4." in text_of(SEEDS[6])


def test_question_mark_is_stop_enough() -> None:
    assert "Does rest help? A trial? Spine. " in text_of(INVENTED["title with a question"])


def test_editors_of_a_book_stand_for_its_authors() -> None:
    assert text_of(INVENTED["book by its editors"]) == (
        "Morgan S, Evans R, editors. Pain clinics. Cardiff: Example Press; 2011."
    )


def test_title_that_ends_like_the_journal_is_marked_as_the_title() -> None:
    fields = {part.field: part.text for part in parts_of(an_article(doi="10.1234/x"))}
    assert fields["title"].startswith("Prototherapy injections")
    assert fields["container_title"] == "Spine"
    assert fields["doi"] == "10.1234/x"


def test_article_with_a_doi_needs_no_address() -> None:
    line = text_of(an_article(doi="10.1234/x", pmid="12345678", url="https://journal.example/9"))
    assert line.endswith("2004;29:9-16. doi:10.1234/x")


def test_empty_source_has_an_empty_line() -> None:
    assert text_of(Csl()) == ""


@given(ANY_SOURCE)
def test_any_source_has_a_line(csl: Csl) -> None:
    line = text_of(csl)
    assert "".join(part.text for part in parts_of(csl)) == line
    assert all(part.text for part in parts_of(csl))


@pytest.mark.parametrize(
    ("given_names", "written"),
    [
        ("Jean-Paul", "JP"),
        ("Jean‐Paul", "JP"),
        ("Robert", "R"),
        ("RG", "RG"),
        ("R. G.", "RG"),
        ("R.G.", "RG"),
        ("Anna Maria Sofia", "AM"),
        ("Mark E., Jr", "ME Jr"),
        ("Mark III", "M 3rd"),
        ("Vincent T 3rd", "VT 3rd"),
        ("Ludwig van", "L"),
        ("8", "8"),
        ("Νίκος", "Ν"),
        ("", ""),
    ],
)
def test_initials(given_names: str, written: str) -> None:
    assert initials(given_names) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (Name("王", "小明"), "王小明"),
        (Name("김", "민준"), "김민준"),
        (Name("الخطيب", "ليلى"), "الخطيب ليلى"),
        (Name("রহমান", "আনিকা"), "রহমান আনিকা"),
        (Name("Aristoteles"), "Aristoteles"),
        (Name(literal="World Health Organization."), "World Health Organization"),
    ],
)
def test_name_without_initials_stands_whole(name: Name, written: str) -> None:
    assert authors([name]) == written


def test_others_are_never_named_twice() -> None:
    assert authors(people(*(f"Evans {letter}" for letter in "ABCDEFGH"), "et al.")).endswith("Evans F, et al.")


@pytest.mark.parametrize(
    ("page", "written"),
    [
        ("877-84", "877-84"),
        ("877–884", "877-84"),
        ("877--884", "877-84"),
        ("S93-S99", "S93-9"),
        ("iii-ix", "iii-ix"),
        ("126A-127A", "126A-127A"),
        ("325-327, 329", "325-7, 329"),
        ("CD004059", "CD004059"),
        ("884-877", "884-877"),
        ("9-9", "9-9"),
        ("-", "-"),
    ],
)
def test_page_range_is_shortened(page: str, written: str) -> None:
    assert pages(page) == written


@pytest.mark.parametrize(
    ("page", "backwards"),
    [
        ("884-877", True),
        ("33-23", True),
        ("877-84", False),
        ("877-76", True),
        ("e12-e11", True),
        ("S93-9", False),
        ("1255-9", False),
        ("100-4", False),
        ("x-ix", False),
        ("7", False),
        ("1-2, 9-8", True),
    ],
)
def test_range_that_runs_backwards_is_told(page: str, backwards: bool) -> None:
    assert runs_backwards(page) is backwards


@given(st.integers(1, 99_999), st.integers(0, 99_999))
def test_shortened_range_is_still_the_same_range(first: int, more: int) -> None:
    last = first + more
    begin, _dash, end = pages(f"{first}-{last}").partition("-")
    assert int(begin[: max(len(begin) - len(end), 0)] + end) == last
    assert not runs_backwards(pages(f"{first}-{last}"))
