"""The lists of the admin: languages and their state on every row, filters, search, and no query for each row."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editions.withholding import withhold
from factsheets.models import Right

from .builders import a_draft, a_fact_sheet, a_publisher, a_translator, an_admin, rewrite, the_folder
from .neighbours import a_question, a_reference, a_term, a_topic
from .people import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    person = a_person("Editor")
    client.force_login(person)
    return person


SHEETS = "sheets:index"
EVERY_LIST = {
    "sheets": (SHEETS, lambda n: a_fact_sheet(f"Sheet {n}", ready_in=["fr"])),
    "questions": ("questions:index", lambda n: a_question(f"Question {n}")),
    "references": ("references:index", lambda n: a_reference(f"Reference {n}")),
    "publishers": (
        "wagtailsnippets_factsheets_publisher:list",
        lambda n: type(a_publisher()).objects.create(slug=f"publisher-{n}", name=f"Publisher {n}"),
    ),
    "topics": ("wagtailsnippets_factsheets_topic:list", lambda n: a_topic(f"Topic-{n}")),
    "terms": ("wagtailsnippets_factsheets_term:list", lambda n: a_term(f"term-{n}")),
}


def listed(client, name=SHEETS, **parameters):
    """What stands in the list, as text."""
    return client.get(f"{reverse(name)}?{urlencode(parameters)}").content.decode()


def titles(client, **parameters):
    response = client.get(f"{reverse(SHEETS)}?{urlencode(parameters)}")
    return [page.title for page in response.context_data["object_list"]]


def test_row_says_each_language_with_its_state(client, editor):
    page = rewrite(a_fact_sheet(ready_in=["fr", "ar"]), "Shake", "Always shake")
    withhold(page.content_id, "ar", reason="A wrong dose.", by="amal")
    html = " ".join(listed(client).split())
    assert '<bdi dir="ltr">ar</bdi> Withheld' in html
    assert '<bdi dir="ltr">fr</bdi> Outdated' in html
    assert '<bdi dir="ltr">en</bdi> Current' in html


@pytest.mark.parametrize(("name", "one"), EVERY_LIST.values(), ids=EVERY_LIST.keys())
def test_list_shows_the_source_language_and_what_readers_have(client, name, one):
    one(1)
    client.force_login(an_admin())
    html = listed(client, name)
    assert "English" in html
    assert "Current" in html


@pytest.mark.parametrize(("name", "one"), EVERY_LIST.values(), ids=EVERY_LIST.keys())
def test_number_of_queries_is_the_same_for_three_rows_and_for_thirty(client, name, one):
    an_admin()
    client.force_login(a_person("Editor", "Publisher"))
    for n in range(3):
        one(n)
    listed(client, name)
    with CaptureQueriesContext(connection) as few:
        listed(client, name)
    for n in range(3, 12):
        one(n)
    with CaptureQueriesContext(connection) as many:
        listed(client, name)
    assert len(many) == len(few) > 0


def test_explorer_shows_languages_and_reads_no_text(client):
    a_fact_sheet(ready_in=["fr"])
    client.force_login(an_admin())
    with CaptureQueriesContext(connection) as queries:
        html = client.get(reverse("wagtailadmin_explore", args=[the_folder().pk])).content.decode()
    assert "Languages and editions of Asthma inhalers" in html
    assert not [query for query in queries if "headline_so" in query["sql"]]


def test_filters_find_by_language_status_publisher_topic_and_review(client, editor):
    topic = a_topic()
    behind = rewrite(a_fact_sheet("Behind", ready_in=["fr"]), "Shake", "Always shake")
    a_fact_sheet("Current", ready_in=["fr", "ar"], topics=[topic])
    a_fact_sheet("English only", next_review=timezone.localdate() + timedelta(days=10))
    a_draft("A draft", publisher=None)
    assert titles(client, language="fr", status="outdated") == ["Behind"]
    assert sorted(titles(client, language="fr")) == ["Behind", "Current"]
    assert sorted(titles(client, language="ar", status="missing")) == ["A draft", "Behind", "English only"]
    assert titles(client, status="outdated") == ["Behind"]
    assert titles(client, topics=topic.pk) == ["Current"]
    assert sorted(titles(client, publisher=behind.publisher_id)) == ["Behind", "Current", "English only"]
    assert titles(client, review="soon") == ["English only"]
    assert titles(client, review="overdue") == []


def test_missing_without_a_language_means_any_of_them(client, editor, settings):
    settings.CONTENT_LANGUAGES = ("en", "fr")
    a_fact_sheet("Whole", ready_in=["fr"])
    a_fact_sheet("Half")
    assert titles(client, status="missing") == ["Half"]


def test_search_finds_by_the_title_of_any_language_at_once(client, editor):
    a_fact_sheet("Spacers", ready_in=["fr"])
    a_draft("Nebulisers")
    assert titles(client, q="nebul") == ["Nebulisers"]
    assert titles(client, q="[FR] SPACERS") == ["Spacers"]
    assert titles(client, q="nothing") == []


def test_sorting_by_review_puts_what_has_no_date_last(client, editor):
    for n, title in enumerate(["First", "Second"]):
        a_draft(title, next_review=timezone.localdate() + timedelta(days=n))
    a_draft("None", next_review=None)
    assert titles(client, ordering="next_review") == ["First", "Second", "None"]
    assert titles(client, ordering="-next_review") == ["Second", "First", "None"]


def test_unknown_order_or_filter_shows_the_list_all_the_same(client, editor):
    a_draft("A draft")
    assert titles(client, ordering="content_id; drop", language="xx", review="never") == ["A draft"]


def test_state_says_draft_live_changes_and_withdrawn(client, editor):
    a_draft("Draft")
    a_fact_sheet("Taken back").unpublish()
    changed = a_fact_sheet("Changed")
    changed.save_revision()
    html = " ".join(listed(client).split())
    for word in ("Draft", "Withdrawn", "Live + draft"):
        assert f">{word}</span>" in html


@pytest.mark.parametrize("role", ["Translator", "Reviewer"])
def test_person_without_rights_on_pages_sees_what_was_released_and_no_drafts(client, role):
    a_fact_sheet("Released")
    a_draft("A draft")
    client.force_login(a_person(role))
    assert titles(client) == ["Released"]


def test_menu_has_an_entry_for_each_list(client):
    client.force_login(a_person("Translator"))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    for name, _one in EVERY_LIST.values():
        assert reverse(name) in html
    assert reverse("factsheets_translations") in html


def test_language_rights_are_in_the_settings_of_administrators(client):
    client.force_login(an_admin())
    where = reverse("wagtailsnippets_factsheets_languageright:list")
    assert where in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(where).status_code == 200


def test_list_of_translations_shows_contents_of_every_type_by_language(client):
    rewrite(a_fact_sheet("Behind", ready_in=["fr", "ar"]), "Shake", "Always shake")
    claire = a_translator(Right.TRANSLATE)
    claire.groups.add(*a_person("Translator").groups.all())
    client.force_login(claire)
    response = client.get(reverse("factsheets_translations") + "?language=fr&status=outdated")
    assert [(row.source_title, row.language) for row in response.context_data["object_list"]] == [("Behind", "fr")]


def test_list_of_translations_is_found_by_either_title(client):
    a_fact_sheet("Spacers", ready_in=["fr"])
    client.force_login(a_person("Translator"))
    where = reverse("factsheets_translations")
    for words in ("spacers", "[fr] spac"):
        found = client.get(f"{where}?{urlencode({'q': words})}").context_data["object_list"]
        assert [row.language for row in found] == ["fr"]


def test_list_of_translations_takes_the_same_queries_for_any_number(client):
    client.force_login(a_person("Translator"))
    where = reverse("factsheets_translations")
    a_fact_sheet("One", ready_in=["fr"])
    client.get(where)
    with CaptureQueriesContext(connection) as few:
        client.get(where)
    for n in range(4):
        a_fact_sheet(f"Other {n}", ready_in=["fr", "ar"])
    with CaptureQueriesContext(connection) as many:
        client.get(where)
    assert len(many) == len(few) > 0
