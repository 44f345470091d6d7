"""References go out as RIS, BibTeX and CSL-JSON and come in again by our own importers as they were."""

import json
from datetime import date

import pytest
from msgspec.structs import replace

from api.formats.bibliography import Cited, bibtex, csl_json, ris
from editions.bibliography.csl import AND_OTHERS, Csl, Name, to_csl_json
from editions.bibliography.vancouver import text_of
from factsheets.importing import read
from tests.bibliography.sources import SEEDS, an_article, people

WRITERS = {"ris": ris, "bibtex": bibtex, "csl-json": csl_json}

SOURCES = (
    *SEEDS,
    an_article(page="877-884", issue="1", month=3, day=9, doi="10.1136/bjsm_2008.04", pmid="19528028", language="en"),
    an_article(authors=people("van der Berg, Anna", "Ó Briain, D. P.", "=World Health Organization", "et al.")),
    an_article(
        authors=(Name(family="王", given="小明"), Name(family="Al-Masri")), title="50% of {x} & $5_a #1 ~ ^ \\ “q”"
    ),
    an_article(title="Łódź: a study; of “Zürich” – and Ωmega", url="https://journal.example/a?b=1&c=%7B2%7D#d_e"),
    Csl(
        type="chapter", authors=people("Patel R"), editors=people("Morgan S"), title="Injections", page="93-113",
        container_title="Pain and clinics", publisher="Example Press", place="Cardiff", year=2011, edition="2",
    ),
    Csl(
        type="book", authors=people("Hackett GS"), title="Ligaments", publisher="Evans & Sons", year=1956, place="Bath"
    ),
    Csl(type="report", authors=people("=NICE, London"), title="Low back pain", publisher="NICE", year=2016, month=11),
    Csl(
        type="webpage", authors=people("=Example Pain Charity"), title="Living with pain", year=2020,
        container_title="Pain charity", url="https://charity.example/living;jsessionid=1", accessed=date(2026, 11, 22),
    ),
    Csl(
        type="thesis", authors=people("Evans R"), title="On rest", publisher="Cardiff University", year=2004,
        place="Cardiff",
    ),
)  # fmt: skip


def written(csl, format, **remarks):
    cited = Cited(to_csl_json(csl, "id-1"), "a-key", remarks.get("remarks", ()), remarks.get("standing", ""))
    return WRITERS[format].document([cited])


def normal(csl: Csl, *, without: tuple[str, ...] = ()) -> dict:
    """What the way there and back cannot keep apart: shortened pages, initials with and without stops."""
    item = to_csl_json(csl, "id-1")
    for names in (item.get("author", []), item.get("editor", [])):
        for name in names:
            name["literal"] = name["literal"].replace(",", "") if "literal" in name else ""
    return {name: value for name, value in item.items() if name not in ("page", *without)}


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize("csl", SOURCES, ids=lambda csl: csl.title[:20])
def test_reference_comes_back_as_it_went(csl, format):
    found = read(written(csl, format).encode())
    assert found.format == format
    (record,) = found.records
    assert found.problems == ()
    assert normal(record.csl) == normal(csl)
    assert text_of(record.csl).replace(",", "") == text_of(csl).replace(",", "")


@pytest.mark.parametrize("format", WRITERS)
def test_list_of_references_comes_back_in_its_order(format):
    cited = [Cited(to_csl_json(csl, f"id-{at}"), f"key-{at}", (), "") for at, csl in enumerate(SOURCES)]
    found = read(WRITERS[format].document(cited).encode())
    assert [record.csl.title for record in found.records] == [csl.title for csl in SOURCES]


@pytest.mark.parametrize("format", WRITERS)
def test_remarks_of_ours_are_no_data_of_the_work(format):
    text = written(SEEDS[0], format, remarks=("People had less pain.", "It may be out of date."), standing="retracted")
    assert "People had less pain." in text
    assert "etracted" in text
    (record,) = read(text.encode()).records
    assert normal(record.csl) == normal(SEEDS[0])


def test_ris_has_the_line_ends_and_the_full_pages_of_its_specification():
    text = written(an_article(page="877-84"), "ris")
    assert text.startswith("TY  - JOUR\r\n")
    assert text.endswith("ER  - \r\n")
    assert "SP  - 877\r\nEP  - 884\r\n" in text


def test_bibtex_keeps_capitals_and_names_whole():
    text = written(
        replace(an_article(), title="MRI in Wales", authors=(*people("=Pain and Rest"), AND_OTHERS)), "bibtex"
    )
    assert "title = {{MRI in Wales}}" in text
    assert "author = {{Pain and Rest} and others}" in text


def test_nothing_known_is_nothing_written():
    for format in WRITERS:
        text = written(Csl(title="Rest"), format)
        assert "None" not in text
        assert '""' not in text
        assert "{}" not in text.replace("{{Rest}}", "")
    assert json.loads(written(Csl(title="Rest"), "csl-json")) == [
        {"id": "id-1", "type": "article-journal", "title": "Rest"}
    ]
