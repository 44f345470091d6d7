"""A source as a value: CSL-JSON in and out, and what cannot be right in it."""

import json
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editions.bibliography.csl import Csl, InvalidCsl, Name, SourceType, from_csl_json, problems_with, to_csl_json
from editions.bibliography.identifiers import clean_doi, clean_pmid, doi_key, is_web_address
from tests.editions.strategies import LINES

from .sources import INVENTED, SEEDS, an_article

TODAY = date(2026, 11, 22)
PLAIN = LINES.filter(lambda text: text == " ".join(text.split()))
NAMES = st.lists(
    st.builds(Name, family=PLAIN, given=PLAIN.filter(lambda given: len(given) > 4)) | st.builds(Name, literal=PLAIN),
    max_size=4,
).map(tuple)
DAYS = st.dates(date(1450, 1, 1), TODAY)
SOURCES = st.builds(
    lambda day, parts, **fields: Csl(
        **fields, **dict(zip(("year", "month", "day"), day_parts(day)[:parts], strict=False))
    ),
    day=DAYS,
    parts=st.integers(0, 3),
    type=st.sampled_from(SourceType.values),
    authors=NAMES,
    editors=NAMES,
    accessed=st.none() | DAYS,
    doi=st.sampled_from(["", "10.1136/bjsm.2008.042044"]),
    pmid=st.sampled_from(["", "19528028"]),
    url=st.sampled_from(["", "https://lungs.example/?a=1"]),
    **dict.fromkeys(["title", "container_title", "volume", "issue", "page", "edition", "publisher"], PLAIN),
)


def day_parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


@given(SOURCES)
def test_any_source_comes_back_from_csl_json(csl: Csl) -> None:
    written = json.loads(json.dumps(to_csl_json(csl, "a")))
    assert from_csl_json(written) == csl


@given(SOURCES)
def test_any_source_comes_back_from_its_stored_form(csl: Csl) -> None:
    assert msgspec.json.decode(msgspec.json.encode(csl), type=Csl) == csl


def test_csl_json_has_the_names_of_the_standard() -> None:
    csl = an_article(authors=SEEDS[0].authors, year=1993, month=2, doi="10.1234/x", pmid="12345678", issue="1")
    assert to_csl_json(csl, "yelland") == {
        "id": "yelland",
        "type": "article-journal",
        # Apart, since other programs take “GS” for one name.
        "author": [{"family": "Hackett", "given": "G. S."}],
        "title": csl.title,
        "container-title": "Spine",
        "issued": {"date-parts": [[1993, 2]]},
        "volume": "29",
        "issue": "1",
        "page": "9-16",
        "DOI": "10.1234/x",
        "PMID": "12345678",
    }


@pytest.mark.parametrize("which", INVENTED)
def test_example_has_no_problem(which: str) -> None:
    assert problems_with(INVENTED[which], today=TODAY) == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"type": "song"}, "type"),
        ({"year": 1449}, "year"),
        ({"year": 2028}, "year"),
        ({"year": None, "month": 2}, "month"),
        ({"month": 13}, "month"),
        ({"month": 2, "day": 30}, "day"),
        ({"day": 3}, "day"),
        ({"doi": "bjsm.2008"}, "doi"),
        ({"doi": "10.12/x"}, "doi"),
        ({"pmid": "PMC123"}, "pmid"),
        ({"pmid": "١٢٣"}, "pmid"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"url": "https://"}, "url"),
        ({"title": "Rest\u202e"}, "title"),
        ({"title": "Re\nst"}, "title"),
        ({"title": "x" * 2_001}, "title"),
        ({"authors": (Name("Evans", "R", "Example"),)}, "authors"),
        ({"authors": (Name(given="R"),)}, "authors"),
        ({"authors": (Name("Evans\u200b"),)}, "authors"),
        ({"editors": (Name("Evans"),) * 501}, "editors"),
    ],
)
def test_what_cannot_be_right_is_told_by_field(changes: dict[str, object], field: str) -> None:
    assert list(problems_with(an_article(**changes), today=TODAY)) == [field]


@pytest.mark.parametrize(
    ("item", "field"),
    [
        ({"type": "song"}, "type"),
        ({"type": ["book"]}, "type"),
        ({"title": {"a": 1}}, "title"),
        ({"title": True}, "title"),
        ({"author": 7}, "authors"),
        ({"author": [7]}, "authors"),
        ({"author": [{"family": {"a": 1}}]}, "authors"),
        ({"issued": {"date-parts": []}}, "year"),
        ({"issued": {"date-parts": [["spring"]]}}, "year"),
        ({"issued": {"date-parts": {"a": 1}}}, "year"),
        ({"issued": "spring"}, "year"),
        ({"issued": {"date-parts": [[10**30]]}}, "year"),
        ({"DOI": "x"}, "doi"),
        ({"PMID": "x"}, "pmid"),
        ({"URL": "x"}, "url"),
    ],
)
def test_csl_json_that_is_wrong_is_refused_by_field(item: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidCsl) as refusal:
        from_csl_json({"type": "book", **item})
    assert list(refusal.value.problems) == [field]


@pytest.mark.parametrize(
    ("item", "csl"),
    [
        ({"type": "guideline"}, Csl(type="report")),
        ({"volume": 44, "type": "review"}, Csl(volume="44")),
        ({"type": "book", "title": ["Backs", "Other"]}, Csl(type="book", title="Backs")),
        ({"type": "book", "issued": {"raw": "1993-02"}}, Csl(type="book", year=1993, month=2)),
        ({"type": "book", "issued": {"date-parts": [["1993", 2, None]]}}, Csl(type="book", year=1993, month=2)),
        ({"type": "book", "issued": {"date-parts": [1993]}}, Csl(type="book", year=1993)),
        ({"type": "book", "author": {"name": "WHO"}}, Csl(type="book", authors=(Name(literal="WHO"),))),
        ({"type": "book", "DOI": "https://doi.org/10.1234/A%2FB"}, Csl(type="book", doi="10.1234/A/B")),
        ({"type": "book", "author": [{}], "title": None}, Csl(type="book")),
        (
            {"type": "book", "author": [{"family": "Evans", "given": "Rhys", "suffix": "Jr"}]},
            Csl(type="book", authors=(Name("Evans", "Rhys Jr"),)),
        ),
    ],
)
def test_csl_json_that_is_only_untidy_is_read(item: dict[str, object], csl: Csl) -> None:
    assert from_csl_json(item) == csl


@pytest.mark.parametrize(
    "written",
    [
        "10.1136/BJSM.2008.042044",
        "doi:10.1136/bjsm.2008.042044",
        "DOI: 10.1136/bjsm.2008.042044.",
        "https://doi.org/10.1136/bjsm.2008.042044",
        "http://dx.doi.org/10.1136%2Fbjsm.2008.042044",
        " doi.org/10.1136/bjsm.2008.042044 ",
    ],
)
def test_ways_to_write_a_doi_are_one(written: str) -> None:
    assert doi_key(written) == "10.1136/bjsm.2008.042044"


def test_doi_keeps_its_letters_as_printed() -> None:
    assert clean_doi("doi:10.1016/S0140-6736(87)92340-3") == "10.1016/S0140-6736(87)92340-3"


@pytest.mark.parametrize("written", ["PMID: 19528028", "https://pubmed.ncbi.nlm.nih.gov/19528028/", "19528028"])
def test_ways_to_write_a_pmid_are_one(written: str) -> None:
    assert clean_pmid(written) == "19528028"


@given(st.text(max_size=40))
def test_no_address_is_an_error(text: str) -> None:
    assert is_web_address(f"https://{text}") in (True, False)
