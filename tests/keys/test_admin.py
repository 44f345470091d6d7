"""Organisations and their keys in the admin: who may do what, and that a key is seen once."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from api.keys import spelling
from api.keys.models import Key, KeyAct, Standing
from api.organisations.models import Organisation
from api.usage.models import Reads
from tests.api.builders import ASTHMA, released
from tests.factsheets.people import a_person

from .builders import a_key, an_organisation, asking

pytestmark = pytest.mark.django_db

A_KEY = re.compile(r"fs_[0-9a-z]{39}")


@pytest.fixture
def manager(client):
    client.force_login(a_person("API manager"))
    return client


def page_of(client, organisation: Organisation) -> str:
    return client.get(reverse("organisations:inspect", args=[organisation.pk])).content.decode()


def make(client, **changed):
    form = {"label": "website", "scopes": ["content", "changes", "search"], "per_minute": "", "last_day": ""}
    return client.post(reverse("readers_create_key", args=[an_organisation().pk]), form | changed)


def test_organisation_is_made_and_changed(manager) -> None:
    form = {"name": "Eye Clinic", "email": "web@eyes.example", "publisher": "", "note": ""}
    made = manager.post(reverse("organisations:add"), form)
    organisation = Organisation.objects.get(name="Eye Clinic")
    assert made.headers["Location"] == reverse("organisations:inspect", args=[organisation.pk])
    manager.post(reverse("organisations:edit", args=[organisation.pk]), form | {"note": "Ask for Bo"})
    assert "Ask for Bo" in page_of(manager, organisation)


def test_list_shows_valid_keys_and_last_use(manager) -> None:
    a_key()
    Key.objects.update(last_used_on="2026-03-02")
    a_key(expires_at=timezone.now() + timedelta(days=1))
    Key.objects.filter(pk=a_key().key.pk).update(revoked_at=timezone.now())
    an_organisation("Without keys")
    page = manager.get(reverse("organisations:index")).content.decode()
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    lungs = next(row for row in rows if "Lung Clinic" in row)
    assert re.search(r"<td[^>]*>\s*2\s*</td>", lungs)
    assert "March 2, 2026" in lungs or "2 March 2026" in lungs
    assert re.search(r"<td[^>]*>\s*0\s*</td>", next(row for row in rows if "Without keys" in row))


def test_list_costs_the_same_for_any_number(manager, django_assert_max_num_queries) -> None:
    for number in range(20):
        a_key(of=f"Clinic {number}")
    manager.get(reverse("organisations:index"))
    with django_assert_max_num_queries(14):
        manager.get(reverse("organisations:index"))


def test_new_key_is_shown_once_and_works(manager) -> None:
    answer = make(manager, languages=["fr"])
    (text,) = set(A_KEY.findall(answer.content.decode()))
    assert "no-store" in answer.headers["Cache-Control"]
    assert asking(text).languages == {"fr"}
    shown_later = page_of(manager, an_organisation())
    assert text[: spelling.HINT_LENGTH] in shown_later
    assert text not in shown_later


def test_history_names_the_person(manager) -> None:
    make(manager)
    assert KeyAct.objects.get().by == "api manager"


def test_last_day_is_a_whole_day(manager) -> None:
    today = timezone.localdate()
    make(manager, last_day=today.isoformat())
    assert timezone.localtime(Key.objects.get().expires_at) == timezone.localtime(
        Key.objects.get().expires_at
    ).replace(day=(today + timedelta(days=1)).day, hour=0, minute=0, second=0)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"label": ""}, "required"),
        ({"scopes": []}, "required"),
        ({"languages": ["tlh"]}, "not one of the available choices"),
        ({"per_minute": "0"}, "greater than or equal to 1"),
        ({"last_day": "2001-01-01"}, "over already"),
    ],
)
def test_form_says_what_is_wrong_and_keeps_the_rest(manager, changed, said) -> None:
    answer = make(manager, **changed)
    assert said in answer.content.decode()
    assert not Key.objects.exists()


def test_key_is_rotated(manager) -> None:
    old = a_key().key
    answer = manager.post(reverse("readers_rotate_key", args=[old.pk]), {"days": "7"})
    (text,) = set(A_KEY.findall(answer.content.decode()))
    old.refresh_from_db()
    assert asking(text).key_id == old.replaced_by_id
    assert timedelta(days=6) < old.expires_at - timezone.now() < timedelta(days=8)
    assert old.replaced_by.hint in page_of(manager, old.organisation)


def test_key_is_revoked_only_after_the_question(manager) -> None:
    key = a_key().key
    address = reverse("readers_revoke_key", args=[key.pk])
    assert "Yes, revoke it" in manager.get(address).content.decode()
    key.refresh_from_db()
    assert key.standing is Standing.VALID
    manager.post(address)
    key.refresh_from_db()
    assert key.standing is Standing.REVOKED


def test_what_cannot_be_done_any_more_is_told(manager) -> None:
    key = a_key().key
    for _ in range(2):
        told = manager.post(reverse("readers_revoke_key", args=[key.pk]), follow=True)
    assert "has been revoked already" in told.content.decode()
    rotated = manager.post(reverse("readers_rotate_key", args=[key.pk]), {"days": "7"})
    assert "not valid any more" in rotated.content.decode()


def test_page_shows_what_an_organisation_reads(manager) -> None:
    released()
    key = a_key().key
    Reads.objects.create(day=timezone.now().date(), key=key, work_id=ASTHMA, language="en", version=1, times=12)
    page = page_of(manager, key.organisation)
    assert "Asthma" in page
    assert re.search(r"<td>12</td>", page)


@pytest.mark.parametrize("role", ["Editor", "Publisher", "Reviewer", "Translator"])
def test_other_roles_see_nothing_of_it(client, role) -> None:
    key = a_key().key
    client.force_login(a_person(role))
    home = client.get("/admin/").content.decode()
    assert "/admin/organisations/" not in home
    assert "what-is-read" not in home
    for address in (
        reverse("organisations:index"),
        reverse("organisations:inspect", args=[key.organisation_id]),
        reverse("readers_create_key", args=[key.organisation_id]),
        reverse("readers_rotate_key", args=[key.pk]),
        reverse("readers_report"),
    ):
        assert client.get(address).status_code == 302
    client.post(reverse("readers_revoke_key", args=[key.pk]))
    key.refresh_from_db()
    assert key.standing is Standing.VALID


def test_manager_of_the_api_cannot_touch_sheets(manager) -> None:
    home = manager.get("/admin/").content.decode()
    assert "/admin/organisations/" in home
    assert '"name": "images"' not in home
    assert manager.get("/admin/users/").status_code == 302


def test_who_may_see_organisations_only_does_not_see_keys(client) -> None:
    person = a_person("Translator")
    person.user_permissions.add(Permission.objects.get(codename="view_organisation"))
    client.force_login(person)
    key = a_key().key
    page = page_of(client, key.organisation)
    assert "web@lungs.example" in page
    assert key.hint not in page
    assert reverse("readers_create_key", args=[key.organisation_id]) not in page


def test_nobody_deletes_an_organisation(admin_client) -> None:
    organisation = an_organisation()
    assert admin_client.post(reverse("organisations:delete", args=[organisation.pk])).status_code == 302
    assert Organisation.objects.filter(pk=organisation.pk).exists()


def test_acts_are_no_links_that_a_page_elsewhere_could_follow(admin_client) -> None:
    key = a_key().key
    admin_client.get(reverse("readers_rotate_key", args=[key.pk]))
    assert Key.objects.count() == 1
    assert admin_client.put(reverse("readers_revoke_key", args=[key.pk])).status_code == 405


def test_name_in_a_label_is_no_markup(manager) -> None:
    key = a_key(label="<script>alert(1)</script>").key
    for page in (
        page_of(manager, key.organisation),
        manager.get(reverse("readers_revoke_key", args=[key.pk])).content.decode(),
    ):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
