"""Withholding one language by hand: with a reason, until somebody ends it."""

import json
from uuid import uuid4

import pytest

from editions.withdrawals import withdraw
from editions.withholding import CannotWithhold, stop_withholding, withhold

from .builders import FOUR_PUFFS, a_content, acts_on, released, status, the_work, translated_and_released

pytestmark = pytest.mark.django_db


@pytest.fixture
def english():
    """An English sheet whose French is withheld."""
    english = released()
    translated_and_released(english, "fr")
    translated_and_released(english, "ar")
    withhold(english.work_id, "fr", reason=" A wrong word. ", by="Claire")
    return english


def test_language_is_withheld_and_no_other(english):
    assert [status(english, language) for language in ("en", "fr", "ar")] == ["current", "withheld", "current"]


def test_readers_are_told_the_reason(english):
    lines = {line["code"]: line for line in json.loads(the_work(english).envelope)["languages"]}
    assert lines["fr"] == {"code": "fr", "status": "withheld", "reason": "A wrong word."}


def test_withholding_has_its_line_in_the_log(english):
    assert acts_on(english)[-1] == ("withheld", "fr", "withheld")


def test_better_words_stay_withheld_until_somebody_ends_it(english):
    translated_and_released(english, "fr", texts={"title": "Inhalateurs"})
    assert status(english, "fr") == "withheld"


def test_language_given_back_is_current_again(english):
    stop_withholding(english.work_id, "fr", by="Claire")
    assert (status(english, "fr"), acts_on(english)[-1]) == ("current", ("no_longer_withheld", "fr", "current"))


@pytest.mark.parametrize(("kind", "expected"), [("content", "outdated"), ("safety", "withheld")])
def test_language_given_back_has_the_status_of_the_rule(english, kind, expected):
    released(a_content(paragraphs=[FOUR_PUFFS]), kind=kind)
    stop_withholding(english.work_id, "fr", by="Claire")
    assert status(english, "fr") == expected


def test_language_given_back_while_the_sheet_is_withdrawn_stays_withdrawn(english):
    withdraw(english.work_id, reason="unpublished", by="Amal")
    stop_withholding(english.work_id, "fr", by="Claire")
    assert status(english, "fr") == "withdrawn"


@pytest.mark.parametrize("reason", ["", " \n"])
def test_reason_must_be_given(english, reason):
    with pytest.raises(CannotWithhold, match="reason"):
        withhold(english.work_id, "ar", reason=reason, by="Claire")


def test_source_cannot_be_withheld(english):
    with pytest.raises(CannotWithhold, match="Unpublish"):
        withhold(english.work_id, "en", reason="A wrong word.", by="Claire")


def test_language_that_was_never_released_cannot_be_withheld(english):
    with pytest.raises(CannotWithhold, match="not been released"):
        withhold(english.work_id, "cy", reason="A wrong word.", by="Claire")


def test_sheet_that_was_never_released_cannot_be_withheld():
    with pytest.raises(CannotWithhold, match="not been released"):
        withhold(uuid4(), "fr", reason="A wrong word.", by="Claire")


def test_language_that_is_not_withheld_cannot_be_given_back(english):
    with pytest.raises(CannotWithhold, match="not withheld"):
        stop_withholding(english.work_id, "ar", by="Claire")


def test_language_withheld_by_the_rule_cannot_be_given_back_by_hand(english):
    released(a_content(paragraphs=[FOUR_PUFFS]), kind="safety")
    with pytest.raises(CannotWithhold, match="not withheld"):
        stop_withholding(english.work_id, "ar", by="Claire")
