"""The catalogue agrees with itself and with modeltranslation; a reader finds their language."""

import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest
from modeltranslation.utils import build_lang

from editions.languages import (
    BY_CODE,
    CATALOGUE,
    Language,
    UnknownLanguage,
    language,
    lookup,
)

CODES = [each.code for each in CATALOGUE]
RIGHT_TO_LEFT_SCRIPTS = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"}
DIGITS_OF_SCRIPT = {"Arab": {"arab", "arabext"}, "Beng": {"beng"}, "Deva": {"deva"}}
INDONESIAN = Language("id", "Indonesian", "Bahasa Indonesia", "ltr", "Latn", "latn")


def a_language(code: str) -> Language:
    return Language(code, "Example", "Example", "ltr", "Latn", "latn")


# The catalogue


def test_catalogue_is_sorted_by_code_and_names_each_once():
    assert sorted(set(CODES)) == CODES


@pytest.mark.parametrize("field", ["name", "native_name", "tag", "column_suffix"])
def test_no_two_languages_share(field):
    values = [getattr(each, field) for each in CATALOGUE]
    assert len(values) == len(set(values))


def test_catalogue_holds_the_languages_every_clinic_starts_with():
    wanted = {"en", "cy", "fr", "es", "pl", "ro", "ar", "ur", "bn", "pa", "so", "zh-hans"}
    assert wanted <= set(CODES)


@pytest.mark.parametrize("each", CATALOGUE, ids=CODES)
def test_direction_follows_from_the_script(each):
    assert (each.direction == "rtl") == (each.script in RIGHT_TO_LEFT_SCRIPTS)


@pytest.mark.parametrize("each", CATALOGUE, ids=CODES)
def test_digits_are_western_or_belong_to_the_script(each):
    assert each.digits in {"latn"} | DIGITS_OF_SCRIPT.get(each.script, set())


@pytest.mark.parametrize("each", CATALOGUE, ids=CODES)
def test_code_is_in_the_form_that_django_accepts(each):
    assert each.code == each.code.lower()
    assert all(part.isascii() and part.isalnum() for part in each.code.split("-"))


@pytest.mark.parametrize("each", [*CATALOGUE, INDONESIAN, a_language("pt-br")])
def test_column_suffix_is_the_one_modeltranslation_builds(each):
    assert each.column_suffix == build_lang(each.code)


def test_indonesian_column_does_not_end_like_a_foreign_key():
    assert INDONESIAN.column_suffix == "ind"


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("cy", "cy"),
        ("prs", "prs"),
        ("pt-br", "pt-BR"),
        ("zh-hans", "zh-Hans"),
        ("zh-hant-hk", "zh-Hant-HK"),
        ("es-419", "es-419"),
        ("en-ca-x-ca", "en-CA-x-ca"),
    ],
)
def test_tag_is_cased_as_bcp_47_advises(code, tag):
    assert a_language(code).tag == tag


def test_language_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        language("cy").name = "Cymric"


def test_catalogue_by_code_cannot_be_changed():
    with pytest.raises(TypeError):
        BY_CODE["tlh"] = a_language("tlh")


@pytest.mark.parametrize("code", ["zh-hans", "zh-Hans", "ZH-HANS"])
def test_language_is_found_in_any_case(code):
    assert language(code).native_name == "简体中文"


@pytest.mark.parametrize("code", ["tlh", "", "zh", "zh_hans", "en-GB", " cy"])
def test_unknown_language_is_refused_with_what_there_is(code):
    with pytest.raises(UnknownLanguage) as refusal:
        language(code)
    assert repr(code) in str(refusal.value)
    assert "cy, de, el" in str(refusal.value)


def test_refusal_of_a_very_long_code_stays_short():
    assert len(str(UnknownLanguage("x" * 100_000))) < 400


# Lookup


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        # RFC 4647: truncation from the end, in any case.
        ("cy", "cy"),
        ("CY-gb", "cy"),
        ("en-AU", "en"),
        ("pt-BR", "pt"),
        ("pa-IN", "pa"),
        ("ckb-IQ", "ckb"),
        ("de-CH-1996", "de"),
        ("ar-u-nu-latn", "ar"),
        ("zh-Hans-CN", "zh-hans"),
        ("zh-Hant-HK", "zh-hant"),
        ("zh-Hant-CN-x-private1-private2", "zh-hant"),
        # The script that is likely where none is named.
        ("zh", "zh-hans"),
        ("zh-CN", "zh-hans"),
        ("zh-SG", "zh-hans"),
        ("zh-TW", "zh-hant"),
        ("zh-HK", "zh-hant"),
        ("zh-MO", "zh-hant"),
        ("zh-TW-u-co-stroke", "zh-hant"),
        # Other spellings of one language.
        ("fil", "tl"),
        ("fil-PH", "tl"),
        ("fa-AF", "prs"),
        ("fa-IR", "fa"),
        ("pes-IR", "fa"),
        ("cmn-Hans-CN", "zh-hans"),
        ("zh-cmn-Hant", "zh-hant"),
        ("yue", "zh-hant"),
        ("yue-CN", "zh-hans"),
        ("yue-Hant-HK", "zh-hant"),
        ("zh-yue-HK", "zh-hant"),
        ("kmr-TR", "ku"),
        ("ku-Arab-IQ", "ckb"),
        ("mo", "ro"),
        # A script that readers of the language know under another name.
        ("ur-Aran-PK", "ur"),
        ("ko-Hang", "ko"),
        ("fr-Latn-FR", "fr"),
    ],
)
def test_reader_finds_their_language(wanted, found):
    assert lookup([wanted], CODES) == found


