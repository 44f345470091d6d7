"""Releases: what becomes of the source, of its translations and of the log when somebody releases something."""

from datetime import date

import pytest
from msgspec.structs import replace

from editions.content import Review
from editions.currency import BANNER
from editions.issuing import Evidence
from editions.models import Change, Edition
from editions.redaction import redact
from editions.releases import ReleaseRefused
from editions.segments import MissingSegments
from editions.withdrawals import withdraw

from .builders import (
    FOUR_PUFFS,
    REVIEWED,
    SHAKE,
    a_content,
    a_knee_sheet,
    acts_on,
    an_eczema_sheet,
    in_language,
    own,
    release,
    release_in,
    released,
    status,
    the_publication,
    the_work,
    translated_and_released,
)

pytestmark = pytest.mark.django_db

NEW_DOSE = a_content(paragraphs=[SHAKE, FOUR_PUFFS])
REVIEWED_AGAIN = Review(date(2026, 9, 1), date(2029, 9, 1))


# The source


def test_first_release_is_version_1_and_current():
    edition = released()
    assert (edition.version, status(edition, "en")) == (1, "current")


def test_first_release_leaves_one_line_in_the_log():
    assert acts_on(released()) == [("released", "en", "current")]


def test_edition_keeps_the_words_that_were_released():
    assert own(released(an_eczema_sheet())) == an_eczema_sheet()


def test_edition_keeps_kind_note_and_name():
    edition = released(kind="safety", note="The dose was wrong.", by="Amal")
    stored = Edition.objects.get(id=edition.id)
    assert (stored.change_kind, stored.change_note, stored.released_by) == ("safety", "The dose was wrong.", "Amal")


def test_log_keeps_kind_note_and_name():
    change = Change.objects.get(edition=released(kind="safety", note="The dose was wrong.", by="Amal"))
    assert (change.kind, change.note, change.by) == ("safety", "The dose was wrong.", "Amal")


def test_unchanged_words_are_not_released_again():
    edition = released()
    assert release(a_content(), kind="safety") is None
    assert acts_on(edition) == [("released", "en", "current")]


def test_changed_words_are_the_next_edition():
    released()
    edition = released(NEW_DOSE)
    assert (edition.version, the_publication(edition, "en").edition) == (2, edition)


def test_first_words_come_back_as_a_third_edition():
    first = released()
    released(NEW_DOSE)
    third = released()
    assert (third.version, third.hash) == (3, first.hash)


def test_sheets_are_numbered_apart():
    released()
    released(NEW_DOSE)
    assert released(an_eczema_sheet()).version == 1


def test_source_language_cannot_change():
    released()
    with pytest.raises(ReleaseRefused, match="written in en"):
        release(a_content(language="cy"))


def test_sheet_may_be_written_in_welsh():
    welsh = released(a_content("Anadlyddion", language="cy"), slug="anadlyddion")
    english = translated_and_released(welsh, "en")
    assert (status(welsh, "cy"), status(welsh, "en"), english.made_from) == ("current", "current", welsh)


def test_long_title_whose_small_letters_are_longer_is_released():
    released(a_content("ß" * 255), slug="strasse")
    assert the_publication(a_content(), "en").title == "ß" * 255


# A translation


def test_first_translation_is_version_1_and_current():
    french = translated_and_released(released(), "fr")
    assert (french.version, status(french, "fr")) == (1, "current")


def test_translation_leaves_its_own_line_in_the_log():
    french = translated_and_released(released(), "fr")
    assert acts_on(french)[1:] == [("released", "fr", "current")]


def test_translation_says_how_it_came_about():
    evidence = Evidence("machine-assisted", translator="Engine X", reviewer="Claire")
    french = translated_and_released(released(), "fr", evidence=evidence)
    assert (french.method, french.translator, french.reviewer) == ("machine-assisted", "Engine X", "Claire")


def test_translation_leaves_the_source_and_other_languages_alone():
    english = released()
    translated_and_released(english, "ar")
    translated_and_released(english, "fr")
    assert (the_publication(english, "en").edition, status(english, "ar")) == (english, "current")


def test_unchanged_translation_is_not_released_again():
    english = released()
    translated_and_released(english, "fr")
    assert release_in("fr", english) is None


def test_better_words_are_the_next_edition_of_the_language():
    english = released()
    translated_and_released(english, "fr")
    french = translated_and_released(english, "fr", texts={"title": "Inhalateurs"}, kind="editorial")
    assert (french.version, the_publication(french, "fr").title) == (2, "Inhalateurs")


def test_translation_made_from_an_older_edition_is_released_as_outdated():
    old = released()
    released(NEW_DOSE)
    assert status(translated_and_released(old, "fr"), "fr") == "outdated"


def test_translation_made_from_an_older_edition_keeps_its_review_date():
    old = released()
    released(replace(NEW_DOSE, review=REVIEWED_AGAIN))
    french = translated_and_released(old, "fr")
    assert (french.value().review, the_publication(french, "fr").last_reviewed) == (REVIEWED, date(2026, 3, 1))


def test_same_words_for_a_newer_source_are_a_new_edition_and_current():
    title = {"title": "Inhalateurs"}
    translated_and_released(released(), "fr", texts=title)
    newer = released(a_content("Inhalers for asthma"))
    french = translated_and_released(newer, "fr", texts=title)
    assert (french.version, french.made_from, status(french, "fr")) == (2, newer, "current")


