"""References: where they are used, that they are not taken away under a citation, and what a retraction sets going."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from editions import dependents
from editions.bibliography.csl import Name
from factsheets.models import Reference, ReviewTask
from factsheets.models.review_tasks import open_tasks
from factsheets.people import as_lines, from_lines
from factsheets.references.citing import StillCited, uses_of
from factsheets.references.reviewing import described, finish

from .builders import a_draft, a_fact_sheet, an_admin, publish, reloaded, rewrite
from .reference_builders import a_question, a_reference, a_reference_draft, cite, include, is_public, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(an_admin())
    return client


def a_sheet_citing(reference, title="Asthma inhalers", **fields):
    return a_fact_sheet(title, paragraphs=[f"Shake it.{cite(reference)}"], **fields)


def said(response):
    return " ".join(map(str, response.context["messages"]))


# Where it is used


def test_use_names_content_and_languages_that_readers_get():
    reference = a_reference()
    a_sheet_citing(reference, ready_in=["fr"])
    (use,) = uses_of(reference.content_id)
    assert (use.title, use.languages, use.in_draft) == ("Asthma inhalers", ["en", "fr"], True)


def test_draft_that_cites_is_a_use_that_readers_do_not_get():
    reference = a_reference()
    page = a_draft(paragraphs=[f"Shake it.{cite(reference)}"])
    (use,) = uses_of(reference.content_id)
    assert (use.page_id, use.languages, use.in_draft) == (page.pk, [], True)


def test_citation_removed_in_the_draft_only_is_still_one_for_readers():
    reference = a_reference()
    page = a_sheet_citing(reference)
    draft = reloaded(page)
    draft.body_en = "[]"
    draft.save_revision(clean=False)
    (use,) = uses_of(reference.content_id)
    assert (use.languages, use.in_draft) == (["en"], False)


def test_question_and_the_sheet_that_includes_it_both_use_the_reference():
    reference = a_reference()
    question = a_question(answer=f"A little.{cite(reference)}")
    sheet = a_draft()
    include(sheet, question)
    publish(sheet)
    assert {(use.title, use.in_draft) for use in uses_of(reference.content_id)} == {
        ("Does it hurt?", True),
        ("Asthma inhalers", False),
    }


def test_uses_cost_the_same_number_of_queries_however_many_there_are(django_assert_num_queries):
    reference = a_reference()
    for title in ("Asthma inhalers", "Peak flow", "Spacers"):
        a_sheet_citing(reference, title)
    with django_assert_num_queries(3):
        assert len(uses_of(reference.content_id)) == 3


def test_page_used_in_shows_it(editor):
    reference = a_reference()
    a_sheet_citing(reference)
    html = editor.get(reverse("wagtailadmin_pages:usage", args=[reference.pk])).content.decode()
    assert "Asthma inhalers" in html
    assert "cannot be unpublished or deleted" in html


# Not taken away


def test_cited_reference_is_not_deleted_by_any_call():
    reference = a_reference()
    a_sheet_citing(reference)
    with pytest.raises(StillCited, match="“Asthma inhalers” \\(English\\)"):
        reference.delete(user=an_admin())
    with pytest.raises(StillCited), transaction.atomic():
        Reference.objects.filter(pk=reference.pk).delete()
    assert is_public(reference)


def test_cited_reference_is_not_unpublished_by_any_call():
    reference = a_reference()
    a_sheet_citing(reference)
    with pytest.raises(StillCited):
        reference.unpublish()
    assert is_public(reference)
    assert Reference.objects.get().live


def test_folder_with_a_cited_reference_is_not_deleted():
    reference = a_reference()
    a_sheet_citing(reference)
    with pytest.raises(StillCited):
        reference.get_parent().delete()
    assert is_public(reference)


def test_reference_that_expires_stays_while_it_is_cited():
    reference = a_reference()
    a_sheet_citing(reference)
    Reference.objects.update(expire_at=timezone.now())
    with pytest.raises(CommandError, match="is cited by"):
        call_command("publish_scheduled")
    assert is_public(reference)


@pytest.mark.parametrize("act", ["delete", "unpublish"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_admin_refuses_in_words_naming_what_cites_it(editor, act, method):
    reference = a_reference()
    a_sheet_citing(reference)
    response = getattr(editor, method)(reverse(f"wagtailadmin_pages:{act}", args=[reference.pk]), follow=True)
    assert "Nothing was changed: the reference is cited by “Asthma inhalers”" in said(response)
    assert is_public(reference)


@pytest.mark.parametrize("act", ["delete", "unpublish"])
def test_bulk_action_refuses_in_words(editor, act):
    reference = a_reference()
    a_sheet_citing(reference)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act]) + f"?id={reference.pk}&next=/admin/"
    response = editor.post(address, {"include_descendants": ""}, follow=True)
    assert "is cited by “Asthma inhalers”" in said(response)
    assert is_public(reference)


def test_refusal_names_ten_and_counts_the_others():
    reference = a_reference()
    for number in range(12):
        a_sheet_citing(reference, f"Sheet {number}")
    with pytest.raises(StillCited, match="and 2 others"):
        reference.delete()


def test_reference_that_only_a_draft_cites_can_go():
    reference = a_reference()
    a_draft(paragraphs=[f"Shake it.{cite(reference)}"])
    reference.delete()
    assert not Reference.objects.exists()


def test_reference_can_go_once_nothing_public_cites_it():
    reference = a_reference()
    page = a_sheet_citing(reference)
    rewrite(page, cite(reference).replace('"', '\\"'), "", kind="editorial")
    reference.unpublish()
    assert not is_public(reference)


def test_reference_can_go_after_the_sheet_was_withdrawn():
    reference = a_reference()
    a_sheet_citing(reference).unpublish()
    reference.delete()
    assert not Reference.objects.exists()


# Retracted and superseded


def test_retraction_asks_for_a_review_once_for_each_content_whatever_its_languages():
    reference = a_reference()
    sheet = a_sheet_citing(reference, ready_in=["fr"])
    published(reference, standing="retracted", change_kind="content")
    (task,) = open_tasks()
    assert (task.content_id, task.cause_id, task.reason) == (sheet.content_id, reference.content_id, "retracted")
    (shown,) = described(open_tasks())
    assert shown.title == "Asthma inhalers"
    assert shown.message == "“Joint stabilization”, which it cites, has been retracted."


def test_draft_of_a_retraction_asks_for_nothing():
    reference = a_reference()
    a_sheet_citing(reference)
    reference.standing = "retracted"
    reference.save_revision()
    assert not open_tasks()


def test_superseded_names_the_newer_one():
    reference, newer = a_reference(), a_reference("Joint stabilization, revisited", year=1999)
    a_sheet_citing(reference)
    published(reference, standing="superseded", superseded_by=newer, change_kind="content")
    (shown,) = described(open_tasks())
    assert "is superseded by “Joint stabilization, revisited”" in shown.message


def test_sheet_that_cites_through_a_question_is_to_be_read_again_too():
    reference = a_reference()
    question = a_question(answer=f"A little.{cite(reference)}")
    sheet = a_draft()
    include(sheet, question)
    publish(sheet)
    published(reference, standing="retracted", change_kind="content")
    assert {task.content_id for task in open_tasks()} == {question.content_id, sheet.content_id}


def test_task_is_closed_by_somebody_and_only_once():
    reference = a_reference()
    a_sheet_citing(reference)
    published(reference, standing="retracted", change_kind="content")
    task = open_tasks().get()
    assert finish(task, by="amal")
    assert not finish(task, by="claire")
    assert ReviewTask.objects.get().done_by == "amal"
    assert not open_tasks()


def test_task_is_closed_when_a_new_edition_no_longer_cites_it():
    reference = a_reference()
    page = a_sheet_citing(reference)
    published(reference, standing="retracted", change_kind="content")
    rewrite(page, cite(reference).replace('"', '\\"'), "", kind="content")
    assert ReviewTask.objects.get().done_at
    assert not open_tasks()


def test_task_stays_open_when_the_sheet_is_released_again_only_because_the_reference_changed():
    reference = a_reference()
    a_sheet_citing(reference)
    published(reference, standing="retracted", change_kind="content")
    dependents.release_all()
    assert open_tasks().count() == 1


def test_task_of_a_withdrawn_sheet_is_nobodys():
    reference = a_reference()
    page = a_sheet_citing(reference)
    published(reference, standing="retracted", change_kind="content")
    page.unpublish()
    assert not open_tasks()


def test_rehabilitated_reference_closes_its_tasks_and_a_second_retraction_opens_them_again():
    reference = a_reference()
    a_sheet_citing(reference)
    reference = published(reference, standing="retracted", change_kind="content")
    finish(open_tasks().get(), by="amal")
    reference = published(reference, standing="", change_kind="content")
    published(reference, standing="retracted", change_kind="content")
    assert open_tasks().count() == 1
    assert ReviewTask.objects.count() == 2


def test_other_correction_of_a_retracted_reference_opens_nothing_again():
    reference = a_reference()
    a_sheet_citing(reference)
    reference = published(reference, standing="retracted", change_kind="content")
    finish(open_tasks().get(), by="amal")
    published(reference, volume="49", change_kind="editorial")
    assert not open_tasks()


def test_tasks_are_described_by_a_fixed_number_of_queries(django_assert_max_num_queries):
    reference = a_reference()
    for number in range(5):
        a_sheet_citing(reference, f"Sheet {number}")
    published(reference, standing="retracted", change_kind="content")
    with django_assert_max_num_queries(8):
        assert len(described(open_tasks())) == 5


def test_button_reviewed_is_for_people_who_may_publish(editor, client, django_user_model):
    reference = a_reference()
    page = a_sheet_citing(reference)
    published(reference, standing="retracted", change_kind="content")
    address = reverse("factsheets_reviewed", args=[open_tasks().get().pk])
    assert "does what it says still stand" in editor.get(address).content.decode()
    client.force_login(django_user_model.objects.create_user("nobody"))
    assert client.post(address).status_code in (302, 403)
    assert open_tasks().exists()
    client.force_login(an_admin())
    assert client.post(address).url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not open_tasks()


# The form


def test_doi_given_as_an_address_is_made_a_doi():
    page = a_reference_draft(doi="https://doi.org/10.1136/bjsm.2008.042044", pmid="PMID: 19528028")
    page.full_clean()
    assert (page.doi, page.pmid) == ("10.1136/bjsm.2008.042044", "19528028")


def test_draft_with_a_wrong_doi_can_be_saved_and_is_not_published():
    page = a_reference_draft(doi="see the journal")
    page.full_clean()
    with pytest.raises(Exception, match="This is not a DOI"):
        page.save_revision().publish()


@pytest.mark.parametrize(
    "name",
    [
        Name("Hackett", "George S."),
        Name("Cusi", "M"),
        Name("王", "小明"),
        Name("Madonna"),
        Name(literal="Example Pain Charity"),
        Name(literal="Example Charity, London"),
        Name(literal="Arthritis UK"),
        Name(literal="et al."),
    ],
)
def test_author_is_read_from_the_form_as_it_was_written_into_it(name):
    assert from_lines(as_lines([name])) == (name,)
