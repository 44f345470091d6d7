"""Redaction: the words go, the reason and the hash stay, and the edition is closed again."""

import json
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from editions import projection, reading
from editions.models import Edition, Redaction, Rendition
from editions.models.editions import Redacted
from editions.redaction import CannotRedact, redact
from editions.releases import ReleaseRefused
from editions.withdrawals import withdraw
from editions.withholding import stop_withholding, withhold

from .builders import (
    FOUR_PUFFS,
    a_content,
    acts_on,
    release,
    released,
    status,
    the_publication,
    translated_and_released,
)

pytestmark = pytest.mark.django_db

NAMED = a_content(paragraphs=["Mrs Jones of Mold uses a blue inhaler."])


@pytest.fixture
def old():
    """An edition that names a patient, and has been replaced."""
    old = released(NAMED)
    released(a_content(paragraphs=[FOUR_PUFFS]))
    return old


def redacted(edition: Edition) -> Edition:
    redact(edition.id, reason="A patient was named.", by="Court of Mold")
    return Edition.objects.get(id=edition.id)


def test_words_are_gone(old):
    assert "Jones" not in redacted(old).content


def test_hash_and_reason_stand_in_their_place(old):
    assert json.loads(redacted(old).content) == {"redacted": {"reason": "A patient was named.", "hash": old.hash}}


def test_hash_of_the_edition_stays(old):
    assert redacted(old).hash == old.hash


def test_rendition_is_gone(old):
    assert not Rendition.objects.filter(edition=redacted(old)).exists()


def test_reading_the_words_gives_the_reason(old):
    with pytest.raises(Redacted, match="A patient was named"):
        redacted(old).value()


def test_act_is_recorded_with_who_ordered_it(old):
    redaction = Redaction.objects.get(edition=redacted(old))
    assert (redaction.by, redaction.original_hash, redaction.open) == ("Court of Mold", old.hash, False)
    assert acts_on(old)[-1] == ("redacted", "", "")


def test_status_of_the_edition_is_redacted(old):
    assert reading.status_of_edition(redacted(old)) == "redacted"


def test_edition_that_readers_are_served_is_refused():
    with pytest.raises(CannotRedact, match="being served"):
        redact(released().id, reason="A patient was named.", by="Court of Mold")


def test_unknown_edition_is_refused():
    with pytest.raises(CannotRedact, match="exists"):
        redact(uuid4(), reason="A patient was named.", by="Court of Mold")


def test_reason_must_be_given(old):
    with pytest.raises(CannotRedact, match="reason"):
        redact(old.id, reason=" ", by="Court of Mold")


def test_edition_is_redacted_once(old):
    redacted(old)
    with pytest.raises(CannotRedact, match="gone already"):
        redact(old.id, reason="Again.", by="Court of Mold")


@pytest.mark.parametrize("field", ["content", "hash", "change_note"])
def test_redacted_edition_is_closed_again(old, field):
    redacted(old)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Edition.objects.filter(id=old.id).update(**{field: "x"})


def test_other_editions_stay_closed_meanwhile(old):
    Redaction.objects.create(edition=old, reason="x", original_hash=old.hash, at=old.released_at, by="x", open=True)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Edition.objects.exclude(id=old.id).update(content="x")


def test_title_of_a_redacted_publication_is_gone():
    english = released(a_content("The asthma of Mrs Jones"))
    withdraw(english.work_id, reason="unpublished", by="Amal")
    redacted(english)
    assert the_publication(english, "en").title == ""


def test_redacted_translation_does_not_come_back_with_its_source():
    english = released()
    french = translated_and_released(english, "fr")
    withdraw(english.work_id, reason="unpublished", by="Amal")
    redacted(french)
    release(a_content())
    assert (status(english, "en"), status(english, "fr")) == ("current", "withheld")


def test_redacted_translation_is_not_given_back_by_hand():
    english = released()
    french = translated_and_released(english, "fr")
    withhold(english.work_id, "fr", reason="A patient was named.", by="Claire")
    redacted(french)
    stop_withholding(english.work_id, "fr", by="Claire")
    assert status(english, "fr") == "withheld"


def test_language_is_served_again_with_new_words():
    english = released()
    french = translated_and_released(english, "fr")
    withhold(english.work_id, "fr", reason="A patient was named.", by="Claire")
    redacted(french)
    stop_withholding(english.work_id, "fr", by="Claire")
    translated_and_released(english, "fr", texts={"title": "Inhalateurs"})
    assert status(english, "fr") == "current"


def test_same_words_cannot_be_released_again():
    english = released()
    french = translated_and_released(english, "fr")
    withhold(english.work_id, "fr", reason="A patient was named.", by="Claire")
    redacted(french)
    with pytest.raises(ReleaseRefused, match="removed by order"):
        translated_and_released(english, "fr")


def test_rebuilding_leaves_redacted_editions_out(old):
    redacted(old)
    assert old not in list(projection.rebuild())


def test_command_redacts_and_says_what_stood_there(old, capsys):
    call_command("redact_edition", str(old.id), reason="A patient was named.", by="Court of Mold")
    assert old.hash in capsys.readouterr().out


def test_command_says_why_it_cannot():
    with pytest.raises(CommandError, match="being served"):
        call_command("redact_edition", str(released().id), reason="A patient was named.", by="Court of Mold")
