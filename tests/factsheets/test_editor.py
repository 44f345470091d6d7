"""The page editor: one language, plain words, and nothing lost when something is wrong."""

import json

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile

from editions.models import Edition
from factsheets.models import FactSheet, Publisher
from factsheets.panels import sheet_tabs

from .builders import (
    a_draft,
    a_fact_sheet,
    a_publisher,
    an_admin,
    reloaded,
    status_of,
    the_folder,
    translate,
    versions_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(an_admin())
    return client


def a_form(*, language="en", text="Shake the inhaler.", **fields):
    """What the browser posts for a sheet with one paragraph."""
    body = streamfield(
        [
            (
                "section",
                {
                    "kind": "procedure",
                    "heading": "How to use it",
                    "content": streamfield([("paragraph", rich_text(f"<p>{text}</p>", features=["bold", "ltr"]))]),
                },
            )
        ]
    )
    return nested_form_data(
        {
            "title": "Asthma inhalers",
            "slug": "asthma-inhalers",
            f"headline_{language}": "Asthma inhalers",
            f"alternative_titles_{language}": "",
            f"summary_{language}": "",
            f"body_{language}": body,
            f"links_{language}": streamfield([]),
            f"reviewers_{language}": streamfield([]),
            f"disclaimer_{language}": "",
            "license": "",
            "included_faqs": inline_formset([]),
            "publisher": str(a_publisher().pk),
            "last_reviewed": "2026-03-01",
            "next_review": "2029-03-01",
            "change_note": "",
            "comments": inline_formset([]),
        }
        | fields
    )


def create(editor, **form):
    address = reverse("wagtailadmin_pages:add", args=["factsheets", "factsheet", the_folder().pk])
    return editor.post(address, a_form(**form))


def edit(editor, page, **form):
    return editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), a_form(**form))


def open_editor(editor, page):
    return editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def errors_of(response):
    form = response.context["form"]
    return {name: [str(e) for e in found] for name, found in form.errors.items()}


PUBLISH = {"action-publish": "1"}


def test_new_sheet_is_saved_as_a_draft_and_not_released(editor):
    create(editor)
    assert not FactSheet.objects.get().live
    assert not Edition.objects.filter(work__type="factsheet").exists()


def test_new_sheet_can_be_published_without_saying_what_the_change_does(editor):
    response = create(editor, **PUBLISH)
    assert response.status_code == 302
    assert versions_of(FactSheet.objects.get()) == [1]


def test_empty_sheet_can_be_saved_as_a_draft(editor):
    response = create(editor, headline_en="", body_en=streamfield([]), publisher="", next_review="")
    assert response.status_code == 302


def test_unfinished_sheet_is_not_published_and_each_field_says_what_to_do(editor):
    page = a_draft()
    response = edit(editor, page, headline_en="", publisher="", next_review="", **PUBLISH)
    assert errors_of(response) == {
        "headline_en": ["Give the sheet a headline."],
        "publisher": ["Choose who publishes this text."],
        "next_review": ["Say when the text is due for review."],
    }
    assert not Edition.objects.filter(work__type="factsheet").exists()


def test_publishing_a_change_without_saying_what_it_does_is_refused(editor):
    page = a_fact_sheet()
    response = edit(editor, page, **PUBLISH)
    assert "change_kind" in errors_of(response)
    assert versions_of(page) == [1]


def test_no_kind_is_chosen_beforehand(editor):
    choices = open_editor(editor, a_fact_sheet()).context["form"].fields["change_kind"].choices
    assert [value for value, _label in choices] == ["editorial", "content", "safety"]
    assert b'name="change_kind" value="content" checked' not in open_editor(editor, FactSheet.objects.get()).content


@pytest.mark.parametrize(
    ("kind", "french"), [("editorial", "current"), ("content", "outdated"), ("safety", "withheld")]
)
def test_publishing_in_the_admin_gives_the_translation_the_status_of_the_rule(editor, kind, french):
    page = a_fact_sheet(ready_in=["fr"])
    edit(editor, page, change_kind=kind, change_note="Shorter.", **PUBLISH)
    assert (versions_of(page), status_of(page, "fr")) == ([1, 2], french)


