"""Verifying: an edition that is not what was released is found, and one that was redacted is not taken for it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from editions import triggers
from editions.models import Edition, Redaction
from editions.redaction import redact

from .builders import FOUR_PUFFS, a_content, an_eczema_sheet, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def open_record():
    """The record without its guards, as a restore that went wrong may leave it."""
    triggers.drop(connection)
    yield
    triggers.create(connection)


def tampered(edition: Edition, **changed: str) -> None:
    Edition.objects.filter(id=edition.id).update(**changed)


def redacted() -> Edition:
    old = released(a_content(paragraphs=["Mrs Jones of Mold uses a blue inhaler."]))
    released(a_content(paragraphs=[FOUR_PUFFS]))
    redact(old.id, reason="A patient was named.", by="Court of Mold")
    return old


def verified(capsys) -> str:
    call_command("verify_editions")
    return capsys.readouterr().out


def refused(capsys) -> str:
    with pytest.raises(CommandError):
        call_command("verify_editions")
    return capsys.readouterr().err


def test_editions_as_they_were_released_are_well(capsys):
    released(a_content())
    released(an_eczema_sheet())
    assert "3 editions are what was released (0 redacted)" in verified(capsys)


def test_empty_record_is_well(capsys):
    assert "0 editions" in verified(capsys)


def test_redacted_edition_is_well(capsys):
    redacted()
    assert "3 editions are what was released (1 redacted)" in verified(capsys)


def test_changed_word_is_found(open_record, capsys):
    edition = released(a_content())
    tampered(edition, content=edition.content.replace("Shake", "Drink"))
    triggers.create(connection)
    complaint = refused(capsys)
    assert str(edition.id) in complaint
    assert edition.hash in complaint


def test_tombstone_that_nobody_ordered_is_found(open_record, capsys):
    edition = released(a_content())
    tampered(edition, content='{"redacted":{"hash":"","reason":"I did not like it."}}')
    triggers.create(connection)
    assert "no redaction is on record" in refused(capsys)


def test_tombstone_with_another_hash_is_found(open_record, capsys):
    edition = redacted()
    Redaction.objects.filter(edition=edition).update(original_hash="sha256:0")
    triggers.create(connection)
    assert "do not name the same hash" in refused(capsys)


def test_redaction_that_was_left_open_is_found(open_record, capsys):
    Redaction.objects.filter(edition=redacted()).update(open=True)
    triggers.create(connection)
    assert "begun and not ended" in refused(capsys)


def test_redacted_words_that_came_back_are_found(open_record, capsys):
    edition = redacted()
    tampered(edition, content=edition.content)
    triggers.create(connection)
    assert "stand there again" in refused(capsys)


def test_content_that_is_no_json_is_found(open_record, capsys):
    tampered(released(a_content()), content="")
    triggers.create(connection)
    assert "its words have the hash" in refused(capsys)


def test_missing_triggers_are_found(open_record, capsys):
    assert "Triggers are missing" in refused(capsys)
