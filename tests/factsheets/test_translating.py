"""Translating: saving, confirming and releasing a language."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from editions.models import Edition
from editions.releases import ReleaseRefused
from editions.vocabulary import TranslationMethod
from factsheets.models import Right, SegmentTranslation, SegmentVersion
from factsheets.translating import (
    Draft,
    InvalidTranslation,
    NotFullyConfirmed,
    Seen,
    SegmentTaken,
    SourceChanged,
    TranslationRefused,
    confirm_segments,
    newest_confirmed,
    release_language,
    save_segments,
    states,
)

from .builders import (
    a_draft,
    a_fact_sheet,
    a_translator,
    an_admin,
    publish,
    rewrite,
    status_of,
    text_of,
    translate,
    translate_and_release,
    versions_of,
)

pytestmark = pytest.mark.django_db


def segment(page, text):
    """The current source segment that holds this text."""
    return next(state.source for state in states(page.content_id, "fr") if text in state.source.text)


def seen(page, key, version=0):
    """What somebody sees who opens the segment now."""
    hashes = {state.source.key: state.source.hash for state in states(page.content_id, "fr")}
    return Seen(hashes.get(key, ""), version)


def save(page, key, text, *, after=0, by=None, language="fr", **options):
    what_is_there = seen(page, key, after) if versions_of(page) else Seen("")
    return save_segments(page.content_id, language, {key: Draft(text, what_is_there)}, by=by or an_admin(), **options)[
        key
    ]


def confirm(page, row, *, by=None):
    read = {row.key: seen(page, row.key, row.version)}
    return confirm_segments(page.content_id, "fr", read, by=by or an_admin())[row.key]


def test_saved_segment_remembers_the_source_text_it_was_made_from():
    page = a_fact_sheet()
    row = save(page, "title", "Inhalateurs")
    assert (row.source_text, row.confirmed, row.translator) == ("Asthma inhalers", False, "amal")


def test_every_write_leaves_a_line_of_history():
    page = a_fact_sheet()
    row = save(page, "title", "Inhalateurs")
    row = save(page, "title", "Inhalateurs pour l’asthme", after=row.version)
    confirm(page, row)
    assert list(SegmentVersion.objects.values_list("version", "text", "confirmed")) == [
        (1, "Inhalateurs", False),
        (2, "Inhalateurs pour l’asthme", False),
        (3, "Inhalateurs pour l’asthme", True),
    ]


def test_second_writer_is_told_what_the_first_wrote_and_nothing_is_overwritten():
    page = a_fact_sheet()
    save(page, "title", "Inhalateurs")
    with pytest.raises(SegmentTaken) as taken:
        save(page, "title", "Aérosols")
    assert taken.value.theirs["title"].text == "Inhalateurs"
    assert SegmentTranslation.objects.get().text == "Inhalateurs"


def test_confirming_a_text_that_has_changed_meanwhile_is_refused():
    page = a_fact_sheet()
    row = save(page, "title", "Inhalateurs")
    save(page, "title", "Aérosols", after=row.version)
    with pytest.raises(SegmentTaken):
        confirm(page, row)


def test_one_bad_segment_keeps_all_of_a_batch_from_being_stored():
    page = a_fact_sheet()
    with pytest.raises(InvalidTranslation) as refusal:
        save_segments(
            page.content_id,
            "fr",
            {"title": Draft("Inhalateurs", seen(page, "title")), "summary": Draft("", seen(page, "summary"))},
            by=an_admin(),
        )
    assert list(refusal.value.problems) == ["summary"]
    assert not SegmentTranslation.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Prenez <strong>3</strong> bouffées.", "number 3 is not in the source"),
        ("Prenez des bouffées.", "number 2 is missing"),
        ("Prenez <strong>٢</strong> bouffées.", None),
        ("Prenez <script>2</script>", "element <script> is not allowed"),
        ("Prenez <strong>2</strong> \u202ebouffées.", "U\\+202E is not allowed"),
        ("Prenez <strong>2 bouffées.", "opened but not closed"),
        ("Prenez <strong>2</strong> <a href='https://example.org'>bouffées</a>", "is not in the source"),
        ("  ", "translation is empty"),
        ("2" + " bouffées" * 200, "five times as long"),
    ],
)
def test_text_that_would_mislead_is_refused_in_words(text, said):
    page = a_fact_sheet()
    key = segment(page, "puffs").key
    if said is None:
        save(page, key, text)
        return
    with pytest.raises(InvalidTranslation, match=said):
        save(page, key, text)


def test_left_to_right_run_must_stay_marked():
    page = a_fact_sheet(paragraphs=['Call <bdi dir="ltr">020 7946 0958</bdi>.'])
    key = segment(page, "Call").key
    with pytest.raises(InvalidTranslation, match="must be marked"):
        save(page, key, "اتصل بالرقم 020 7946 0958.", language="ar")
    save(page, key, 'اتصل بالرقم <bdi dir="ltr">020 7946 0958</bdi>.', language="ar")


def test_unknown_segment_is_refused_by_name():
    with pytest.raises(TranslationRefused, match="no segment “made-up/text”"):
        save(a_fact_sheet(), "made-up/text", "Rien")


def test_source_language_cannot_be_translated_into_itself():
    with pytest.raises(TranslationRefused, match="This is the source language"):
        save(a_fact_sheet(), "title", "Inhalers", language="en")


def test_language_that_is_not_enabled_is_refused():
    with pytest.raises(TranslationRefused, match="not enabled"):
        save(a_fact_sheet(), "title", "Inhalatoren", language="de")


def test_draft_cannot_be_translated():
    with pytest.raises(TranslationRefused, match="not been published yet"):
        save(a_draft(), "title", "Inhalateurs")


@pytest.mark.parametrize("right", Right)
def test_right_for_one_act_is_no_right_for_another(right):
    page = a_fact_sheet()
    claire = a_translator(right)
    translate(page, "fr")
    row = SegmentTranslation.objects.get(key="title")
    acts = {
        Right.TRANSLATE: lambda: save(page, "title", "Aérosols", after=row.version, by=claire),
        Right.REVIEW: lambda: confirm(page, row, by=claire),
        Right.RELEASE: lambda: release_language(page.content_id, "fr", by=claire),
    }
    for needed, act in acts.items():
        if needed != right:
            with pytest.raises(PermissionDenied):
                act()
    acts[right]()


def test_right_for_french_is_no_right_for_arabic():
    claire = a_translator(Right.TRANSLATE, language="fr")
    with pytest.raises(PermissionDenied):
        save(a_fact_sheet(), "title", "بخاخات", language="ar", by=claire)


def test_inactive_person_has_no_rights():
    claire = a_translator(Right.TRANSLATE)
    claire.is_active = False
    with pytest.raises(PermissionDenied):
        save(a_fact_sheet(), "title", "Inhalateurs", by=claire)


def test_language_is_not_released_before_every_segment_is_confirmed():
    page = a_fact_sheet()
    confirm(page, save(page, "title", "Inhalateurs"))
    with pytest.raises(NotFullyConfirmed) as refusal:
        release_language(page.content_id, "fr", by=an_admin())
    assert len(refusal.value.keys) == 4
    assert status_of(page, "fr") == "missing"


def test_release_says_which_source_edition_it_was_made_from():
    page = a_fact_sheet()
    edition = translate_and_release(page, "fr")
    assert edition.made_from == Edition.objects.get(work__type="factsheet", language="en")
    assert "[fr] Shake the inhaler" in text_of(page, "fr")


def test_releasing_the_same_again_makes_no_edition():
    page = a_fact_sheet(ready_in=["fr"])
    assert release_language(page.content_id, "fr", by=an_admin()) is None
    assert versions_of(page, "fr") == [1]


def test_unchanged_segments_keep_their_translation_when_the_source_changes():
    page = rewrite(a_fact_sheet(ready_in=["fr"]), "Shake", "Always shake")
    changed = [state.source.text for state in states(page.content_id, "fr") if not state.is_done]
    assert changed == ["Always shake the inhaler before you use it."]


def test_old_translation_of_a_changed_segment_is_kept_beside_its_old_source():
    page = rewrite(a_fact_sheet(ready_in=["fr"]), "Shake", "Always shake")
    state = next(state for state in states(page.content_id, "fr") if state.changed)
    assert state.translation.text == "[fr] Shake the inhaler before you use it."
    assert state.translation.source_text == "Shake the inhaler before you use it."


def test_outdated_language_is_current_again_after_the_changed_segment_was_translated():
    page = rewrite(a_fact_sheet(ready_in=["fr"]), "Shake", "Always shake", kind="content")
    assert status_of(page, "fr") == "outdated"
    edition = translate_and_release(page, "fr")
    assert (status_of(page, "fr"), edition.version, edition.change_kind) == ("current", 2, "content")


def test_withheld_language_is_current_again_after_the_changed_segment_was_translated():
    page = rewrite(a_fact_sheet(ready_in=["fr"]), "2", "1", kind="safety")
    assert status_of(page, "fr") == "withheld"
    edition = translate_and_release(page, "fr")
    assert (status_of(page, "fr"), edition.change_kind) == ("current", "safety")


def test_text_older_than_the_last_safety_change_cannot_be_released():
    page = a_fact_sheet()
    translate(page, "fr")
    rewrite(page, "2", "1", kind="safety")
    with pytest.raises(ReleaseRefused, match="for the safety of its readers"):
        release_language(page.content_id, "fr", by=an_admin())


def test_made_from_is_the_newest_source_edition_whose_every_segment_is_confirmed():
    page = a_fact_sheet()
    translate(page, "fr")
    rewrite(page, "Shake", "Always shake", kind="content")
    assert newest_confirmed(page.content_id, "fr").version == 1
    translate(page, "fr")
    assert newest_confirmed(page.content_id, "fr").version == 2


def test_new_review_date_alone_carries_a_current_translation_forward():
    page = publish(a_fact_sheet(ready_in=["fr"]), next_review=date(2030, 1, 1), change_kind="content")
    french = Edition.objects.get(language="fr", version=2)
    assert french.made_from.version == 2
    assert status_of(page, "fr") == "current"
    assert '"next_review":"2030-01-01"' in french.content


def test_translation_from_an_older_edition_never_claims_the_new_review_date():
    page = rewrite(a_fact_sheet(ready_in=["fr"]), "Shake", "Always shake", kind="content")
    publish(page, next_review=date(2030, 1, 1), change_kind="editorial")
    assert '"next_review":"2029-03-01"' in text_of(page, "fr")


def test_one_machine_made_segment_makes_the_whole_edition_machine_assisted():
    page = a_fact_sheet()
    confirm(page, save(page, "title", "Inhalateurs", method=TranslationMethod.MACHINE_ASSISTED))
    assert translate_and_release(page, "fr").method == "machine-assisted"


def test_edition_names_who_translated_and_who_reviewed():
    page = a_fact_sheet()
    translate(page, "fr", by=a_translator(Right.TRANSLATE, Right.REVIEW))
    edition = release_language(page.content_id, "fr", by=an_admin())
    assert (edition.translator, edition.reviewer, edition.released_by) == ("claire", "claire", "amal")


def test_language_that_is_retired_keeps_its_editions(settings):
    page = a_fact_sheet(ready_in=["fr"])
    settings.CONTENT_LANGUAGES = tuple(code for code in settings.CONTENT_LANGUAGES if code != "fr")
    publish(page, headline_en="Inhalers", change_kind="content")
    assert versions_of(page, "fr") == [1]
    assert status_of(page, "fr") == "outdated"
    with pytest.raises(TranslationRefused, match="not enabled"):
        release_language(page.content_id, "fr", by=an_admin())


def test_reviewer_cannot_confirm_against_a_source_they_have_not_seen():
    page = a_fact_sheet(ready_in=["fr"])
    on_the_screen = {state.source.key: state.seen for state in states(page.content_id, "fr")}
    rewrite(page, "Shake", "Never shake", kind="safety")
    with pytest.raises(SourceChanged) as refusal:
        confirm_segments(page.content_id, "fr", on_the_screen, by=an_admin())
    assert [segment.text for segment in refusal.value.now.values()] == ["Never shake the inhaler before you use it."]
    assert status_of(page, "fr") == "withheld"


def test_translation_written_for_an_older_source_is_not_stored_as_one_of_the_new():
    page = a_fact_sheet()
    state = next(state for state in states(page.content_id, "fr") if "Shake" in state.source.text)
    rewrite(page, "Shake", "Never shake", kind="safety")
    with pytest.raises(SourceChanged):
        save_segments(page.content_id, "fr", {state.source.key: Draft("Agitez.", state.seen)}, by=an_admin())


@pytest.mark.parametrize("text", ["Inhalateurs\npour l’asthme", "Inhalateurs " * 30])
def test_headline_that_would_not_fit_its_place_is_refused(text):
    with pytest.raises(InvalidTranslation):
        save(a_fact_sheet(title="Asthma inhalers and how to use them without fear"), "title", text)


def test_long_list_of_translators_says_that_there_are_more():
    page = a_fact_sheet()
    person = an_admin()
    person.first_name, person.last_name = "Amal" * 30, "Haddad" * 25
    translate(page, "fr", by=person)
    assert len(release_language(page.content_id, "fr", by=person).translator) <= 255