def test_form_holds_the_source_language_only(editor):
    fields = open_editor(editor, a_fact_sheet(ready_in=["fr"])).context["form"].fields
    assert [name for name in fields if name.startswith(("headline", "body"))] == ["headline_en", "body_en"]


def test_sheet_written_in_welsh_shows_welsh_fields_and_publishes_welsh(editor, settings, welsh_form):
    page = a_draft("Anadlyddion asthma", language="cy")
    assert "headline_cy" in open_editor(editor, page).context["form"].fields
    edit(editor, page, language="cy", slug="anadlyddion", **PUBLISH)
    assert versions_of(page, "cy") == [1]


@pytest.fixture
def welsh_form(settings, monkeypatch):
    """The tabs are made when the class is; make them again for two source languages."""
    settings.SOURCE_LANGUAGES = ("en", "cy")
    monkeypatch.setattr(FactSheet, "edit_handler", sheet_tabs())
    FactSheet.get_edit_handler.cache_clear()
    yield
    FactSheet.get_edit_handler.cache_clear()


def test_new_sheet_asks_for_its_language_where_there_is_a_choice(editor, settings):
    settings.SOURCE_LANGUAGES = ("en", "cy")
    address = reverse("wagtailadmin_pages:add", args=["factsheets", "factsheet", the_folder().pk])
    assert b"Language you will write in" in editor.get(address).content
    editor.post(address, {"title": "Anadlyddion", "language": "cy"})
    assert FactSheet.objects.get().source_language == "cy"


def test_text_field_that_does_not_arrive_is_an_error_and_not_a_crash(editor):
    page = a_fact_sheet()
    form = {name: value for name, value in a_form().items() if not name.startswith("body_en")}
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert "did not arrive" in str(errors_of(response))
    assert reloaded(page).latest_revision == page.latest_revision


@pytest.mark.parametrize("interface", ["fr", "ar"])
def test_publishing_in_a_french_or_arabic_admin_changes_english(editor, interface):
    page = a_fact_sheet(ready_in=["fr", "ar"])
    UserProfile.objects.create(user=an_admin(), preferred_language=interface)
    edit(editor, page, headline_en="Inhalers", change_kind="content", **PUBLISH)
    page = reloaded(page)
    assert (page.headline_en, page.headline_fr, page.headline_ar) == (
        "Inhalers",
        "[fr] Asthma inhalers",
        "[ar] Asthma inhalers",
    )


def test_draft_saved_in_a_form_older_than_a_translation_keeps_the_translation(editor):
    page = a_fact_sheet()
    open_editor(editor, page)
    translate(page, "fr")
    edit(editor, page, change_kind="editorial", **PUBLISH)
    assert reloaded(page).headline_fr == "[fr] Asthma inhalers"


def test_autosave_answers_in_json_and_releases_nothing(editor):
    page = a_fact_sheet()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = editor.post(address, a_form(), headers={"accept": "application/json"})
    assert response.json()["success"] is True
    assert versions_of(page) == [1]


def test_pasted_paragraphs_are_split_when_the_form_is_saved(editor):
    page = a_draft()
    edit(editor, page, text="One.</p><p>Two.")
    content = reloaded(page).body_en[0].value["content"]
    assert [block.value.source.count("<p") for block in content] == [1, 1]


def test_link_to_another_page_does_not_survive_the_editor(editor):
    page = a_draft()
    body = json.loads(rich_text("<p>See there.</p>"))
    body["entityMap"] = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"id": page.pk, "url": "/x/"}}}
    body["blocks"][0]["entityRanges"] = [{"offset": 0, "length": 3, "key": 0}]
    form = a_form()
    name = next(name for name in form if name.endswith("content-0-value"))
    form[name] = json.dumps(body)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert editor.post(address, form | PUBLISH).status_code == 302
    assert "<a" not in str(reloaded(page).body_en)


def test_preview_shows_the_draft_and_escapes_what_is_in_it(editor):
    page = a_draft(title="Asthma <script>alert(1)</script>")
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    editor.post(address, a_form(headline_en="<script>alert(2)</script>"))
    html = editor.get(address).content.decode()
    assert "<script>alert" not in html
    assert "<h2>How to use it</h2>" in html