def test_translation_of_what_was_never_released_is_refused():
    with pytest.raises(ReleaseRefused, match="not published"):
        release_in("fr", released(), content=in_language("fr", a_knee_sheet()))


def test_translation_is_refused_while_the_source_is_withdrawn():
    english = released()
    withdraw(english.work_id, reason="unpublished", by="Amal")
    with pytest.raises(ReleaseRefused, match="not published"):
        release_in("fr", english)


def test_translation_older_than_the_last_safety_change_is_refused():
    old = released()
    released(NEW_DOSE, kind="safety")
    with pytest.raises(ReleaseRefused, match="edition 2 changed it for the safety"):
        release_in("fr", old)


def test_translation_made_from_the_safety_change_is_current():
    translated_and_released(released(), "fr")
    safe = released(NEW_DOSE, kind="safety")
    assert status(translated_and_released(safe, "fr"), "fr") == "current"


def test_first_edition_is_no_safety_change_for_anybody():
    first = released(kind="safety")
    released(NEW_DOSE, kind="content")
    assert status(translated_and_released(first, "fr"), "fr") == "outdated"


def test_translation_does_not_go_back_to_an_older_source_edition():
    old = released()
    translated_and_released(released(NEW_DOSE), "fr")
    with pytest.raises(ReleaseRefused, match="source edition 2 already"):
        release_in("fr", old)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_translation_is_made_from_nothing_but_the_source_of_its_own_sheet(language):
    french = translated_and_released(released(), "fr")
    with pytest.raises(ValueError, match="in another language"):
        release_in(language, french)


def test_translation_is_not_made_from_another_sheet():
    released()
    with pytest.raises(ValueError, match="its own work"):
        release_in("fr", released(a_knee_sheet()), content=in_language("fr", a_content()))


def test_translation_does_not_claim_a_review_that_its_source_did_not_have():
    reviewed_again = in_language("fr", replace(a_content(), review=REVIEWED_AGAIN))
    with pytest.raises(ValueError, match="neutral parts"):
        release_in("fr", released(), content=reviewed_again)


def test_translation_does_not_leave_a_paragraph_out():
    shorter = in_language("fr", a_content(paragraphs=[SHAKE]))
    with pytest.raises(MissingSegments):
        release_in("fr", released(), content=shorter)


# What a new source edition does to the translations


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["editorial"], "current"),
        (["content"], "outdated"),
        (["safety"], "withheld"),
        (["safety", "editorial"], "withheld"),
        (["safety", "content"], "withheld"),
        (["content", "editorial"], "outdated"),
        (["editorial", "content"], "outdated"),
    ],
)
def test_translation_has_the_status_of_the_gravest_change_since(kinds, expected):
    english = released()
    translated_and_released(english, "fr")
    for number, kind in enumerate(kinds):
        released(a_content(paragraphs=[f"Take {number} puffs."]), kind=kind)
    assert status(english, "fr") == expected


@pytest.mark.parametrize(("kind", "expected"), [("content", "outdated"), ("safety", "withheld")])
def test_change_of_status_has_its_own_line_in_the_log(kind, expected):
    english = released()
    translated_and_released(english, "fr")
    released(NEW_DOSE, kind=kind)
    assert acts_on(english)[2:] == [("released", "en", "current"), ("status_changed", "fr", expected)]


def test_editorial_change_leaves_no_line_for_the_translation():
    english = released()
    translated_and_released(english, "fr")
    released(NEW_DOSE, kind="editorial")
    assert acts_on(english)[2:] == [("released", "en", "current")]


def test_status_that_stays_has_no_second_line():
    english = released()
    translated_and_released(english, "fr")
    released(NEW_DOSE)
    released(a_content(paragraphs=["Take none."]))
    assert [act for act, *_ in acts_on(english)].count("status_changed") == 1


def test_every_language_has_its_own_status():
    english = released()
    translated_and_released(english, "fr")
    newer = released(NEW_DOSE)
    translated_and_released(newer, "ar")
    assert (status(english, "fr"), status(english, "ar")) == ("outdated", "current")


def test_banner_policy_shows_the_old_translation_as_outdated(settings):
    settings.SAFETY_POLICY = BANNER
    english = released()
    translated_and_released(english, "fr")
    released(NEW_DOSE, kind="safety")
    assert status(english, "fr") == "outdated"


def test_banner_policy_releases_no_text_older_than_a_safety_change(settings):
    settings.SAFETY_POLICY = BANNER
    old = released()
    released(NEW_DOSE, kind="safety")
    with pytest.raises(ReleaseRefused):
        release_in("fr", old)


def test_release_raises_the_version_of_the_envelope():
    before = the_work(released()).envelope_version
    assert the_work(released(NEW_DOSE)).envelope_version > before


def test_source_redacted_while_unpublished_comes_back_with_other_words_only():
    english = released()
    withdraw(english.work_id, reason="unpublished", by="Amal")
    redact(english.id, reason="Privacy.", by="Court")
    with pytest.raises(ReleaseRefused, match="removed by order"):
        released()
    assert released(NEW_DOSE).version == 2
