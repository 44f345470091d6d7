"""Withdrawals: all languages go at once, and come back as what they were."""

import json
from uuid import uuid4

import pytest

from editions.models import Change, Edition
from editions.withdrawals import NotWithdrawn, UnusableReplacement, explain, withdraw
from editions.withholding import withhold

from .builders import (
    FOUR_PUFFS,
    a_content,
    acts_on,
    an_eczema_sheet,
    release,
    released,
    status,
    the_work,
    translated_and_released,
)

pytestmark = pytest.mark.django_db

NEW_DOSE = a_content(paragraphs=[FOUR_PUFFS])


def withdrawn(content=None, *, reason: str = "unpublished") -> Edition:
    """A sheet in English and French that was released and then withdrawn."""
    english = released(content)
    translated_and_released(english, "fr")
    withdraw(english.work_id, reason=reason, by="Amal")
    return english


def envelope_of(edition: Edition) -> dict:
    return json.loads(the_work(edition).envelope)


def test_every_language_is_withdrawn():
    english = withdrawn()
    assert (status(english, "en"), status(english, "fr")) == ("withdrawn", "withdrawn")


def test_every_language_has_its_line_in_the_log():
    lines = acts_on(withdrawn())[2:]
    assert sorted(lines) == [("withdrawn", "en", "withdrawn"), ("withdrawn", "fr", "withdrawn")]


@pytest.mark.parametrize("reason", ["unpublished", "expired", "deleted"])
def test_readers_are_told_the_reason(reason):
    assert envelope_of(withdrawn(reason=reason))["withdrawal"]["reason"] == reason


def test_second_withdrawal_for_the_same_reason_does_nothing():
    english = withdrawn()
    assert withdraw(english.work_id, reason="unpublished", by="Amal") is False
    assert len(acts_on(english)) == 4


def test_what_was_never_released_cannot_be_withdrawn():
    assert withdraw(uuid4(), reason="deleted", by="Amal") is False


def test_publishing_unchanged_reinstates_every_language():
    english = withdrawn()
    assert release(a_content()) is None
    assert (status(english, "en"), status(english, "fr")) == ("current", "current")


def test_reinstating_makes_no_edition():
    english = withdrawn()
    release(a_content())
    assert Edition.objects.filter(work=english.work_id).count() == 2


def test_reinstating_has_a_line_for_every_language():
    english = withdrawn()
    release(a_content())
    assert sorted(acts_on(english)[4:]) == [("reinstated", "en", "current"), ("reinstated", "fr", "current")]


def test_reinstating_ends_the_withdrawal():
    english = withdrawn()
    release(a_content())
    assert (the_work(english).is_withdrawn, envelope_of(english)["withdrawal"]) == (False, None)


def test_publishing_changed_brings_the_translation_back_as_the_rule_says():
    english = withdrawn()
    released(NEW_DOSE, kind="safety")
    assert (status(english, "en"), status(english, "fr")) == ("current", "withheld")


def test_outdated_translation_comes_back_outdated():
    english = released()
    translated_and_released(english, "fr")
    released(NEW_DOSE)
    withdraw(english.work_id, reason="expired", by="")
    release(NEW_DOSE)
    assert status(english, "fr") == "outdated"


def test_language_withheld_by_hand_comes_back_withheld():
    english = released()
    translated_and_released(english, "fr")
    withhold(english.work_id, "fr", reason="A wrong word.", by="Claire")
    withdraw(english.work_id, reason="unpublished", by="Amal")
    release(a_content())
    assert status(english, "fr") == "withheld"


@pytest.mark.parametrize("later", ["unpublished", "expired"])
def test_what_was_deleted_stays_deleted(later):
    english = withdrawn(reason="deleted")
    assert withdraw(english.work_id, reason=later, by="") is False
    assert (the_work(english).withdrawal_reason, the_work(english).deleted_at is None) == ("deleted", False)


def test_what_was_unpublished_may_be_deleted():
    english = withdrawn()
    withdraw(english.work_id, reason="deleted", by="Amal")
    assert (the_work(english).withdrawal_reason, the_work(english).deleted_at is None) == ("deleted", False)


def test_deleted_sheet_is_reinstated_under_its_old_id():
    english = withdrawn(reason="deleted")
    release(a_content())
    assert (the_work(english).deleted_at, status(english, "fr")) == (None, "current")


def test_explanation_and_replacement_are_told_to_readers():
    english, eczema = withdrawn(), released(an_eczema_sheet())
    explain(english.work_id, note="Merged.", replacement_id=eczema.work_id, by="Amal")
    told = envelope_of(english)["withdrawal"]
    assert told["note"] == "Merged."
    assert told["replacement"] == {"id": str(eczema.work_id), "type": "factsheet", "slug": "eczema"}


def test_explanation_has_its_line_in_the_log():
    english = withdrawn()
    explain(english.work_id, note="Merged.", replacement_id=None, by="Amal")
    change = Change.objects.last()
    assert (change.act, change.note, change.by) == ("withdrawal_explained", "Merged.", "Amal")


def test_only_a_withdrawal_can_be_explained():
    with pytest.raises(NotWithdrawn):
        explain(released().work_id, note="Merged.", replacement_id=None, by="Amal")


def test_unknown_replacement_is_refused():
    english = withdrawn()
    with pytest.raises(UnusableReplacement):
        explain(english.work_id, note="Merged.", replacement_id=uuid4(), by="Amal")


def test_withdrawn_sheet_replaces_none_and_least_of_all_itself():
    english = withdrawn()
    with pytest.raises(UnusableReplacement):
        explain(english.work_id, note="Merged.", replacement_id=english.work_id, by="Amal")


def test_explanation_is_forgotten_when_the_sheet_comes_back():
    english, eczema = withdrawn(), released(an_eczema_sheet())
    explain(english.work_id, note="Merged.", replacement_id=eczema.work_id, by="Amal")
    release(a_content())
    assert (the_work(english).withdrawal_note, the_work(english).replacement) == ("", None)


def test_new_slug_of_the_replacement_reaches_readers_of_the_replaced():
    english, eczema = withdrawn(), released(an_eczema_sheet())
    explain(english.work_id, note="", replacement_id=eczema.work_id, by="Amal")
    version = the_work(english).envelope_version
    release(an_eczema_sheet(), slug="dry-skin")
    assert envelope_of(english)["withdrawal"]["replacement"]["slug"] == "dry-skin"
    assert the_work(english).envelope_version > version
