"""Sheets with everything around them: questions, references, terms, topics, written and published as editors do."""

import json
import uuid

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset

from editions.bibliography.csl import Name
from editions.content import Sheet
from editions.models import Edition, Inclusion, Publication
from editions.releases import NeighboursMissing
from factsheets.columns import column
from factsheets.models import IncludedFaq, Reference, ReferenceIndex, Term, Topic
from factsheets.people import as_lines, from_lines
from factsheets.readiness import NotReady
from factsheets.snapshots import snapshot

from .builders import (
    a_body,
    a_draft,
    a_fact_sheet,
    a_publisher,
    a_question,
    a_reference,
    an_admin,
    cite,
    including,
    publish,
    reloaded,
    translate_and_release,
)
from .test_editor import PUBLISH, edit

pytestmark = pytest.mark.django_db


def the_edition(page, language="en"):
    return Edition.objects.in_language_of(page.content_id, language).last()


def test_sheet_freezes_the_words_of_its_questions_references_and_terms():
    reference = a_reference(container_title="Ohio Med", volume="49", page="877-84", note_en="An early book.")
    term = Term.objects.create(slug="ligament", term_en="ligament", definition_en="A band that ties bones together.")
    text = f'A <dfn data-term="{term.content_id}">ligament</dfn> can be weak.{cite(reference)}'
    sheet = including(a_draft(paragraphs=[text]), a_question())
    content = the_edition(sheet).value()
    assert isinstance(content, Sheet)
    assert [faq.question for faq in content.included.faqs] == ["Does it hurt?"]
    assert [(each.csl.title, each.note) for each in content.included.references] == [
        ("Joint stabilization", "An early book.")
    ]
    assert [each.definition for each in content.included.terms] == ["A band that ties bones together."]
    assert content.included.publisher.name == "Example Lung Charity"


def test_question_that_is_not_released_in_the_language_blocks_the_translation():
    sheet = including(a_draft(), a_question())
    with pytest.raises(NeighboursMissing, match="Does it hurt"):
        translate_and_release(sheet, "fr")


def test_optional_question_is_left_out_and_named_where_it_is_not_translated():
    question = a_question()
    sheet = including(a_draft(), question, optional=True)
    translate_and_release(sheet, "fr")
    content = the_edition(sheet, "fr").value()
    assert content.included.faqs == ()
    assert [each.id for each in content.included.left_out] == [question.content_id]


def test_question_is_translated_by_itself_and_then_stands_in_the_translated_sheet():
    question = a_question()
    translate_and_release(question, "fr")
    sheet = including(a_draft(), question)
    translate_and_release(sheet, "fr")
    assert the_edition(sheet, "fr").value().included.faqs[0].question == "[fr] Does it hurt?"


def test_reference_without_a_note_stands_in_every_language_untranslated():
    reference = a_reference()
    sheet = publish(a_draft(paragraphs=[f"It is old.{cite(reference)}"]))
    translate_and_release(sheet, "fr")
    assert the_edition(sheet, "fr").value().included.references[0].csl.title == "Joint stabilization"


def test_publishers_disclaimer_must_be_translated_before_a_sheet_is():
    publisher = a_publisher()
    publisher.disclaimer_en = "Ask your own doctor."
    publisher.save()
    sheet = a_fact_sheet()
    with pytest.raises(NeighboursMissing, match="Example Lung Charity"):
        translate_and_release(sheet, "fr")
    translate_and_release(publisher, "fr")
    translate_and_release(sheet, "fr")
    assert the_edition(sheet, "fr").value().included.publisher.disclaimer == "[fr] Ask your own doctor."


def test_topics_are_named_and_not_frozen():
    topic = Topic.objects.create(slug="injections", name_en="Injections")
    sheet = a_draft()
    sheet.topics = [topic]
    sheet.save()
    publish(sheet)
    assert the_edition(sheet).value().topics == (topic.content_id,)
    assert Inclusion.objects.get(role="topic").work_id == topic.content_id
    assert Publication.objects.get(type="topic").title == "Injections"


def test_copy_of_a_sheet_has_its_questions_and_topics():
    topic = Topic.objects.create(slug="injections", name_en="Injections")
    sheet = a_draft()
    sheet.topics = [topic]
    sheet.save()
    sheet = including(sheet, a_question())
    copy = sheet.copy(update_attrs={"title": "Copy", "slug": "copy"}, user=an_admin())
    content = snapshot(reloaded(copy), "en")
    assert (len(content.faqs), content.topics) == (1, (topic.content_id,))


