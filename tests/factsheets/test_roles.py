"""The roles that the migrations make: what each may open and do, and above all what not."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage

from editions.models import Edition, Publication, Work
from factsheets.models import FaqIndex, Publisher, ReferenceIndex, Right, SheetImage

from .builders import a_draft, a_fact_sheet, a_publisher, a_translator, an_admin, status_of, the_folder
from .people import a_person

pytestmark = pytest.mark.django_db

migration = import_module("factsheets.migrations.0007_roles")
ROLES = ("Editor", "Translator", "Reviewer", "Publisher")


def add(name):
    return reverse("wagtailadmin_pages:add", args=["factsheets", name[0], name[1]().pk])


def snippet(act, *arguments):
    return reverse(f"wagtailsnippets_factsheets_publisher:{act}", args=arguments)


# What each role is answered: Editor, Translator, Reviewer, Publisher.
ADDRESSES = {
    "home": (lambda: reverse("wagtailadmin_home"), (200, 200, 200, 200)),
    "new sheet": (lambda: add(("factsheet", the_folder)), (200, 302, 302, 302)),
    "new question": (lambda: add(("faqentry", FaqIndex.objects.get)), (200, 302, 302, 302)),
    "new reference": (lambda: add(("reference", ReferenceIndex.objects.get)), (200, 302, 302, 302)),
    "edit a sheet": (lambda: reverse("wagtailadmin_pages:edit", args=[a_fact_sheet().pk]), (200, 302, 302, 200)),
    "edit the folder": (lambda: reverse("wagtailadmin_pages:edit", args=[the_folder().pk]), (302, 302, 302, 302)),
    "delete a sheet": (lambda: reverse("wagtailadmin_pages:delete", args=[a_fact_sheet().pk]), (302, 302, 302, 200)),
    "delete a draft": (lambda: reverse("wagtailadmin_pages:delete", args=[a_draft().pk]), (200, 302, 302, 200)),
    "unpublish": (lambda: reverse("wagtailadmin_pages:unpublish", args=[a_fact_sheet().pk]), (302, 302, 302, 200)),
    "unpublish the folder": (
        lambda: reverse("wagtailadmin_pages:unpublish", args=[the_folder().pk]),
        (302, 302, 302, 302),
    ),
    "explorer": (lambda: reverse("wagtailadmin_explore", args=[the_folder().pk]), (200, 302, 302, 200)),
    "publishers": (lambda: snippet("list"), (200, 200, 200, 200)),
    "new publisher": (lambda: snippet("add"), (302, 302, 302, 200)),
    "edit a publisher": (lambda: snippet("edit", a_publisher().pk), (302, 302, 302, 200)),
    "delete a publisher": (lambda: snippet("delete", a_publisher().pk), (302, 302, 302, 200)),
    "new picture": (lambda: reverse("wagtailimages:add"), (200, 302, 302, 302)),
    "new document": (lambda: reverse("wagtaildocs:add"), (302, 302, 302, 302)),
    "users": (lambda: reverse("wagtailusers_users:index"), (302, 302, 302, 302)),
    "groups": (lambda: reverse("wagtailusers_groups:index"), (302, 302, 302, 302)),
    "language rights": (
        lambda: reverse("wagtailsnippets_factsheets_languageright:list"),
        (302, 302, 302, 302),
    ),
    "workflows": (lambda: reverse("wagtailadmin_workflows:index"), (302, 302, 302, 302)),
    "collections": (lambda: reverse("wagtailadmin_collections:index"), (302, 302, 302, 302)),
    "sites": (lambda: reverse("wagtailsites:index"), (302, 302, 302, 302)),
}


@pytest.mark.parametrize(("address", "expected"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_role_opens_what_it_needs_and_nothing_else(client, address, expected):
    an_admin()
    where, answers = address(), []
    for role in ROLES:
        client.force_login(a_person(role))
        answers.append(client.get(where).status_code)
    assert tuple(answers) == expected


def test_stranger_without_a_role_is_not_let_in(client):
    client.force_login(User.objects.create_user("nobody"))
    assert client.get(reverse("wagtailadmin_home")).status_code == 302


@pytest.fixture
def editor(client):
    an_admin()
    person = a_person("Editor")
    client.force_login(person)
    return person


def bulk(act, page):
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', act])}?id={page.pk}&next=/admin/"


@pytest.mark.parametrize("act", ["publish", "unpublish", "delete"])
def test_editor_publishes_and_withdraws_nothing_in_bulk(client, editor, act):
    draft, sheet = a_draft("A draft"), a_fact_sheet()
    client.post(bulk(act, draft), {"include_descendants": "on"})
    client.post(bulk(act, sheet), {"include_descendants": "on"})
    assert (status_of(draft, "en"), status_of(sheet, "en")) == ("missing", "current")


def test_editor_who_asks_the_form_to_publish_gets_a_draft(client, editor):
    draft = a_draft()
    html = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "action-publish" not in html
    assert "action-submit" in html
    assert not draft.permissions_for_user(editor).can_publish()


def test_editor_cannot_approve_what_was_submitted(client, editor):
    draft = a_draft()
    state = draft.get_workflow().start(draft, editor).current_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk]), {"comment": ""})
    state.refresh_from_db()
    assert (state.status, status_of(draft, "en")) == ("in_progress", "missing")


def test_review_takes_a_reviewer_and_then_a_publisher(client, editor):
    draft = a_draft()
    workflow = draft.get_workflow().start(draft, editor)
    for role, expected in [("Reviewer", "missing"), ("Publisher", "current")]:
        client.force_login(a_person(role))
        step = workflow.current_task_state.pk
        where = reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", step])
        client.post(where, {"comment": ""})
        workflow.refresh_from_db()
        assert status_of(draft, "en") == expected
    assert Edition.objects.get(work_id=draft.content_id).released_by == "publisher"


def test_reviewer_opens_the_editor_of_what_waits_for_review_and_of_nothing_else(client, editor):
    waiting, other = a_draft("Waiting"), a_draft("Other")
    waiting.get_workflow().start(waiting, editor)
    client.force_login(a_person("Reviewer"))
    opened = [client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code for page in (waiting, other)]
    assert opened == [200, 302]


def test_editor_cannot_delete_what_readers_once_had(client, editor):
    sheet = a_fact_sheet()
    sheet.unpublish()
    client.post(reverse("wagtailadmin_pages:delete", args=[sheet.pk]))
    client.post(bulk("delete", sheet))
    assert Work.objects.get(id=sheet.content_id).deleted_at is None


def test_editor_saves_no_publisher(client, editor):
    publisher = a_publisher()
    client.post(snippet("edit", publisher.pk), {"name": "Another name", "slug": publisher.slug})
    client.post(snippet("add"), {"name": "New", "slug": "new"})
    assert [each.name for each in Publisher.objects.all()] == ["Example Lung Charity"]
    assert Edition.objects.filter(work_id=publisher.content_id).count() == 1


def test_nobody_but_an_administrator_takes_back_a_folder_with_all_that_is_in_it(client):
    sheet = a_fact_sheet()
    client.force_login(a_person("Editor", "Publisher"))
    client.post(reverse("wagtailadmin_pages:unpublish", args=[the_folder().pk]), {"include_descendants": "on"})
    client.post(bulk("unpublish", the_folder()), {"include_descendants": "on"})
    assert status_of(sheet, "en") == "current"


def test_translator_sees_no_page_editor_and_no_pages_in_the_menu(client):
    page = a_fact_sheet(ready_in=["fr"])
    claire = a_translator(Right.TRANSLATE, Right.RELEASE)
    claire.groups.add(Group.objects.get(name="Translator"))
    client.force_login(claire)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 302
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert f"/pages/{page.pk}/edit/" not in home
    assert client.get(reverse("wagtailadmin_api:pages:listing") + "?child_of=root").json()["items"] == []


def test_editor_uploads_pictures_and_changes_only_those_of_their_own(client, editor):
    theirs = SheetImage(title="Theirs", uploaded_by_user=an_admin(), width=1, height=1)
    SheetImage.objects.bulk_create([theirs])
    assert client.get(reverse("wagtailimages:edit", args=[SheetImage.objects.get().pk])).status_code == 302


def test_roles_made_twice_are_the_same():
    before = rights()
    migration.make_roles(apps, connection.schema_editor())
    assert rights() == before
    assert Workflow.objects.count() == 1


def test_groups_of_wagtail_are_gone_with_their_review():
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted([*ROLES, "API manager"])
    assert list(GroupApprovalTask.objects.values_list("name", flat=True)) == ["Check the text", "Publish"]
    assert WorkflowPage.objects.count() == 3


def test_group_of_wagtail_that_somebody_is_in_stays_with_its_review():
    Group.objects.create(name="Moderators").user_set.add(an_admin())
    Group.objects.create(name="Editors")
    Workflow.objects.all().delete()
    migration.make_roles(apps, connection.schema_editor())
    assert Group.objects.filter(name__in=["Editors", "Moderators"]).get().name == "Moderators"
    assert Workflow.objects.count() == 0


def test_group_that_has_the_name_of_a_role_already_gets_no_rights():
    Group.objects.filter(name="Publisher").delete()
    Group.objects.create(name="Publisher")
    migration.make_roles(apps, connection.schema_editor())
    assert rights()["Publisher"] == ([], [], [])


def rights():
    """By group: its permissions, its rights on pages, its rights on pictures."""
    return {
        group.name: (
            sorted(group.permissions.values_list("codename", flat=True)),
            sorted(group.page_permissions.values_list("page__slug", "permission__codename")),
            sorted(group.collection_permissions.values_list("permission__codename", flat=True)),
        )
        for group in Group.objects.all()
    }


def test_permissions_are_made_once():
    names = list(Permission.objects.values_list("content_type__app_label", "content_type__model", "codename"))
    assert len(names) == len(set(names))


def test_publisher_withholds_a_language_and_the_editor_does_not(client, editor):
    page = a_fact_sheet(ready_in=["fr"])
    where = reverse("factsheets_languages", args=[page.content_id])
    client.post(where, {"act": "withhold", "language": "fr", "reason": "Because."})
    assert status_of(page, "fr") == "current"
    client.force_login(a_person("Publisher"))
    client.post(where, {"act": "withhold", "language": "fr", "reason": "Because."})
    assert Publication.objects.get(work_id=page.content_id, language="fr").held_reason == "Because."
