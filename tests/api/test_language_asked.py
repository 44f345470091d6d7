"""The language asked for is served, or the answer says which one is and why."""

import pytest

from editions import withholding
from editions.vocabulary import ChangeKind

from .builders import ASTHMA, a_content, released, released_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def asthma(db):
    """In English (source), French (outdated), Arabic (current) and Polish (withheld by hand)."""
    first = released()
    released_in("fr", first)
    second = released(a_content(summary="Another summary."), kind=ChangeKind.CONTENT)
    released_in("ar", second)
    released_in("pl", second)
    withholding.withhold(ASTHMA, "pl", reason="A dose is wrong.", by="Test Editor")


def language_of(answer):
    assert answer.status_code == 200, answer.content
    language = answer.json()["language"]
    assert answer["Content-Language"] == language["served"]
    return language["requested"], language["served"], language["reason"]


def test_without_a_wish_the_source_is_served(read, asthma):
    assert language_of(read("factsheets/asthma/")) == (None, "en", "unspecified")


@pytest.mark.parametrize("tag", ["fr", "FR", "fr-CA"])
def test_lang_names_the_language(read, asthma, tag):
    assert language_of(read("factsheets/asthma/", lang=tag)) == (tag, "fr", None)


def test_lang_goes_before_the_header(read, asthma):
    answer = read("factsheets/asthma/", lang="fr", headers={"Accept-Language": "ar"})
    assert language_of(answer) == ("fr", "fr", None)


@pytest.mark.parametrize(
    ("header", "requested", "served", "reason"),
    [
        ("ar", "ar", "ar", None),
        ("fr;q=0.5, ar;q=0.9", "ar", "ar", None),
        ("cy, fr;q=0.5", "fr", "fr", None),
        ("pl, ar;q=0.1", "ar", "ar", None),
        ("*", None, "en", "unspecified"),
        ("cy, *;q=0.1", "cy", "en", "missing"),
        ("pl, *;q=0.1", "pl", "en", "withheld"),
        ("fr;q=0, ar", "ar", "ar", None),
        ("nonsense!", None, "en", "unspecified"),
        ("", None, "en", "unspecified"),
    ],
)
def test_accept_language_decides_where_lang_is_absent(read, asthma, header, requested, served, reason):
    answer = read("factsheets/asthma/", headers={"Accept-Language": header})
    assert language_of(answer) == (requested, served, reason)


@pytest.mark.parametrize("header", ["cy", "tlh", "cy, so", "fr;q=0, cy"])
def test_header_that_nothing_matches_is_answered_with_what_there_is(read, asthma, header):
    answer = read("factsheets/asthma/", headers={"Accept-Language": header})
    assert (answer.status_code, answer.json()["code"]) == (404, "translation-missing")
    codes = [each["code"] for each in answer.json()["available_languages"]]
    assert codes == ["ar", "en", "fr"]


@pytest.mark.parametrize(
    ("lang", "fallback", "served", "reason"),
    [
        ("cy", "missing", "en", "missing"),
        ("tlh", "missing", "en", "missing"),
        ("pl", "missing", "en", "withheld"),
        ("fr", "missing", "fr", None),
        ("ar", "missing", "ar", None),
        ("cy", "current", "en", "missing"),
        ("fr", "current", "en", "outdated"),
        ("ar", "current", "ar", None),
        ("en", "current", "en", None),
    ],
)
def test_fallback_is_labelled(read, asthma, lang, fallback, served, reason):
    answer = read("factsheets/asthma/", lang=lang, fallback=fallback)
    assert language_of(answer) == (lang, served, reason)


@pytest.mark.parametrize("lang", ["cy", "tlh", "zh-Hant"])
def test_missing_translation_is_missing_and_not_english(read, asthma, lang):
    answer = read("factsheets/asthma/", lang=lang)
    assert (answer.status_code, answer.json()["code"]) == (404, "translation-missing")
    assert "title" in answer.json()
    assert "Asthma" not in answer.content.decode()


def test_withheld_translation_says_why(read, asthma):
    problem = read("factsheets/asthma/", lang="pl").json()
    assert (problem["code"], problem["reason"]) == ("translation-withheld", "A dose is wrong.")


def test_translation_withheld_by_the_rule_names_no_reason(read):
    released_in("fr", released())
    released(a_content(summary="The dose was wrong."), kind=ChangeKind.SAFETY)
    problem = read("factsheets/asthma/", lang="fr").json()
    assert problem["code"] == "translation-withheld"
    assert "reason" not in problem


def test_language_that_was_switched_off_is_missing(read, asthma, settings):
    settings.CONTENT_LANGUAGES = ("en", "fr")
    problem = read("factsheets/asthma/", lang="ar").json()
    assert problem["code"] == "translation-missing"
    assert [each["code"] for each in problem["available_languages"]] == ["en", "fr"]


@pytest.mark.parametrize("lang", ["", "*", "zh_Hans", "fr;q=1", "fr-", "a" * 36, "ﬁ", "fr\x00"])
def test_malformed_lang_is_refused(read, asthma, lang):
    answer = read("factsheets/asthma/", lang=lang)
    assert (answer.status_code, answer.json()["parameter"]) == (400, "lang")


def test_answer_varies_by_the_header_only_where_it_was_looked_at(read, asthma):
    assert "Accept-Language" in read("factsheets/asthma/")["Vary"]
    assert "Accept-Language" not in read("factsheets/asthma/", lang="fr")["Vary"]
    assert "Accept-Language" not in read("factsheets/asthma/", lang="cy")["Vary"]