def test_question_chosen_in_the_form_is_published_with_the_sheet_once(client):
    client.force_login(an_admin())
    sheet, question = a_fact_sheet(), a_question()
    places = inline_formset([{"faq": str(question.pk), "optional": "", "ORDER": "1"}])
    response = edit(client, sheet, **PUBLISH, included_faqs=places, change_kind="content")
    assert response.status_code == 302, response.context["form"].errors
    assert [each.id for each in the_edition(sheet).value().faqs] == [question.content_id]
    assert IncludedFaq.objects.count() == 1


def test_form_says_which_question_readers_do_not_get(client):
    client.force_login(an_admin())
    sheet, question = a_fact_sheet(), a_question()
    question.unpublish()
    places = inline_formset([{"faq": str(question.pk), "optional": "", "ORDER": "1"}])
    response = edit(client, sheet, **PUBLISH, included_faqs=places, change_kind="content")
    assert response.status_code == 200
    assert "Does it hurt?" in str(response.context["form"].errors) + str(response.context["form"].non_field_errors())


def test_every_kind_of_block_survives_the_way_to_an_edition_and_back():
    blocks = [
        ("quote", {"paragraphs": [_item("<p>It helped.</p>")], "attribution": "Ann"}),
        ("key_facts", {"title": "", "facts": [_item({"label": "Sessions", "text": "<p>three</p>"})]}),
        ("evidence", {"title": "", "known": [_item("<p>old</p>")], "unknown": [_item("<p>why</p>")]}),
        ("table", {"caption": "Weeks", "row_headings": True, "cells": _cells([["one", "rest"], ["two", "walk"]])}),
    ]
    body = a_body()
    body[0]["value"]["content"] = [{"type": t, "id": str(uuid.uuid4()), "value": value} for t, value in blocks]
    sheet = publish(a_draft(body_en=json.dumps(body)))
    content = the_edition(sheet).value()
    assert [block.type for block in content.sections[0].blocks] == [name for name, _value in blocks]
    translate_and_release(sheet, "fr")
    assert snapshot(reloaded(sheet), "fr").sections[0].blocks[3].rows[1].cells[1] == ("[fr] walk",)


def _item(value):
    return {"type": "item", "id": str(uuid.uuid4()), "value": value}


def _cells(rows):
    columns = [{"id": str(uuid.uuid4()), "type": "text", "heading": heading} for heading in ("Week", "Do")]
    values = [{"id": str(uuid.uuid4()), "values": [f"<p>{cell}</p>" for cell in row]} for row in rows]
    return {"columns": columns, "rows": values}


def test_reference_is_called_by_its_author_year_and_title():
    assert a_reference().title == "Hackett 1953: Joint stabilization"


def test_reference_without_a_title_is_not_published(client):
    client.force_login(an_admin())
    reference = Reference(authors="Hackett GS", year=1953, live=False, title="Untitled")
    ReferenceIndex.objects.get().add_child(instance=reference)
    address = reverse("wagtailadmin_pages:edit", args=[reference.pk])
    assert client.get(address).status_code == 200
    with pytest.raises(NotReady, match="title of the work"):
        publish(reference)


def test_form_of_a_question_shows_its_own_language_only(client):
    client.force_login(an_admin())
    html = client.get(reverse("wagtailadmin_pages:edit", args=[a_question().pk])).content.decode()
    assert column("question", "en") in html
    assert column("question", "fr") not in html


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Hackett, George", Name(family="Hackett", given="George")),
        ("Hackett GS", Name(family="Hackett", given="GS")),
        ("حداد، ليلى", Name(family="حداد", given="ليلى")),
        ("«Example Charity, London»", Name(literal="Example Charity, London")),
        ("World Health Organization", Name(literal="World Health Organization")),
    ],
)
def test_author_is_read_as_an_editor_would_type_it(line, name):
    assert from_lines(line) == (name,)
    assert from_lines(as_lines([name])) == (name,)


def test_page_has_no_address_of_its_own_for_the_admin_to_lead_to(client):
    client.force_login(an_admin())
    sheet = a_fact_sheet()
    assert sheet.url is None
    html = client.get(reverse("wagtailadmin_pages:edit", args=[sheet.pk])).content.decode()
    assert "View live" not in html
