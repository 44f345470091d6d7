"""Each format read from a file as its programs write it, with mistakes in the middle."""

from datetime import date
from pathlib import Path

import pytest

from editions.bibliography.csl import AND_OTHERS, Name
from editions.bibliography.vancouver import text_of
from factsheets.importing import Imported, Record, read
from tests.bibliography.sources import SEEDS

FILES = Path(__file__).parent / "files"
SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seeds" / "000_15dea4b444d8ba44.txt"


def file(name: str) -> Imported:
    return read((FILES / name).read_bytes(), filename=name)


def record(name: str, label: str) -> Record:
    (found,) = (each for each in file(name).records if each.label == label)
    return found


def test_article_of_ris_is_read_whole() -> None:
    paoloni = record("clinic.ris", "paoloni2005").csl
    assert text_of(paoloni) == (
        "Paoloni JA, Orchard JW. The use of therapeutic medications for soft tissue injuries in sports medicine. "
        "Med J Aust. 2005;183(7):384-8. doi:10.1234/Example.2005.7"
    )
    assert (paoloni.month, paoloni.day, paoloni.language, paoloni.url) == (10, 3, "en", "")


def test_ris_with_one_space_before_the_hyphen_is_read() -> None:
    assert text_of(record("clinic.ris", "record 2").csl) == (
        "Patel R. Injections. In: Morgan S, editor. Pain clinics. Cardiff: Example Press; 2011. p. 93-113."
    )


def test_ris_record_without_its_end_costs_nobody_else() -> None:
    charity = file("clinic.ris").records[-1]
    assert charity.csl.authors == (Name(literal="Example Pain Charity"),)
    assert charity.csl.url == "https://charity.example/living;jsessionid=1"
    assert charity.csl.accessed == date(2026, 11, 22)


def test_traces_of_the_scanner_are_flagged_by_field() -> None:
    scanned = record("clinic.ris", "record 3")
    assert set(scanned.doubtful) == {"authors", "title", "container_title", "year"}
    assert scanned.csl.title == "The use of prolotherapy in the sacroiliac joint"
    assert scanned.csl.year is None


def test_records_say_on_which_line_they_begin() -> None:
    assert [each.line for each in file("clinic.ris").records] == [1, 18, 29, 35]


def test_article_of_bibtex_is_read_with_its_accents_abbreviations_and_percent_signs() -> None:
    cusi = record("library.bib", "cusi2010").csl
    assert cusi.title == "The use of Prolotherapy in the naïve joint: 100% of études"
    assert cusi.authors == (
        Name("Cusi", "Mel"),
        Name("van der Berg", "Anna"),
        Name(literal="Example Pain Group"),
        AND_OTHERS,
    )
    assert (cusi.container_title, cusi.year, cusi.month, cusi.page) == ("Br J Sports Med", 2010, 2, "100-104")
    assert cusi.doi == "10.1234/bjsm_2008"


def test_biblatex_dates_and_places_are_read() -> None:
    assert text_of(record("library.bib", "guide").csl) == (
        "Example Health Institute. Low back pain [Internet]. London: Example Health Institute; 2016 Nov "
        "[cited 2026 Nov 22]. Available from: https://guidance.example/ng_59"
    )


def test_bibtex_entry_without_its_brace_costs_nobody_else() -> None:
    bib = file("library.bib")
    assert [each.label for each in bib.records] == ["cusi2010", "guide", "commas", "evans"]
    assert [(each.line, each.record) for each in bib.problems] == [(16, "broken"), (26, "commas")]


def test_what_stands_before_a_mistake_in_bibtex_is_kept_and_flagged() -> None:
    commas = record("library.bib", "commas")
    assert commas.csl.title == "Missing"
    assert "year" in commas.doubtful


def test_article_of_pubmed_is_read_whole() -> None:
    klein = record("pubmed.nbib", "PMID 12345671")
    assert klein.csl.authors == (
        Name("Klein", "Robert G"),
        Name("Łukasiewicz", "Żaneta"),
        Name(literal="Example Pain Group"),
    )
    assert klein.csl.title == "A randomized double-blind trial of injections for chronic low back pain"
    assert (klein.csl.pmid, klein.csl.doi) == ("12345671", "10.1234/example.1993.1")


def test_pubmed_says_that_an_article_is_retracted() -> None:
    assert [each.retracted for each in file("pubmed.nbib").records] == [True, False]


def test_range_that_runs_backwards_is_flagged_and_left_as_it_is() -> None:
    ongley = record("pubmed.nbib", "PMID 12345672")
    assert ongley.csl.page == "146-143"
    assert list(ongley.doubtful) == ["page"]
    assert ongley.csl.language == "cy"


def test_csl_json_is_read_and_its_markup_told() -> None:
    first = file("zotero.json").records[0]
    assert (
        text_of(first.csl) == "van der Berg GS. Joint stabilization. Ohio Med. 1953;49:877-84. PubMed PMID: 12345678."
    )
    assert set(first.doubtful) == {"title", "doi"}


def test_broken_item_of_json_costs_nobody_else() -> None:
    zotero = file("zotero.json")
    assert [each.line for each in zotero.records] == [2, 6, 9]
    assert [(each.line, each.field) for each in zotero.problems] == [(2, "doi"), (8, ""), (9, "authors")]


@pytest.mark.parametrize(
    "data",
    [
        b'{"type": "book", "title": "Backs"}',
        b'{"items": [{"type": "book", "title": "Backs"}]}',
        b'{"status": "ok", "message": {"type": "monograph", "title": ["Backs"]}}',
    ],
)
def test_json_may_be_one_item_or_wrapped(data: bytes) -> None:
    (backs,) = read(data).records
    assert (backs.csl.type, backs.csl.title) == ("book", "Backs")


def test_pasted_list_is_read_into_its_parts() -> None:
    listed = read(
        b"References\n\n1. Ongley MJ, Klein RG, Dorman TA et al. A new approach to the treatment of chronic low back\n"
        b"   pain. Lancet 1987;2:143-6.\n2) Evans R, Morgan S Jr. Rest? A trial. Spine. 2004 Jan 1;29(1):9-16. "
        b"doi:10.1234/x. PMID: 123456\n[3] Somebody says so.\n",
        filename="pasted",
    )
    ongley, evans = (each.csl for each in listed.records)
    assert text_of(ongley) == (
        "Ongley MJ, Klein RG, Dorman TA, et al. A new approach to the treatment of chronic low back pain. "
        "Lancet. 1987;2:143-6."
    )
    assert (evans.title, evans.container_title) == ("Rest? A trial", "Spine")
    assert (evans.issue, evans.month, evans.doi, evans.pmid) == ("1", 1, "10.1234/x", "123456")
    assert [(each.line, each.record) for each in listed.problems] == [(6, "number 3")]


def test_all_references_of_the_clinic_are_read_and_their_slips_flagged() -> None:
    listed = file("clinic-list.txt")
    assert tuple(each.csl for each in listed.records) == SEEDS
    assert [set(each.doubtful) for each in listed.records] == [
        {"container_title"},
        {"title"},
        set(),
        set(),  # “Rheumatofogy” only a reader sees
        set(),
        set(),  # and “Prototherapy”
        {"authors", "container_title"},
    ]
    assert not listed.problems


@pytest.mark.skipif(not SEED.exists(), reason="the clinic's page is not part of this project")
def test_references_are_found_in_the_midst_of_the_clinics_page() -> None:
    page = read(SEED.read_bytes())
    assert tuple(each.csl for each in page.records) == SEEDS
    assert not page.problems