@pytest.mark.parametrize("wanted", ["no", "nb-NO", "sr", "tlh", "x-cy", "i-cy"])
def test_language_that_is_not_offered_is_not_found(wanted):
    assert lookup([wanted], CODES) is None


@pytest.mark.parametrize("wanted", ["zh-Hant", "zh-Hant-HK", "zh-TW", "zh-HK", "yue"])
def test_reader_of_traditional_chinese_is_not_given_simplified(wanted):
    assert lookup([wanted], ["en", "zh-hans"]) is None


@pytest.mark.parametrize("wanted", ["zh-Hans", "zh-CN", "zh"])
def test_reader_of_simplified_chinese_is_not_given_traditional(wanted):
    assert lookup([wanted], ["en", "zh-hant"]) is None


@pytest.mark.parametrize("wanted", ["pa-PK", "pa-Arab", "pa-Arab-PK"])
def test_reader_of_western_punjabi_is_not_given_gurmukhi(wanted):
    assert lookup([wanted, "ur"], CODES) == "ur"


@pytest.mark.parametrize(
    ("wanted", "offered", "found"),
    [
        ("tl", ["en", "fil"], "fil"),
        ("prs", ["en", "fa-AF"], "fa-AF"),
        ("fa-AF", ["fa", "prs"], "prs"),
        ("prs", ["en", "fa"], "fa"),
        ("fa", ["en", "prs"], None),
        ("pa-PK", ["pa", "pa-Arab"], "pa-Arab"),
        ("zh-TW", ["zh-hant", "zh-TW"], "zh-TW"),
        ("zh", ["zh-hans", "zh"], "zh"),
        ("en-GB-oxendict", ["en", "en-gb"], "en-gb"),
        ("sr-Latn-RS", ["sr"], "sr"),
    ],
)
def test_lookup_works_with_any_set_of_offers(wanted, offered, found):
    assert lookup([wanted], offered) == found


def test_first_range_wins_even_if_a_later_one_fits_more_closely():
    assert lookup(["pl-PL-x-lublin", "cy"], ["cy", "pl"]) == "pl"


def test_range_without_an_answer_gives_way_to_the_next():
    assert lookup(["no", "ti-ER", "en"], CODES) == "ti"


def test_code_is_returned_as_it_was_offered():
    assert lookup(["zh-hans-sg"], ["EN", "zh-Hans"]) == "zh-Hans"


def test_single_letter_is_cut_with_what_followed_it():
    assert lookup(["cy-a-x"], ["cy-a", "cy"]) == "cy"


def test_star_is_skipped():
    assert lookup(["*", "cy"], CODES) == "cy"
    assert lookup(["*"], CODES) is None


@pytest.mark.parametrize(
    "malformed",
    [
        "",
        "-",
        "cy-",
        "-cy",
        "cy--gb",
        "cy_GB",
        "cy-*",
        "cy ",
        "cy\n",
        "cy;q=1",
        "cy\x00",
        "c1",
        "cymraegus",
        "cy-cymraegus",
        "\u0441y",  # A Cyrillic letter that looks like c.
        "\u212au",  # The Kelvin sign, which lower() turns into k.
        "../cy",
    ],
)
def test_malformed_range_is_skipped(malformed):
    assert lookup([malformed], CODES) is None
    assert lookup([malformed, "so"], CODES) == "so"


def test_range_of_35_characters_is_read_and_of_36_is_not():
    longest = "cy-x-" + "abcdefg-" * 3 + "abcdef"
    assert len(longest) == 35
    assert lookup([longest], CODES) == "cy"
    assert lookup([longest + "g"], CODES) is None


def test_nothing_wanted_or_nothing_offered_finds_nothing():
    assert lookup([], CODES) is None
    assert lookup(["cy"], []) is None


def test_ranges_and_offers_may_be_read_once_only():
    assert lookup(iter(["no", "cy"]), iter(CODES)) == "cy"


def test_catalogue_is_imported_without_django():
    program = "import sys, editions.languages; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0
