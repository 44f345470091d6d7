"""The admin page “Languages and editions”: seeing what is out, withholding, giving back, explaining a withdrawal."""

import uuid

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from editions.models import Change, Publication, Work
from factsheets.models import Right

from .builders import a_draft, a_fact_sheet, a_publisher, a_translator, an_admin, rewrite, status_of
from .people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(an_admin())
    return client


def address(page):
    return reverse("factsheets_languages", args=[page.content_id])


def test_page_lists_languages_with_state_and_editions_with_notes(admin):
    page = rewrite(a_fact_sheet(ready_in=["fr"]), "Shake", "Always shake", kind="content", note="Shake it first.")
    html = admin.get(address(page)).content.decode()
    assert "Outdated" in html
    assert "Shake it first." in html


def test_page_of_a_sheet_that_was_never_released_says_so(admin):
    assert b"Nothing has been released yet." in admin.get(address(a_draft())).content


def test_language_is_withheld_with_the_reason_and_given_back(admin):
    page = a_fact_sheet(ready_in=["fr"])
    admin.post(address(page), {"act": "withhold", "language": "fr", "reason": "A wrong dose."})
    assert Publication.objects.get(language="fr").held_reason == "A wrong dose."
    assert status_of(page, "fr") == "withheld"
    admin.post(address(page), {"act": "stop_withholding", "language": "fr"})
    assert status_of(page, "fr") == "current"
    assert Change.objects.last().by == "amal"


def test_withholding_without_a_reason_is_refused_in_the_form(admin):
    page = a_fact_sheet(ready_in=["fr"])
    response = admin.post(address(page), {"act": "withhold", "language": "fr", "reason": " "})
    assert "reason" in response.context_data["withhold_form"].errors
    assert status_of(page, "fr") == "current"


@pytest.mark.parametrize("language", ["en", "de", "nonsense"])
def test_only_a_released_translation_can_be_withheld(admin, language):
    page = a_fact_sheet(ready_in=["fr"])
    admin.post(address(page), {"act": "withhold", "language": language, "reason": "Because."})
    assert status_of(page, "en") == status_of(page, "fr") == "current"


def test_withdrawal_is_explained_with_a_replacement(admin):
    page, better = a_fact_sheet(), a_fact_sheet("Spacers and masks")
    page.unpublish()
    admin.post(address(page), {"act": "explain", "note": "Merged.", "replacement": "spacers-and-masks"})
    work = Work.objects.get(id=page.content_id)
    assert (work.withdrawal_note, work.replacement_id) == ("Merged.", better.content_id)


def test_unknown_replacement_is_refused_by_name(admin):
    page = a_fact_sheet()
    page.unpublish()
    response = admin.post(address(page), {"act": "explain", "note": "", "replacement": "no-such-sheet"})
    assert "no-such-sheet" in str(response.context_data["explain_form"].errors)


def test_person_without_a_role_or_a_language_is_refused(client):
    stranger = a_person(name="stranger")
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(stranger)
    assert client.get(address(a_fact_sheet(ready_in=["fr"]))).status_code == 302


def test_editor_who_may_not_publish_sees_the_languages_and_cannot_withhold(client):
    page = a_fact_sheet(ready_in=["fr"])
    client.force_login(a_person("Editor"))
    assert client.get(address(page)).context_data["withhold_form"] is None
    client.post(address(page), {"act": "withhold", "language": "fr", "reason": "Because."})
    assert status_of(page, "fr") == "current"


def test_publisher_has_the_same_page_and_its_texts_are_withheld_there(admin):
    publisher = a_publisher()
    assert b"Example Lung Charity" in admin.get(address(publisher)).content
    assert b"Back to the editor" in admin.get(address(publisher)).content


def test_page_names_what_includes_the_content_and_what_it_includes(admin):
    page = a_fact_sheet(ready_in=["fr"])
    publisher = a_publisher()
    including = admin.get(address(publisher)).context_data["included_in"]
    assert [(each.id, each.languages) for each in including] == [(page.content_id, ("en", "fr"))]
    included = admin.get(address(page)).context_data["includes"]
    assert [(each.title, each.role) for each in included] == [("Example Lung Charity", "Publisher")]


def test_page_says_what_waits_to_be_released_again(admin):
    page = a_fact_sheet()
    publisher = a_publisher()
    publisher.name, publisher.change_kind = "Example Lungs", "editorial"
    publisher.save()
    html = admin.get(address(page)).content.decode()
    assert "Waiting to be released again" in html


def test_record_of_what_was_deleted_stays_and_its_withdrawal_can_be_explained(admin):
    page = a_fact_sheet()
    page.delete()
    html = admin.get(address(page)).content.decode()
    assert "It has been deleted." in html
    admin.post(address(page), {"act": "explain", "note": "It was wrong.", "replacement": ""})
    assert Work.objects.get(id=page.content_id).withdrawal_note == "It was wrong."


def test_unknown_content_is_not_found(admin):
    assert admin.get(reverse("factsheets_languages", args=[uuid.uuid4()])).status_code == 404


def test_content_leads_an_editor_to_the_editor_and_a_translator_to_the_record(client):
    page = a_fact_sheet()
    where = reverse("factsheets_content", args=[page.content_id])
    client.force_login(a_person("Editor"))
    assert client.get(where).url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.force_login(a_person("Translator"))
    assert client.get(where).url == address(page)


def test_person_who_may_release_a_language_can_withhold_that_one_and_no_other(client):
    page = a_fact_sheet(ready_in=["fr", "ar"])
    claire = a_translator(Right.RELEASE, language="fr")
    claire.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(claire)
    for language in ("fr", "ar"):
        client.post(address(page), {"act": "withhold", "language": language, "reason": "A wrong dose."})
    assert (status_of(page, "fr"), status_of(page, "ar")) == ("withheld", "current")


def test_unknown_act_does_nothing(admin):
    page = a_fact_sheet(ready_in=["fr"])
    before = Change.objects.count()
    assert admin.post(address(page), {"act": "destroy"}).status_code == 200
    assert Change.objects.count() == before


@pytest.mark.parametrize("address_of_it", ["élan", "https://clinic.example/api/v1/factsheets/%C3%A9lan/?lang=fr"])
def test_replacement_is_found_by_slug_or_whole_address(admin, address_of_it):
    page, better = a_fact_sheet(), a_fact_sheet("Élan", slug="élan")
    page.unpublish()
    admin.post(address(page), {"act": "explain", "note": "", "replacement": address_of_it})
    assert Work.objects.get(id=page.content_id).replacement_id == better.content_id


def test_broken_address_of_a_replacement_is_refused_in_the_form(admin):
    page = a_fact_sheet()
    page.unpublish()
    response = admin.post(address(page), {"act": "explain", "note": "", "replacement": "https://[x"})
    assert "replacement" in response.context_data["explain_form"].errors
