"""Carrying forward: a source edition that differs in neutral parts only takes its true translations along."""

from datetime import date

import pytest
from msgspec.structs import replace

from editions.content import Review, Sheet
from editions.redaction import redact
from editions.withholding import withhold

from .builders import (
    FOUR_PUFFS,
    SHAKE,
    a_content,
    a_publisher,
    acts_on,
    released,
    status,
    the_publication,
    translated_and_released,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def other_charity():
    released(OTHER)


LATER = Review(date(2026, 9, 1), date(2029, 9, 1))
OTHER = a_publisher("Example Other Charity")
NEW_DOSE = a_content(paragraphs=[SHAKE, FOUR_PUFFS])


def with_new_review(content: Sheet) -> Sheet:
    return replace(content, review=LATER)


def with_new_publisher(content: Sheet) -> Sheet:
    return replace(content, publisher=OTHER.id)


def turned_round(content: Sheet) -> Sheet:
    return replace(content, sections=content.sections[::-1])


NEUTRAL = pytest.mark.parametrize("changed", [with_new_review, with_new_publisher, turned_round])


@NEUTRAL
@pytest.mark.parametrize("kind", ["editorial", "content", "safety"])
def test_current_translation_is_carried_to_the_new_edition(changed, kind):
    translated_and_released(released(), "fr")
    newer = released(changed(a_content()), kind=kind)
    french = the_publication(newer, "fr")
    assert (french.edition.version, french.edition.made_from, french.status) == (2, newer, "current")


@NEUTRAL
def test_carried_translation_has_the_neutral_parts_of_the_new_edition_and_its_own_words(changed):
    translated_and_released(released(), "fr", texts={"title": "Inhalateurs"})
    released(changed(a_content()))
    french = the_publication(a_content(), "fr").edition.value()
    same_place = [section.id for section in french.sections]
    assert french.title == "Inhalateurs"
    assert (french.review, french.publisher) == (changed(a_content()).review, changed(a_content()).publisher)
    assert same_place == [section.id for section in changed(a_content()).sections]


def test_carrying_forward_has_its_own_line_in_the_log():
    english = released()
    translated_and_released(english, "fr")
    released(with_new_review(a_content()))
    assert acts_on(english)[2:] == [("released", "en", "current"), ("carried_forward", "fr", "current")]


def test_carried_translation_is_editorial_and_names_the_same_people():
    french = translated_and_released(released(), "fr")
    released(with_new_review(a_content()), kind="content", note="Reviewed.")
    carried = the_publication(french, "fr").edition
    assert (carried.change_kind, carried.change_note) == ("editorial", "Reviewed.")
    assert (carried.translator, carried.reviewer, carried.method) == ("Claire", "Rachid", "human")


def test_lists_show_the_review_date_of_the_carried_translation():
    translated_and_released(released(), "fr")
    released(with_new_review(a_content()))
    assert the_publication(a_content(), "fr").last_reviewed == LATER.last_reviewed


def test_outdated_translation_is_left_behind():
    french = translated_and_released(released(), "fr")
    released(NEW_DOSE)
    released(with_new_review(NEW_DOSE))
    assert (the_publication(french, "fr").edition, status(french, "fr")) == (french, "outdated")


def test_withheld_translation_is_left_behind():
    french = translated_and_released(released(), "fr")
    released(NEW_DOSE, kind="safety")
    released(with_new_review(a_content()), kind="editorial")
    assert (the_publication(french, "fr").edition, status(french, "fr")) == (french, "withheld")


def test_translation_is_left_behind_when_a_word_changes_with_the_review_date():
    french = translated_and_released(released(), "fr")
    released(with_new_review(NEW_DOSE), kind="editorial")
    assert (the_publication(french, "fr").edition, status(french, "fr")) == (french, "current")


def test_translation_is_left_behind_when_a_number_changes():
    french = translated_and_released(released(), "fr")
    released(NEW_DOSE, kind="content")
    assert status(french, "fr") == "outdated"


def test_translation_behind_an_editorial_change_is_carried_when_the_words_come_back():
    translated_and_released(released(), "fr")
    released(NEW_DOSE, kind="editorial")
    newer = released(with_new_review(a_content()), kind="editorial")
    assert the_publication(newer, "fr").edition.made_from == newer


def test_translation_withheld_by_hand_is_carried_and_stays_withheld():
    english = released()
    translated_and_released(english, "fr")
    withhold(english.work_id, "fr", reason="A wrong word.", by="Claire")
    newer = released(with_new_review(a_content()))
    assert (the_publication(newer, "fr").edition.made_from, status(newer, "fr")) == (newer, "withheld")


def test_redacted_words_are_not_carried_forward():
    english = released()
    french = translated_and_released(english, "fr")
    withhold(english.work_id, "fr", reason="Privacy.", by="Claire")
    redact(french.id, reason="Privacy.", by="Court")
    released(with_new_review(a_content()))
    assert the_publication(french, "fr").edition == french
