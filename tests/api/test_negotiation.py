"""Headers are read as RFC 9110 has it, leniently and never for long."""

import time

import pytest

from api.negotiation import accepts, interface_language, language_ranges


def tags(header):
    return [each.tag for each in language_ranges(header)]


def test_most_wanted_language_comes_first():
    assert tags("en;q=0.5, ar, fr;q=0.9") == ["ar", "fr", "en"]


def test_equally_wanted_languages_keep_their_order():
    assert tags("fr, ar, cy") == ["fr", "ar", "cy"]


def test_unwanted_language_has_no_weight():
    assert language_ranges("fr;q=0")[0].weight == 0


@pytest.mark.parametrize("broken", ["", ",", "fr;q=2", "fr_FR", "\x00", "é", "fr;level=1", "a-"])
def test_unreadable_range_is_skipped(broken):
    assert tags(f"{broken}, ar") == ["ar"]


def test_only_the_first_twenty_ranges_are_read():
    assert len(language_ranges(",".join(["fr"] * 1000))) == 20


@pytest.mark.parametrize("header", ["a" * 60_000, "fr, " * 15_000, " " * 60_000, "fr;q=" * 12_000])
def test_header_of_60_kilobytes_costs_nothing(header):
    started = time.perf_counter()
    language_ranges(header)
    accepts("application/json", header)
    assert time.perf_counter() - started < 0.05


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "application/json",
        "APPLICATION/JSON",
        "application/json; charset=utf-8",
        "text/html, application/*;q=0.1",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "nonsense",
    ],
)
def test_json_is_acceptable(accept):
    assert accepts("application/json", accept)


@pytest.mark.parametrize(
    "accept",
    ["text/html", "application/json;q=0, */*", "application/json;q=0", "application/*;q=0, */*"],
)
def test_json_is_not_acceptable(accept):
    assert not accepts("application/json", accept)


@pytest.mark.parametrize(
    ("lang", "header", "language"),
    [
        ("fr-CA", "ar", "fr"),
        (None, "pl, ar;q=0.5", "ar"),
        (None, "", "en"),
        ("pl", "ar", "en"),
        (None, "fr;q=0", "en"),
    ],
)
def test_problem_is_explained_in_a_language_that_has_a_catalogue(lang, header, language):
    assert interface_language(lang, header) == language
