"""What a rule can see in a reference that has gone wrong, and what it leaves alone."""

import pytest
from hypothesis import given

from editions.bibliography.csl import AND_OTHERS, Csl, Name
from editions.bibliography.doubts import doubts_about

from .sources import INVENTED, SEEDS, an_article
from .test_vancouver import ANY_SOURCE


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"title": ""}, "title", "no title"),
        ({"year": None}, "year", "no year"),
        ({"container_title": ""}, "container_title", "no journal"),
        ({"page": "146-143"}, "page", "before the first"),
        ({"authors": (Name("Hungerford", "8"),)}, "authors", "“Hungerford 8”"),
        ({"authors": (Name("Еvans", "R"),)}, "authors", "two scripts"),
        ({"container_title": "Ohio.Med"}, "container_title", "“Ohio.Med”"),
        ({"container_title": "Br.J Sports Med"}, "container_title", "“Br.J”"),
        ({"title": "Injections of dextroseglycerinephenol"}, "title", "“dextroseglycerinephenol”"),
        ({"title": "Rest and  backs"}, "title", "two spaces"),
        ({"title": "Pаin"}, "title", "two scripts"),
        ({"title": "Gr��e"}, "title", "could not be read"),
        ({"doi": "10.1"}, "doi", "not a DOI"),
        ({"type": "chapter", "container_title": "", "volume": ""}, "container_title", "book"),
        ({"type": "webpage"}, "url", "no address"),
    ],
)
def test_doubt_is_told_by_field(changes: dict[str, object], field: str, said: str) -> None:
    doubts = doubts_about(an_article(**changes))
    assert list(doubts) == [field]
    assert said in doubts[field]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Care in the U.S.A. by a Ph.D., e.g. at home"},
        {"title": "Electroencephalography and esophagogastroduodenoscopy in adults"},
        {"title": "Krankenversicherungsangelegenheiten", "language": "de"},
        {"title": "TGFβ and IL-6 in CO2"},
        {"title": "ألم أسفل الظهر"},
        {"title": "腰痛"},
        {"container_title": "patient.info"},
        {"authors": (AND_OTHERS,)},
        {"authors": (Name(literal="4th Pain Group"),)},
    ],
)
def test_what_is_as_it_should_be_is_left_alone(changes: dict[str, object]) -> None:
    assert doubts_about(an_article(**changes)) == {}


@pytest.mark.parametrize("which", INVENTED)
def test_example_raises_no_doubt(which: str) -> None:
    assert doubts_about(INVENTED[which]) == {}


def test_slips_of_the_clinics_list_are_found_where_a_rule_can() -> None:
    assert [set(doubts_about(csl)) for csl in SEEDS] == [
        {"container_title"},
        {"title"},
        set(),
        set(),  # “Rheumatofogy” and “placebocontrolled” only a reader sees
        set(),
        set(),  # and “Prototherapy”
        {"authors", "container_title"},
    ]


@given(ANY_SOURCE)
def test_no_source_is_an_error(csl: Csl) -> None:
    assert all(doubts_about(csl).values())
