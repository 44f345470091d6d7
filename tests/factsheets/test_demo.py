"""The demo: complete, in states that can be seen, made by the same acts, and safe to load twice."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from editions.models import Change, Edition
from factsheets.demo.reading import first_edition, read
from factsheets.models import FactSheet

from .builders import status_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_ones_own_machine(settings):
    settings.INSECURE_HTTP = True


@pytest.fixture
def demo(settings, capsys):
    settings.DEMO_PASSWORD = ""
    call_command("demo")
    return capsys.readouterr().out


def the_sheet():
    return FactSheet.objects.get(slug="prolotherapy")


@pytest.mark.usefixtures("demo")
def test_french_is_outdated_arabic_current_and_welsh_missing():
    assert [status_of(the_sheet(), language) for language in ("en", "fr", "ar", "cy")] == [
        "current",
        "outdated",
        "current",
        "missing",
    ]


@pytest.mark.usefixtures("demo")
def test_translations_are_labelled_as_machine_assisted():
    assert set(Edition.objects.exclude(language="en").values_list("method", flat=True)) == {"machine-assisted"}


def test_random_password_is_printed_once_and_works(demo, capsys):
    password = demo.rsplit(": ", 1)[1].strip()
    assert authenticate(username="editor", password=password)
    call_command("demo")
    assert "password" not in capsys.readouterr().out


def test_password_from_the_environment_is_not_printed(settings, capsys):
    settings.DEMO_PASSWORD = "chosen-by-the-owner"
    call_command("demo")
    assert "chosen-by-the-owner" not in capsys.readouterr().out
    assert authenticate(username="translator", password="chosen-by-the-owner")


@pytest.mark.usefixtures("demo")
def test_loading_it_twice_changes_nothing():
    before = (Change.objects.count(), get_user_model().objects.count())
    call_command("demo")
    assert (Change.objects.count(), get_user_model().objects.count()) == before


@pytest.mark.usefixtures("demo")
def test_changes_made_to_the_demo_sheet_survive_a_second_loading():
    page = the_sheet()
    page.title = "Mine now"
    page.save()
    call_command("demo")
    assert the_sheet().title == "Mine now"


@pytest.mark.usefixtures("demo")
def test_every_kind_of_block_and_callout_is_in_it():
    blocks = [block for section in first_edition(read("prolotherapy.en")).sections for block in section.blocks]
    assert {block.type for block in blocks} == {"paragraph", "list", "steps", "callout"}
    assert {block.variant for block in blocks if block.type == "callout"} == {"information", "warning", "urgent"}


@pytest.mark.usefixtures("demo")
def test_only_the_administrator_is_a_superuser():
    assert list(get_user_model().objects.filter(is_superuser=True).values_list("username", flat=True)) == ["admin"]


@pytest.mark.usefixtures("demo")
def test_demo_sheet_that_was_deleted_stays_deleted():
    the_sheet().delete()
    call_command("demo")
    assert not FactSheet.objects.exists()


def test_demo_does_without_a_language_that_is_not_enabled(settings):
    settings.CONTENT_LANGUAGES = ("en", "fr")
    call_command("demo")
    assert status_of(the_sheet(), "ar") == "missing"


def test_real_site_gets_no_demo_users(settings):
    settings.INSECURE_HTTP = False
    with pytest.raises(CommandError, match="looks like a real site"):
        call_command("demo")
    assert not get_user_model().objects.exists()


def test_name_that_somebody_has_already_is_left_to_them():
    get_user_model().objects.create_user("admin", "someone@clinic.example", "their-own-secret")
    with pytest.raises(CommandError, match="called “admin” already"):
        call_command("demo")
