"""Switching languages on and off: one line and a restart, never a migration, never a sheet without its language."""

import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from factsheets.checks import check_source_languages

from .builders import a_draft, a_fact_sheet, status_of, translate_and_release, versions_of

pytestmark = pytest.mark.django_db


def test_language_that_sheets_are_written_in_cannot_be_disabled():
    a_draft("Anadlyddion", language="cy")
    assert [error.id for error in check_source_languages(databases=["default"])] == ["factsheets.E001"]
    with pytest.raises(CommandError, match="written in “cy”"):
        call_command("check", databases=["default"])


def test_language_that_nobody_writes_in_may_be_disabled():
    a_draft()
    assert check_source_languages(databases=["default"]) == []


def test_one_language_more_is_translated_and_released_without_a_migration(settings):
    settings.CONTENT_LANGUAGES = (*settings.CONTENT_LANGUAGES, "de")
    page = a_fact_sheet()
    translate_and_release(page, "de")
    assert status_of(page, "de") == "current"


def test_language_switched_off_and_on_again_has_kept_its_editions(settings):
    page = a_fact_sheet(ready_in=["fr"])
    enabled = settings.CONTENT_LANGUAGES
    settings.CONTENT_LANGUAGES = ("en",)
    settings.CONTENT_LANGUAGES = enabled
    assert (versions_of(page, "fr"), status_of(page, "fr")) == ([1], "current")


@pytest.mark.parametrize("enabled", ["en", "en,de,ckb", "en,cy,fr,zh-hant"])
def test_migrations_are_the_same_whatever_is_enabled(enabled):
    command = [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "SECRET_KEY": "only-for-this-test",
        "CONTENT_LANGUAGES": enabled,
    }
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (result.returncode, result.stdout.strip()) == (0, "No changes detected")
