"""Publishing a page releases its source language; nothing else does."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Locale
from wagtail.signals import page_published

from editions.models import Act, Change, Edition, Work
from factsheets import publishing
from factsheets.acts import AliasRefused
from factsheets.models import FactSheet
from factsheets.readiness import NotReady
from factsheets.translating import NotFullyConfirmed, release_language

from .builders import (
    a_draft,
    a_fact_sheet,
    an_admin,
    in_review,
    publish,
    reloaded,
    rewrite,
    status_of,
    text_of,
    the_folder,
    translate_and_release,
    versions_of,
)

pytestmark = pytest.mark.django_db


def scheduled(page, **changes):
    """Publish with a go-live date in the future, then let that moment come."""
    publish(page, go_live_at=timezone.now() + timedelta(days=1), **changes)
    return reloaded(page)


def the_moment_comes():
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        call_command("publish_scheduled")


def test_first_publication_makes_edition_one_and_logs_it():
    page = a_fact_sheet()
    assert versions_of(page) == [1]
    assert Change.objects.get(work__type="factsheet").act == Act.RELEASED


def test_saving_a_draft_releases_nothing():
    page = a_fact_sheet()
    page.headline_en = "Half a thought"
    page.save_revision()
    assert "Half a thought" not in text_of(page)


def test_publishing_unchanged_words_makes_no_edition():
    page = a_fact_sheet()
    publish(page)
    assert versions_of(page) == [1]


def test_scheduling_a_page_that_was_never_live_releases_nothing():
    page = scheduled(a_draft())
    assert not page.live
    assert not Edition.objects.filter(work__type="factsheet").exists()


def test_scheduled_page_is_released_when_its_moment_comes():
    page = scheduled(a_draft())
    the_moment_comes()
    assert versions_of(page) == [1]


def test_scheduled_change_of_a_live_page_keeps_its_kind_and_note():
    page = a_fact_sheet(ready_in=["fr"])
    scheduled(page, headline_en="Inhalers for asthma", change_kind="safety", change_note="Dose corrected.")
    assert status_of(page, "fr") == "current"
    the_moment_comes()
    assert Edition.objects.of_source(Work.objects.get(type="factsheet")).last().change_note == "Dose corrected."
    assert status_of(page, "fr") == "withheld"


def test_one_failing_page_does_not_stop_the_scheduler():
    bad, good = scheduled(a_draft("Bad news")), scheduled(a_draft("Good news"))
    bad.revisions.update(content=bad.latest_revision.content | {"publisher": None})
    with pytest.raises(CommandError, match="Bad news"):
        the_moment_comes()
    assert versions_of(good) == [1]
    assert not reloaded(bad).live


def test_absent_kind_counts_as_content():
    page = a_fact_sheet(ready_in=["fr"])
    publish(page, headline_en="Inhalers")
    assert status_of(page, "fr") == "outdated"


def test_kind_and_note_are_empty_again_after_publishing():
    page = rewrite(a_fact_sheet(), "Shake", "Always shake", kind="editorial", note="Clearer.")
    assert (page.change_kind, page.change_note) == ("", "")
    assert page.get_latest_revision().as_object().change_kind == ""


def test_failing_release_leaves_the_page_unpublished_and_keeps_the_draft(monkeypatch):
    page = a_draft()
    revision = page.save_revision()

    def fail(*_args, **_kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(publishing, "release_source", fail)
    with pytest.raises(RuntimeError):
        revision.publish()
    assert not reloaded(page).live
    assert page.revisions.filter(pk=revision.pk).exists()
    assert not Change.objects.filter(work__type="factsheet").exists()


def test_sheet_that_is_not_ready_is_refused_with_every_problem():
    page = a_draft(headline_en="", next_review=None)
    with pytest.raises(NotReady) as refusal:
        page.save_revision(clean=False).publish()
    assert {problem.field for problem in refusal.value.problems} == {"headline", "next_review"}


def test_moving_a_page_changes_nothing():
    page = a_fact_sheet(ready_in=["fr"])
    before = Change.objects.count()
    page.move(the_folder(), pos="first-child")
    assert Change.objects.count() == before


def test_new_slug_is_taken_when_it_is_published_and_the_old_one_stays_reserved():
    page = publish(a_fact_sheet(), slug="inhalers")
    work = Work.objects.get(id=page.content_id)
    assert dict(work.slugs.values_list("slug", "current")) == {"asthma-inhalers": False, "inhalers": True}
    assert versions_of(page) == [1]


def test_slug_of_another_sheet_is_refused_even_after_that_one_was_deleted():
    a_fact_sheet().delete()
    with pytest.raises(Exception, match="belongs or belonged to another sheet"):
        a_fact_sheet("Asthma inhalers")


def test_slug_like_an_identifier_is_refused():
    with pytest.raises(Exception, match="looks like an identifier"):
        publish(a_fact_sheet(), slug="5b1f3a52-6f0e-4a27-9a1a-0f4c8a6f6f11")


def test_copy_of_a_live_page_is_a_draft_with_its_own_identity_and_no_editions():
    page = a_fact_sheet(ready_in=["fr"])
    copy = page.copy(to=the_folder(), update_attrs={"slug": "spacers", "title": "Spacers"}, keep_live=True)
    assert not reloaded(copy).live
    assert copy.content_id != page.content_id
    assert versions_of(copy) == []


def test_translations_of_a_copy_are_drafts_to_be_confirmed():
    page = a_fact_sheet(ready_in=["fr"])
    copy = page.copy(to=the_folder(), update_attrs={"slug": "spacers", "title": "Spacers"})
    publish(copy)
    assert reloaded(copy).headline_fr == "[fr] Asthma inhalers"
    with pytest.raises(NotFullyConfirmed):
        release_language(copy.content_id, "fr", by=an_admin())


def test_every_revision_of_a_copy_has_the_copys_identity():
    page = a_fact_sheet()
    copy = page.copy(to=the_folder(), update_attrs={"slug": "spacers", "title": "Spacers"})
    assert {revision.as_object().content_id for revision in copy.revisions.all()} == {copy.content_id}


def test_alias_of_a_sheet_is_refused():
    with pytest.raises(AliasRefused):
        a_fact_sheet().create_alias(parent=the_folder(), update_slug="mirror")


def test_wagtails_own_translation_of_a_sheet_is_refused():
    welsh = Locale.objects.create(language_code="fr")
    with pytest.raises(AliasRefused):
        a_fact_sheet().copy_for_translation(welsh, copy_parents=True)


def test_page_published_of_an_alias_is_ignored():
    page = a_fact_sheet()
    page.alias_of_id, page.headline_en = page.pk, "From an alias"
    page_published.send(sender=type(page), instance=page, revision=None, alias=True)
    assert versions_of(page) == [1]


def test_publisher_of_the_act_is_named_in_the_record():
    page = a_fact_sheet()
    assert Edition.objects.get(work_id=page.content_id).released_by == "amal"


def test_workflow_approval_releases_the_reviewed_revision():
    page = a_draft()
    in_review(page).approve(user=an_admin())
    assert versions_of(page) == [1]


def test_welsh_source_sheet_is_released_in_welsh(settings):
    settings.SOURCE_LANGUAGES = ("en", "cy")
    page = a_fact_sheet("Anadlyddion asthma", language="cy")
    translate_and_release(page, "en")
    assert versions_of(page, "cy") == versions_of(page, "en") == [1]
    assert Work.objects.get(type="factsheet").source_language == "cy"


def test_source_language_is_fixed_after_the_first_release():
    page = a_fact_sheet()
    page.source_language = "cy"
    page.headline_cy, page.body_cy = "Asthma", page.body_en
    with pytest.raises(Exception, match="cannot change after the first release"):
        publishing.publish(page, None)


@pytest.mark.parametrize("field", ["headline_en", "summary_en", "alternative_titles_en"])
def test_invisible_character_in_a_plain_text_is_refused_with_its_field(field):
    page = a_draft(**{field: "Inhalers \u202e upside down"})
    with pytest.raises(NotReady, match="U\\+202E") as refusal:
        page.save_revision().publish()
    assert field.startswith(refusal.value.problems[0].field)


def test_line_breaks_of_a_browser_do_not_get_into_the_summary():
    page = a_fact_sheet(summary_en="One line.\r\nAnother.")
    assert '"summary":"One line. Another."' in text_of(page)


def test_copying_the_folder_leaves_the_originals_publishable():
    page = a_fact_sheet(ready_in=["fr"])
    the_folder().copy(recursive=True, to=the_folder().get_parent(), update_attrs={"slug": "copy", "title": "Copy"})
    rewrite(page, "Shake", "Never shake", kind="safety")
    assert status_of(page, "fr") == "withheld"
    assert set(FactSheet.objects.values_list("slug", flat=True)) == {"asthma-inhalers", "asthma-inhalers-2"}


def test_copy_in_a_copied_folder_can_be_published_under_its_own_slug():
    a_fact_sheet()
    the_folder().copy(recursive=True, to=the_folder().get_parent(), update_attrs={"slug": "copy", "title": "Copy"})
    copy = publish(FactSheet.objects.get(slug="asthma-inhalers-2"))
    assert versions_of(copy) == [1]


def test_title_of_a_translation_never_keeps_the_source_from_being_published():
    page = a_fact_sheet(ready_in=["fr"])
    FactSheet.objects.filter(pk=page.pk).update(headline_fr="Très long " * 25)
    rewrite(page, "Shake", "Never shake", kind="safety")
    assert status_of(page, "fr") == "withheld"


def test_kind_of_a_scheduled_edit_does_not_stick_to_a_draft_begun_after_it():
    page = a_fact_sheet(ready_in=["fr"])
    scheduled(page, headline_en="Inhalers for asthma", change_kind="editorial", change_note="Typo.")
    draft = page.get_latest_revision_as_object()
    draft.headline_en = "Never use with beta blockers"
    draft.save_revision()
    the_moment_comes()
    newest = reloaded(page).get_latest_revision()
    assert (newest.content["change_kind"], newest.content["change_note"]) == ("", "")
    newest.publish()
    assert status_of(page, "fr") == "outdated"


def test_note_without_a_kind_is_forgotten_as_well():
    page = publish(a_fact_sheet(), headline_en="Inhalers", change_note="A new name.")
    assert page.get_latest_revision().as_object().change_note == ""


def test_what_was_unscheduled_meanwhile_is_not_published():
    first, second = scheduled(a_draft("First")), scheduled(a_draft("Second"))

    def unschedule(**_kwargs):
        second.revisions.update(approved_go_live_at=None)

    page_published.connect(unschedule)
    try:
        the_moment_comes()
    finally:
        page_published.disconnect(unschedule)
    assert (versions_of(first), versions_of(second)) == ([1], [])


def test_draft_as_object_has_the_other_languages_and_the_identity_of_the_row():
    page = a_fact_sheet()
    revision = page.save_revision()
    translate_and_release(page, "fr")
    type(revision).objects.filter(pk=revision.pk).update(
        content=revision.content | {"content_id": "00000000-0000-4000-8000-000000000000", "source_language": "cy"}
    )
    restored = type(revision).objects.get(pk=revision.pk).as_object()
    assert (restored.headline_fr, restored.content_id) == ("[fr] Asthma inhalers", page.content_id)
    assert restored.source_language == "en"


def test_copy_does_not_take_over_what_the_next_change_would_do():
    page = a_fact_sheet()
    page.change_kind, page.change_note = "editorial", "Typo."
    page.save()
    copy = page.copy(to=the_folder(), update_attrs={"slug": "spacers", "title": "Spacers"})
    assert (reloaded(copy).change_kind, reloaded(copy).change_note) == ("", "")


def test_page_cannot_be_made_private_because_an_edition_is_public(client):
    client.force_login(an_admin())
    html = client.get(f"/admin/pages/{a_fact_sheet().pk}/privacy/").content.decode()
    assert "logged-in" not in html.lower()
    assert "password" not in html.lower()


def test_newer_draft_keeps_the_kind_that_its_author_chose_for_it():
    page = a_fact_sheet(ready_in=["fr"])
    scheduled(page, headline_en="Inhalers for asthma", change_kind="editorial", change_note="Typo.")
    draft = page.get_latest_revision_as_object()
    draft.headline_en, draft.change_kind, draft.change_note = "Two puffs at most", "safety", "Never more than two."
    draft.save_revision()
    the_moment_comes()
    reloaded(page).get_latest_revision().publish()
    assert status_of(page, "fr") == "withheld"


def test_slug_that_somebody_chose_for_a_copy_is_not_rewritten():
    copy = a_fact_sheet().copy(to=the_folder(), update_attrs={"slug": "My_Slug", "title": "Spacers"})
    assert reloaded(copy).slug == "My_Slug"
