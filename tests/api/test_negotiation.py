"""Headers are read as RFC 9110 has it, leniently and never for long."""

import time

import pytest

from api.negotiation import chosen, interface_language, language_ranges

OFFERED = ["application/json", "text/html", "text/plain"]


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
    chosen(OFFERED, header)
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
    assert chosen(["application/json"], accept) == "application/json"


@pytest.mark.parametrize(
    "accept",
    ["text/html", "application/json;q=0, */*", "application/json;q=0", "application/*;q=0, */*"],
)
def test_json_is_not_acceptable(accept):
    assert chosen(["application/json"], accept) is None


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/html", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("application/json, text/plain, */*", "application/json"),
        ("text/plain;q=0.5, application/json;q=0.4", "text/plain"),
        ("*/*, text/plain", "text/plain"),
        ("text/*", "text/html"),
        ("text/*, text/html;q=0.1", "text/plain"),
        ("text/*;q=0.5, text/html;q=0, application/json;q=0.1", "text/plain"),
        ("application/*;q=0, */*;q=0.1", "text/html"),
        ("TEXT/Plain; charset=UTF-8; q=1", "text/plain"),
        ("text/html;level=1;q=0.3, text/html;q=0.7, text/plain;q=0.5", "text/html"),
        ("text/html;q=0.7, text/html;level=1;q=0.3, text/plain;q=0.5", "text/html"),
        ("image/png, text/plain;q=0.1", "text/plain"),
        ("text/html;q=1.5, text/plain;q=0.9", "text/html"),
        ("image/png", None),
        ("text/html;q=0, text/plain;q=0, application/json;q=0", None),
        ("*/*;q=0", None),
        (", ".join(["image/png"] * 20 + ["text/html"]), None),
    ],
)
def test_most_wanted_media_type_is_chosen(accept, media_type):
    assert chosen(OFFERED, accept) == media_type


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
