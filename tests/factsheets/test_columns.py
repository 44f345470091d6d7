"""A page save, a publication and a revert touch the columns of the source language and no other."""

import json
import threading

import pytest
from django.db import connection
from django.utils import translation
from wagtail.models import ReferenceIndex

from factsheets.models import FactSheet

from .builders import (
    a_body,
    a_draft,
    a_fact_sheet,
    publish,
    reloaded,
    rewrite,
    the_folder,
    translate,
    translate_and_release,
)

pytestmark = pytest.mark.django_db


def test_publishing_an_older_draft_keeps_french_that_was_saved_meanwhile():
    page = a_fact_sheet()
    page.headline_en = "Inhalers"
    revision = page.save_revision()
    translate(page, "fr")
    revision.publish()
    assert reloaded(page).headline_fr == "[fr] Asthma inhalers"


def test_stale_page_object_saved_after_a_translator_keeps_the_translation():
    page = a_fact_sheet()
    stale = reloaded(page)
    translate(page, "fr")
    stale.title = "Inhalers, working title"
    stale.save()
    assert reloaded(page).headline_fr == "[fr] Asthma inhalers"


@pytest.mark.django_db(transaction=True)
def test_page_loaded_before_another_connection_stored_a_translation_saves_only_its_own_columns():
    page = a_fact_sheet()
    stale = reloaded(page)
    translator = threading.Thread(target=translate_in_another_connection, args=[page])
    translator.start()
    translator.join(timeout=30)
    stale.headline_en = "Inhalers"
    stale.save()
    assert (reloaded(page).headline_en, reloaded(page).headline_fr) == ("Inhalers", "[fr] Asthma inhalers")


def translate_in_another_connection(page):
    try:
        translate(page, "fr")
    finally:
        connection.close()


def test_reverting_english_keeps_french():
    page = a_fact_sheet()
    first = page.latest_revision
    page = rewrite(page, "Shake", "Always shake")
    translate(page, "fr")
    first.as_object().save_revision().publish()
    assert reloaded(page).headline_fr == "[fr] Asthma inhalers"
    assert "Always shake" in json.dumps(list(reloaded(page).body_fr.get_prep_value()))
    assert "Always shake" not in json.dumps(list(reloaded(page).body_en.get_prep_value()))


@pytest.mark.parametrize("interface", ["fr", "ar", "cy"])
def test_publishing_under_another_interface_language_changes_english(interface):
    page = a_fact_sheet(ready_in=["fr", "ar"])
    with translation.override(interface):
        publish(page, headline_en="Inhalers", change_kind="content")
    page = reloaded(page)
    assert (page.headline_en, page.headline_fr, page.headline_ar) == (
        "Inhalers",
        "[fr] Asthma inhalers",
        "[ar] Asthma inhalers",
    )


@pytest.mark.parametrize("interface", ["en", "fr", "ar"])
def test_revision_holds_the_source_language_only(interface):
    page = a_fact_sheet(ready_in=["fr"])
    with translation.override(interface):
        content = reloaded(page).save_revision().content
    assert [name for name in content if name.startswith("headline")] == ["headline_en"]


@pytest.mark.parametrize("interface", ["en", "fr", "pl"])
def test_revision_older_than_a_language_leaks_nothing_into_it(interface):
    page = a_fact_sheet()
    old = page.latest_revision
    old.content |= {"headline": "English, bare", "headline_pl": "English posing as Polish"}
    with translation.override(interface):
        restored = old.as_object()
    assert restored.headline_pl in (None, "")
    assert restored.headline_en == "Asthma inhalers"


def test_translated_field_read_bare_never_falls_back_to_english():
    page = a_fact_sheet()
    with translation.override("fr"):
        assert not reloaded(page).headline


def test_empty_language_does_not_keep_a_page_from_being_valid():
    a_draft().full_clean()


def test_columns_to_load_name_one_language(django_assert_num_queries):
    a_fact_sheet(ready_in=["fr"])
    with django_assert_num_queries(1):
        page = FactSheet.objects.only(*FactSheet.columns_to_load("fr")).get()
        assert page.headline_fr == "[fr] Asthma inhalers"
    assert {f"{field}_en" for field in FactSheet.translated_fields} <= page.get_deferred_fields()


def test_saving_a_page_that_was_loaded_in_part_keeps_the_rest():
    a_fact_sheet(ready_in=["fr"])
    page = FactSheet.objects.only(*FactSheet.columns_to_load("fr")).get()
    page.title = "New working title"
    page.save(clean=False)
    assert reloaded(page).headline_en == "Asthma inhalers"


def test_column_of_a_translation_mirrors_the_new_structure_of_the_source():
    page = a_fact_sheet(ready_in=["fr"])
    body = list(page.body_en.get_prep_value())
    body += a_body("Rinse your mouth.", heading="Afterwards")
    publish(page, body_en=json.dumps(body), change_kind="content")
    sections = reloaded(page).body_fr
    assert [section.value["heading"] for section in sections] == ["[fr] How to use it", ""]


def test_page_of_another_source_language_saves_that_language(settings):
    page = a_draft("Anadlyddion", language="cy")
    page.headline_cy = "Anadlyddion asthma"
    page.headline_en = "not ours to write"
    page.save()
    assert (reloaded(page).headline_cy, reloaded(page).headline_en) == ("Anadlyddion asthma", None)


@pytest.mark.parametrize("interface", ["en", "fr"])
def test_bare_fields_add_nothing_to_the_reference_index(interface):
    page = a_draft(paragraphs=[f'See <a linktype="page" id="{the_folder().pk}">there</a>.'])
    with translation.override(interface):
        ReferenceIndex.create_or_update_for_object(reloaded(page))
    links = ReferenceIndex.objects.filter(object_id=page.pk, to_object_id=the_folder().pk)
    assert [link.model_path.partition(".")[0] for link in links] == ["body_en"]


def test_release_after_many_saves_still_has_every_language():
    page = a_fact_sheet()
    translate_and_release(page, "fr")
    for number in range(3):
        page = publish(page, headline_en=f"Inhalers {number}", change_kind="editorial")
    assert reloaded(page).headline_fr == "[fr] Asthma inhalers"
