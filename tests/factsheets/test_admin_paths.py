"""Wagtail's other ways to the same acts: reviews, reverting, moving, unscheduling, copying a folder."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editions.models import Change
from factsheets.models import FactSheet, FactSheetIndex

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
    versions_of,
)
from .test_editor import PUBLISH, a_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(an_admin())
    return client


def approving(page):
    """The address of approving a review of the page outside of the editor."""
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", in_review(page).pk])


def test_approving_a_review_releases_the_sheet_in_the_approvers_name(admin):
    page = a_draft()
    admin.post(approving(page), {"comment": ""})
    assert versions_of(page) == [1]
    assert Change.objects.get(work__type="factsheet").by == "amal"


def test_approving_a_sheet_that_is_not_ready_is_refused_in_words(admin):
    page = a_draft(publisher=None)
    response = admin.post(approving(page), {"comment": ""}, follow=True)
    assert "Choose who publishes this text." in " ".join(map(str, response.context["messages"]))
    assert status_of(page, "en") == "missing"


def test_older_revision_is_published_from_the_revert_page(admin):
    page = a_fact_sheet(ready_in=["fr"])
    first = page.latest_revision
    rewrite(page, "Shake", "Always shake", kind="editorial")
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    assert admin.get(address).status_code == 200
    form = a_form(text="Shake the inhaler before you use it.", change_kind="content")
    admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form | PUBLISH | {"revision": str(first.pk)})
    assert "Always shake" not in text_of(page)
    assert reloaded(page).headline_fr == "[fr] Asthma inhalers"


def test_moving_a_sheet_in_the_admin_changes_nothing_for_readers(admin):
    page = a_fact_sheet()
    other = the_folder().get_parent().add_child(instance=FactSheetIndex(title="Lungs", slug="lungs"))
    before = Change.objects.count()
    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, other.pk]), {})
    assert FactSheet.objects.get(pk=page.pk).get_parent().pk == other.pk
    assert Change.objects.count() == before


def test_unscheduled_publication_never_happens(admin):
    page = publish(a_draft(), go_live_at=timezone.now() + timedelta(days=1))
    address = reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, page.latest_revision.pk])
    admin.post(address)
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert status_of(page, "en") == "missing"


def test_folder_is_copied_with_its_sheets_as_drafts(admin):
    page = a_fact_sheet(ready_in=["fr"])
    folder = the_folder()
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(folder.get_parent().pk)}
    admin.post(
        reverse("wagtailadmin_pages:copy", args=[folder.pk]),
        form | {"copy_subpages": "on", "publish_copies": "on"},
    )
    copy = FactSheet.objects.exclude(pk=page.pk).get()
    assert (copy.live, versions_of(copy), copy.slug) == (False, [], "asthma-inhalers-2")


def test_bulk_publishing_of_a_draft_with_a_forbidden_link_is_refused_in_words(admin):
    page = a_draft(paragraphs=['See <a linktype="page" id="3">there</a>.'])
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = admin.post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": ""}, follow=True)
    assert "Links to pages of this site are not possible." in " ".join(map(str, response.context["messages"]))
    assert status_of(page, "en") == "missing"


def test_slug_taken_meanwhile_is_refused_in_words_by_bulk_publishing(admin):
    page = a_fact_sheet()
    page.slug = "shared"
    page.save_revision(clean=False)
    publish(a_draft("Shared"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = admin.post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": ""}, follow=True)
    said = " ".join(map(str, response.context["messages"]))
    assert said.startswith("Nothing was published")
    assert "shared" in said


def test_dialog_of_a_review_is_sent_to_where_the_refusal_is_shown(admin):
    address = approving(a_draft(publisher=None))
    response = admin.post(address, {"comment": ""}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert response.json() == {"step": "success", "redirect": "/admin/"}
