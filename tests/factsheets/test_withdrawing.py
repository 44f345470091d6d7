"""Taking a sheet back: by unpublishing, by expiry, by deleting; and bringing it back."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction

from editions.models import Act, Change, Work
from factsheets import acts, publishing
from factsheets.models import FactSheet
from factsheets.rebuilding import CannotRebuild, rebuild_page

from .builders import a_draft, a_fact_sheet, an_admin, publish, reloaded, rewrite, status_of, the_folder, versions_of

pytestmark = pytest.mark.django_db


def statuses(page):
    return {language: status_of(page, language) for language in ("en", "fr")}


def test_unpublishing_withdraws_every_language_with_its_reason():
    page = a_fact_sheet(ready_in=["fr"])
    page.unpublish(user=an_admin())
    assert statuses(page) == {"en": "withdrawn", "fr": "withdrawn"}
    assert Work.objects.get(type="factsheet").withdrawal_reason == "unpublished"
    assert Change.objects.last().by == "amal"


def test_expired_page_is_withdrawn_by_the_scheduler_as_expired():
    page = publish(a_fact_sheet(), expire_at=timezone.now() + timedelta(days=1))
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        call_command("publish_scheduled")
    assert status_of(page, "en") == "withdrawn"
    assert Work.objects.get(type="factsheet").withdrawal_reason == "expired"


def test_failing_withdrawal_leaves_the_page_live(monkeypatch):
    page = a_fact_sheet()

    def fail(*_args, **_kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(publishing, "withdraw", fail)
    with pytest.raises(RuntimeError):
        page.unpublish()
    assert reloaded(page).live
    assert status_of(page, "en") == "current"


def test_publishing_it_again_unchanged_reinstates_every_language_without_new_editions():
    page = a_fact_sheet(ready_in=["fr"])
    page.unpublish()
    publish(page)
    assert statuses(page) == {"en": "current", "fr": "current"}
    assert versions_of(page) == [1]
    assert set(Change.objects.filter(act=Act.REINSTATED).values_list("language", flat=True)) == {"en", "fr"}


def test_publishing_it_again_changed_reinstates_the_translation_as_the_rule_says():
    page = a_fact_sheet(ready_in=["fr"])
    page.unpublish()
    rewrite(page, "Shake", "Always shake", kind="content")
    assert statuses(page) == {"en": "current", "fr": "outdated"}


def test_deleting_the_page_withdraws_it_as_deleted_and_keeps_its_editions():
    page = a_fact_sheet(ready_in=["fr"])
    page.delete(user=an_admin())
    assert statuses(page) == {"en": "withdrawn", "fr": "withdrawn"}
    assert Work.objects.get(type="factsheet").withdrawal_reason == "deleted"
    assert versions_of(page) == [1]


def test_deleting_the_folder_withdraws_the_sheets_in_it():
    page = a_fact_sheet()
    the_folder().delete(user=an_admin())
    assert status_of(page, "en") == "withdrawn"


def test_failing_deletion_keeps_page_and_publication(monkeypatch):
    page = a_fact_sheet()

    def fail(*_args, **_kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(acts, "withdraw", fail)
    with pytest.raises(RuntimeError):
        page.delete()
    assert FactSheet.objects.filter(pk=page.pk).exists()
    assert status_of(page, "en") == "current"


def test_deleting_a_draft_that_was_never_released_leaves_no_trace_in_the_record():
    a_draft().delete()
    assert not Work.objects.filter(type="factsheet").exists()


def test_page_is_rebuilt_from_its_editions_under_the_same_identity():
    page = a_fact_sheet(ready_in=["fr"])
    page.delete()
    rebuilt = rebuild_page(page.content_id, the_folder())
    publish(rebuilt)
    assert statuses(rebuilt) == {"en": "current", "fr": "current"}
    assert versions_of(rebuilt) == [1]
    assert reloaded(rebuilt).headline_fr == "[fr] Asthma inhalers"


def test_page_that_still_exists_is_not_rebuilt():
    page = a_fact_sheet()
    with pytest.raises(CannotRebuild, match="still has a page"):
        rebuild_page(page.content_id, the_folder())


def test_rebuild_command_makes_a_draft(capsys):
    page = a_fact_sheet()
    page.delete()
    call_command("rebuild_page", str(page.content_id))
    assert not FactSheet.objects.get(content_id=page.content_id).live


def test_sheets_below_an_unpublished_folder_are_withdrawn_in_the_same_persons_name():
    page = a_fact_sheet()
    UnpublishPageAction(the_folder(), user=an_admin(), include_descendants=True).execute()
    assert status_of(page, "en") == "withdrawn"
    assert Change.objects.last().by == "amal"


def test_row_deleted_without_wagtails_action_is_withdrawn_too():
    page = a_fact_sheet()
    FactSheet.objects.filter(pk=page.pk).delete()
    assert status_of(page, "en") == "withdrawn"


@pytest.mark.parametrize("act", ["publish", "unpublish", "delete"])
def test_bulk_acts_reach_the_record(client, act):
    page = a_draft() if act == "publish" else a_fact_sheet()
    client.force_login(an_admin())
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])
    client.post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": ""})
    assert status_of(page, "en") == ("current" if act == "publish" else "withdrawn")


def test_bulk_publishing_of_an_unfinished_sheet_is_refused_in_words_and_changes_nothing(client):
    good, bad = a_draft("Good news"), a_draft("Bad news", publisher=None)
    client.force_login(an_admin())
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(
        f"{address}?id={good.pk}&id={bad.pk}&next=/admin/", {"include_descendants": ""}, follow=True
    )
    assert "Bad news: Choose who publishes this text." in " ".join(map(str, response.context["messages"]))
    assert (status_of(good, "en"), status_of(bad, "en")) == ("missing", "missing")


def test_expired_sheet_can_be_edited_and_published_again():
    page = publish(a_fact_sheet(), expire_at=timezone.now() + timedelta(days=1))
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        call_command("publish_scheduled")
    assert reloaded(page).expire_at is None
    assert page.get_latest_revision().as_object().expire_at is None
    publish(page)
    assert status_of(page, "en") == "current"


def test_later_expiry_of_a_newer_draft_survives_the_expiry_of_the_live_page():
    page = publish(a_fact_sheet(), expire_at=timezone.now() + timedelta(days=1))
    draft = page.get_latest_revision_as_object()
    draft.expire_at = timezone.now() + timedelta(days=365)
    draft.save_revision()
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        call_command("publish_scheduled")
    assert reloaded(page).get_latest_revision().as_object().expire_at is not None
