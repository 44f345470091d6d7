"""What deleting and unpublishing do is said before they are done, and refused where something holds on."""

import pytest
from django.urls import reverse

from editions.models import Work
from factsheets.models import FaqEntry, Publisher, Term, Topic

from .builders import a_draft, a_fact_sheet, a_publisher, an_admin, publish, status_of
from .neighbours import a_question, a_sheet_with, a_term, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(an_admin())
    return client


def said(response):
    return " ".join(map(str, response.context["messages"]))


def page_act(act, page):
    return reverse(f"wagtailadmin_pages:{act}", args=[page.pk])


def snippet_act(act, row):
    return reverse(row.snippet_viewset.get_url_name(act), args=[row.pk])


def test_unpublishing_a_question_names_the_sheets_that_lose_it(admin):
    question = a_question()
    a_sheet_with(question, "Asthma inhalers")
    text = said(admin.get(page_act("unpublish", question)))
    assert "Readers lose “\u2068Does it hurt?\u2069” in every language, until it is published again." in text
    assert "These are released again without it:" in text
    assert "Asthma inhalers" in text


def test_question_that_a_sheet_includes_is_not_deleted_and_the_sheet_is_named(admin):
    question = a_question()
    a_sheet_with(question)
    for response in (
        admin.get(page_act("delete", question), follow=True),
        admin.post(page_act("delete", question), follow=True),
    ):
        assert "cannot be deleted while these hold on to it" in said(response)
        assert "Asthma inhalers" in said(response)
    assert FaqEntry.objects.filter(pk=question.pk).exists()


def test_question_that_nothing_includes_is_deleted_after_a_word(admin):
    question = a_question()
    assert "Nothing else can ever have its address." in said(admin.get(page_act("delete", question)))
    admin.post(page_act("delete", question))
    assert status_of(question, "en") == "withdrawn"


def test_question_that_is_included_is_not_deleted_in_bulk_either(admin):
    question = a_question()
    a_sheet_with(question)
    where = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    admin.post(f"{where}?id={question.pk}&next=/admin/")
    assert FaqEntry.objects.exists()


def test_publisher_of_a_draft_is_not_deleted_and_the_draft_is_named(admin):
    a_draft("Half written")
    response = admin.post(snippet_act("delete", a_publisher()), follow=True)
    assert "Half written" in said(response)
    assert Publisher.objects.exists()


def test_bulk_deletion_of_publishers_is_refused_in_words(admin):
    a_draft("Half written")
    where = reverse("wagtail_bulk_action", args=["factsheets", "publisher", "delete"])
    response = admin.post(f"{where}?id={a_publisher().pk}&next=/admin/", follow=True)
    assert "Half written" in said(response)
    assert Publisher.objects.exists()


def test_deleting_a_topic_names_what_is_no_longer_found_under_it(admin):
    topic = a_topic()
    publish(a_draft(topics=[topic]))
    text = said(admin.get(snippet_act("delete", topic)))
    assert "Readers no longer find these under it:" in text
    assert "Asthma inhalers" in text
    admin.post(snippet_act("delete", topic))
    assert not Topic.objects.exists()
    assert Work.objects.get(id=topic.content_id).deleted_at


def test_deleting_a_term_names_the_texts_that_lose_its_explanation(admin):
    term = a_term()
    publish(a_draft(paragraphs=[f'The <dfn data-term="{term.content_id}">bronchus</dfn>.']))
    text = said(admin.get(snippet_act("delete", term)))
    assert "These keep the word and lose its explanation:" in text
    admin.post(snippet_act("delete", term))
    assert not Term.objects.exists()


def test_titles_in_the_warning_are_text_and_never_markup(admin):
    topic = a_topic()
    publish(a_draft("<script>alert(1)</script>", topics=[topic], slug="harmless"))
    html = admin.get(snippet_act("delete", topic)).content.decode()
    assert "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>" in html
    assert "<script>alert" not in html


def test_deleting_a_draft_that_readers_never_had_needs_no_word(admin):
    assert said(admin.get(page_act("delete", a_draft()))) == ""


def test_deleting_a_sheet_says_that_its_address_is_gone_for_ever(admin):
    assert "Nothing else can ever have its address." in said(admin.get(page_act("delete", a_fact_sheet())))
