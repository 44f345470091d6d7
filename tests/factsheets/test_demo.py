"""The demo: three whole sheets in states that can be seen, made by the same acts, and safe to load twice."""

import json
import uuid
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from cms.management.commands import prepare
from editions.bibliography.vancouver import text_of
from editions.canonical import canonical_json, content_hash
from editions.composing import uncomposed
from editions.content import publisher_id
from editions.inline import marks_in
from editions.models import Change, Edition, Publication, Slug, Work
from editions.neighbours import all_blocks, texts_in
from editions.segments import segments_of
from factsheets.columns import column
from factsheets.demo import loading
from factsheets.demo.reading import FOLDER, Entry, identity, languages, neighbours, sheets
from factsheets.models import FactSheet, Publisher, Reference, SegmentVersion, SheetImage, Term

from .builders import reloaded, status_of

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE_OF_THE_FIRST_FORM = ROOT / "editions" / "schemas" / "examples" / "factsheet-1.en.json"


@pytest.fixture(scope="class")
def loaded(django_db_setup, django_db_blocker):
    """Everything, once for all tests that look at it; what one of them changes is undone after it. What was said."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(INSECURE_HTTP=True, DEMO_PASSWORD=""):
            yield load()
        transaction.set_rollback(True)


@pytest.fixture(scope="class")
def with_gaps(django_db_setup, django_db_blocker):
    """In English and French only, with two questions that are not translated: one is optional. What was said."""
    texts, gaps = Entry.texts, (("do-clinics-agree", "fr"), ("does-it-hurt", "fr"))
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Entry, "texts", lambda entry, code: {} if (entry.slug, code) in gaps else texts(entry, code))
        with override_settings(INSECURE_HTTP=True, CONTENT_LANGUAGES=("en", "fr")):
            yield load()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def on_ones_own_machine(settings):
    settings.INSECURE_HTTP = True


def load():
    """Load the demo; what was said."""
    said = StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()


def the_sheet(slug="prolotherapy"):
    return FactSheet.objects.get(slug=slug)


def newest(slug="prolotherapy", language="en"):
    """What readers have of the sheet in this language."""
    return Edition.objects.in_language_of(identity("factsheet", slug), language).last().value()


def everything_counted():
    return [model.objects.count() for model in (Change, Edition, SegmentVersion, Work, SheetImage, get_user_model())]


@pytest.mark.usefixtures("loaded")
class TestWhatIsThere:
    """What somebody finds after `make run`, once and again."""

    @pytest.mark.parametrize(
        ("slug", "statuses"),
        [
            ("prolotherapy", {"en": "current", "fr": "outdated", "ar": "current", "cy": "missing"}),
            ("prolotherapy-pelvic-girdle-pain", {"en": "current", "pl": "withheld", "fr": "missing"}),
            (
                "prolotherapy-procedure",
                dict.fromkeys(("en", "fr", "cy", "pl", "ar", "ur", "bn", "zh-hans"), "current") | {"es": "missing"},
            ),
        ],
    )
    def test_languages_are_current_outdated_withheld_and_missing(self, slug, statuses):
        assert {code: status_of(the_sheet(slug), code) for code in statuses} == statuses

    def test_french_was_made_from_the_first_edition_and_arabic_from_the_second(self):
        made_from = {
            code: Edition.objects.in_language_of(the_sheet().content_id, code).last().made_from.version
            for code in ("fr", "ar")
        }
        assert made_from == {"fr": 1, "ar": 2}

    def test_editions_say_what_the_files_say_and_nothing_else(self):
        for entry in sheets():
            first = entry.content({"injection-site.png": SheetImage.objects.get().kept_file()})
            as_written = entry.second(first) if "second_edition" in entry.data else first
            assert uncomposed(newest(entry.slug)) == as_written

    def test_nothing_was_left_out(self, loaded):
        assert "Left out" not in loaded

    def test_what_sheets_share_is_there_in_every_language(self):
        for entry in neighbours():
            if segments_of(entry.content()):
                found = Publication.objects.filter(work_id=entry.id, status="current")
                assert set(found.values_list("language", flat=True)) == {"en", *languages()}, entry

    @pytest.mark.parametrize("language", ["fr", "cy", "pl", "ar", "ur", "bn", "zh-hans"])
    def test_one_sheet_is_whole_in_every_language(self, language):
        content = newest("prolotherapy-procedure", language)
        assert content.included.left_out == ()
        assert len(content.included.faqs) == 2
        assert content.included.publisher.disclaimer
        assert len(content.included.terms) == len(newest("prolotherapy-procedure").included.terms) > 0

    def test_translations_are_labelled_as_machine_assisted(self):
        assert set(Edition.objects.exclude(language="en").values_list("method", flat=True)) == {"machine-assisted"}

    def test_seven_references_are_numbered_as_in_the_list_that_they_came_from(self):
        slugs = [words.slug for words in newest().included.references]
        assert [slug.partition("-")[0] for slug in slugs] == [
            *("hackett", "klein", "paoloni", "dechow", "ongley", "yelland", "cusi")
        ]
        assert set(slugs) == {entry.slug for entry in neighbours() if entry.group == "references"}

    def test_editor_sees_the_numbers_of_citations(self):
        body = json.dumps(list(getattr(the_sheet(), column("body", "en")).get_prep_value()))
        assert "[2]</cite>" in body
        assert "[7]</cite>" in body

    def test_references_are_as_printed_and_never_completed(self):
        assert [text_of(words.csl) for words in newest().included.references][3] == (
            "Dechow E, Davies RK, Carr AJ, et al. A randomized, double-blind, placebocontrolled trial of sclerosing "
            "injections in patients with chronic low back pain. Rheumatofogy (Oxford). 1999;38:1255-9."
        )
        for words in newest().included.references:
            assert (words.csl.doi, words.csl.pmid, words.csl.issue) == ("", "", "")

    def test_doubtful_fields_are_named_with_the_reason(self):
        reference = Reference.objects.get(slug__startswith="cusi")
        doubts = {raw["value"]["field"]: raw["value"]["remark"] for raw in reference.doubts.get_prep_value()}
        assert set(doubts) == {"authors", "container_title"}
        assert "8" in doubts["authors"]
        assert newest().included.references[6].doubtful == ("authors", "container_title")
        assert newest().included.references[2].doubtful == ()

    def test_every_kind_of_block_and_callout_is_in_it(self):
        blocks = [block for entry in sheets() for block in all_blocks(newest(entry.slug))]
        assert {block.type for block in blocks} == {
            *("paragraph", "list", "steps", "callout", "quote", "key_facts", "evidence", "table", "image")
        }
        assert {block.variant for block in blocks if block.type == "callout"} == {"information", "warning", "urgent"}

    def test_every_inline_mark_is_in_it(self):
        texts = [text for entry in sheets() for block in all_blocks(newest(entry.slug)) for text in texts_in(block)]
        marks = [mark for text in texts for mark in marks_in(text)]
        assert {mark.kind for mark in marks} == {*("strong", "emphasis", "link", "ltr", "citation", "term", "foreign")}
        assert {mark.target_type for mark in marks if mark.kind == "link"} == {"", "factsheet", "faq"}

    def test_image_has_its_file_its_rights_and_words_for_those_who_do_not_see_it(self):
        image = next(block for block in all_blocks(newest()) if block.type == "image")
        assert image.file.width >= 1000
        assert "needle" in image.alt
        assert (image.credit, image.license) == ("Example Pain Clinic (drawn for this demo)", "own")
        assert all(file.stat().st_size < 120_000 for file in (FOLDER / "images").iterdir())

    def test_publishers_are_openly_fictional(self):
        for publisher in Publisher.objects.all():
            assert publisher.name.startswith("Example ")
            assert "fictional" in publisher.registration.lower()
            assert publisher.url in ("https://example.org/", "https://example.com/", "https://example.net/")
            assert not any(sign.isdigit() for sign in publisher.registration)

    def test_only_the_administrator_is_a_superuser(self):
        supers = get_user_model().objects.filter(is_superuser=True)
        assert list(supers.values_list("username", flat=True)) == ["admin"]

    # A second run changes nothing, whatever people have done since.

    def test_loading_it_twice_changes_nothing(self):
        before = everything_counted()
        call_command("demo")
        assert everything_counted() == before

    def test_changes_that_somebody_made_survive(self):
        page = the_sheet()
        page.title = "Mine now"
        page.save()
        call_command("demo")
        assert the_sheet().title == "Mine now"

    def test_what_was_deleted_stays_deleted(self):
        the_sheet().delete()
        Term.objects.get(slug="collagen").delete()
        call_command("demo")
        assert not FactSheet.objects.filter(slug="prolotherapy").exists()
        assert not Term.objects.filter(slug="collagen").exists()

    def test_password_is_not_shown_again(self, capsys):
        call_command("demo")
        assert "password" not in capsys.readouterr().out

    def test_random_password_is_printed_once_and_works(self, loaded):
        assert authenticate(username="editor", password=loaded.rsplit(": ", 1)[1].strip())


def test_password_from_the_environment_is_not_printed(settings, monkeypatch, capsys):
    monkeypatch.setattr(loading._Loading, "run", lambda _self: None)
    settings.DEMO_PASSWORD = "chosen-by-the-owner"
    call_command("demo")
    assert "chosen-by-the-owner" not in capsys.readouterr().out
    assert authenticate(username="translator", password="chosen-by-the-owner")


@pytest.mark.usefixtures("with_gaps")
class TestWithGaps:
    """What happens where a language or a text is not to be had."""

    def test_languages_that_are_not_enabled_are_not_loaded(self):
        assert set(Publication.objects.values_list("language", flat=True)) == {"en", "fr"}

    def test_optional_question_that_is_not_translated_is_left_out_and_named(self):
        content = newest("prolotherapy-procedure", "fr")
        assert [each.id for each in content.included.left_out] == [identity("faq", "do-clinics-agree")]
        assert status_of(the_sheet("prolotherapy-procedure"), "fr") == "current"

    def test_sheet_that_needs_a_question_is_left_out_where_it_is_not_translated(self, with_gaps):
        assert "Left out: factsheet “prolotherapy” (fr). It includes what readers of this language" in with_gaps
        assert [status_of(the_sheet(), language) for language in ("en", "fr")] == ["current", "missing"]


def test_loading_that_is_killed_leaves_nothing(settings, monkeypatch):
    def killed(*_args, **_kwargs):
        raise KeyboardInterrupt

    settings.CONTENT_LANGUAGES = ("en",)
    before = everything_counted()
    monkeypatch.setattr(loading.writing, "publish_second", killed)
    with pytest.raises(KeyboardInterrupt):
        load()
    assert everything_counted() == before


def as_the_first_version_left_it():
    """Its rows: a publisher that was never released, and one sheet in the first form of editions."""
    identity_of_sheet = identity("factsheet", "prolotherapy")
    publisher = Publisher(
        slug="example-pain-clinic", name="Example Pain Clinic", content_id=publisher_id("example-pain-clinic")
    )
    Publisher.objects.bulk_create([publisher])  # without the signal that would release it
    data = json.loads(EXAMPLE_OF_THE_FIRST_FORM.read_text(encoding="utf-8"))
    data |= {"id": str(identity_of_sheet), "publisher": data["publisher"] | {"slug": publisher.slug}}
    work = Work.objects.create(id=identity_of_sheet, type="factsheet", source_language="en", created_at=timezone.now())
    Slug.objects.create(work=work, type="factsheet", slug="prolotherapy", current=True, since=timezone.now())
    content = canonical_json(data)
    edition = Edition.objects.create(
        id=uuid.uuid4(),
        work=work,
        language="en",
        version=1,
        schema=1,
        content=content,
        hash=content_hash(content),
        change_kind="content",
        released_at=timezone.now(),
    )
    Publication.objects.create(
        work=work,
        language="en",
        edition=edition,
        status="current",
        own_status="current",
        type="factsheet",
        is_source=True,
        title="Prolotherapy",
        title_key="prolotherapy",
        released_at=timezone.now(),
    )
    page = FactSheet(
        title="Prolotherapy", slug="prolotherapy", content_id=identity_of_sheet, publisher=publisher, headline_en="Old"
    )
    FactSheet.allowed_parent_page_models()[0].objects.first().add_child(instance=page)
    return page


@pytest.fixture
def prepared(monkeypatch):
    """`manage.py prepare --demo` without catalogues and static files."""
    monkeypatch.setattr(prepare, "compile_all", lambda _folder: None)
    monkeypatch.setattr(prepare.Command, "collect_static_files", lambda _self: None)
    return lambda: call_command("prepare", demo=True, stdout=StringIO())


def test_installation_of_the_first_version_keeps_its_sheet_and_gets_the_others(settings, prepared):
    settings.CONTENT_LANGUAGES = ("en", "fr")
    old = as_the_first_version_left_it()
    prepared()
    assert getattr(reloaded(old), column("headline", "en")) == "Old"
    assert Edition.objects.filter(work=old.content_id).count() == 1
    publisher = Publisher.objects.get(slug="example-pain-clinic")
    assert Publication.objects.get(work_id=publisher.content_id, language="en").title == "Example Pain Clinic"
    assert status_of(the_sheet("prolotherapy-procedure"), "fr") == "current"
    before = everything_counted()
    prepared()
    assert everything_counted() == before


def test_publishers_without_an_edition_are_released_as_they_stand(capsys):
    Publisher.objects.bulk_create([Publisher(slug="lung-charity", name="Example Lung Charity")])
    call_command("release_snippets")
    assert "Released: publisher “Example Lung Charity”." in capsys.readouterr().out
    call_command("release_snippets")
    assert capsys.readouterr().out == ""
    assert Edition.objects.count() == 1


def test_snippet_that_cannot_be_released_waits_and_is_named(capsys):
    Term.objects.bulk_create([Term(slug="ligament")])
    call_command("release_snippets")
    assert "A term needs its word and an explanation." in capsys.readouterr().err
    assert not Edition.objects.exists()


def test_real_site_gets_no_demo_users(settings):
    settings.INSECURE_HTTP = False
    with pytest.raises(CommandError, match="looks like a real site"):
        call_command("demo")
    assert not get_user_model().objects.exists()


def test_name_that_somebody_has_already_is_left_to_them():
    get_user_model().objects.create_user("admin", "someone@clinic.example", "their-own-secret")
    with pytest.raises(CommandError, match="called “admin” already"):
        call_command("demo")