def test_compare_shows_what_changed(editor):
    page = a_fact_sheet()
    first = page.latest_revision
    edit(editor, page, text="Shake it well.")
    second = reloaded(page).latest_revision
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, second.pk])
    assert b"well" in editor.get(address).content


def test_copy_form_offers_neither_publishing_nor_an_alias(editor):
    page = a_fact_sheet()
    form = editor.get(reverse("wagtailadmin_pages:copy", args=[page.pk])).context["form"]
    assert {"publish_copies", "alias"}.isdisjoint(form.fields)


def test_copy_with_the_slug_of_a_released_sheet_is_refused_in_the_form(editor):
    page = a_fact_sheet()
    page.delete()
    other = a_fact_sheet("Spacers")
    answer = editor.post(
        reverse("wagtailadmin_pages:copy", args=[other.pk]),
        {"new_title": "X", "new_slug": "asthma-inhalers", "new_parent_page": str(the_folder().pk)},
    )
    assert "belongs or belonged" in answer.content.decode()


def test_locked_page_is_not_published(editor):
    page = a_fact_sheet()
    other = an_admin("bea")
    page.locked, page.locked_by = True, other
    page.save()
    edit(editor, page, change_kind="content", **PUBLISH)
    assert versions_of(page) == [1]


def test_comment_is_kept_with_its_place_in_the_text(editor):
    page = a_draft()
    comment = {
        "text": "Which inhaler?",
        "contentpath": "headline_en",
        "id": "",
        "position": "",
        "resolved": "",
        "DELETE": "",
    }
    edit(editor, page, comments=inline_formset([comment | {"replies": inline_formset([])}]))
    assert reloaded(page).wagtail_admin_comments.get().contentpath == "headline_en"


def test_names_of_languages_are_in_the_language_of_the_interface(editor):
    UserProfile.objects.create(user=an_admin(), preferred_language="fr")
    html = open_editor(editor, a_fact_sheet(ready_in=["ar"])).content.decode()
    assert "arabe" in html
    assert "chinois simplifié" in html


def test_text_is_marked_with_the_language_it_is_written_in(editor):
    html = open_editor(editor, a_fact_sheet()).content.decode()
    assert 'name="headline_en" value="Asthma inhalers" lang="en" dir="ltr"' in html


def test_editor_is_told_which_languages_a_publication_took_from_readers(editor):
    page = a_fact_sheet(ready_in=["fr", "ar"])
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = editor.post(address, a_form(change_kind="safety", **PUBLISH), follow=True)
    said = " ".join(map(str, response.context["messages"]))
    assert "Readers do not get these languages until they have been brought up to date: Arabic, French." in said


def test_line_break_is_a_space_in_the_editor_as_it_is_for_readers(editor):
    page = a_draft()
    edit(editor, page, text="One line<br/>and another.")
    assert "<br" not in str(reloaded(page).body_en.get_prep_value())


def test_time_zones_are_ones_that_a_browser_knows(settings):
    assert "localtime" not in settings.WAGTAIL_USER_TIME_ZONES
    assert "Europe/London" in settings.WAGTAIL_USER_TIME_ZONES


def test_line_ends_of_the_browser_are_no_change(editor):
    page = a_draft()
    edit(editor, page, alternative_titles_en="Puffers\r\nPumps")
    assert reloaded(page).alternative_titles_en == "Puffers\nPumps"


def test_editor_is_told_beforehand_what_deleting_a_sheet_does(editor):
    html = editor.get(reverse("wagtailadmin_pages:delete", args=[a_fact_sheet().pk])).content.decode()
    assert "Readers lose “\u2068Asthma inhalers\u2069” in every language" in html


def test_publisher_is_added_in_the_admin(editor):
    address = reverse("wagtailsnippets_factsheets_publisher:add")
    assert editor.get(address).status_code == 200
    form = {"name": "Example Clinic", "slug": "example-clinic", "url": "", "registration": ""}
    assert editor.post(address, form).status_code == 302
    assert Publisher.objects.get().name == "Example Clinic"
