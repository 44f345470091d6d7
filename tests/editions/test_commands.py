"""The commands of the record."""

import pytest
from django.core.management import CommandError, call_command

from editions.models import Change, Edition, Publication, Rendition
from editions.vocabulary import ChangeKind

from .builders import FOUR_PUFFS, a_content, released, translated_and_released

pytestmark = pytest.mark.django_db

NEW_DOSE = a_content(paragraphs=[FOUR_PUFFS])


def test_statuses_follow_a_changed_policy_and_leave_a_change(settings):
    translated_and_released(released(), "fr")
    released(NEW_DOSE, kind=ChangeKind.SAFETY)
    settings.SAFETY_POLICY = "banner"
    call_command("refresh_statuses")
    assert Publication.objects.get(language="fr").status == "outdated"
    assert Change.objects.last().by == "refresh_statuses"


def test_renditions_are_made_again_from_the_editions():
    edition = released()
    before = edition.rendition.body
    Rendition.objects.all().delete()
    call_command("rebuild_renditions")
    assert Rendition.objects.get(edition=edition).body == before


def test_redaction_by_command_says_where_else_the_words_may_stand(capsys):
    old, new = released(), released(NEW_DOSE)
    call_command("redact_edition", str(old.id), reason="A name.", by="Court of Mold")
    assert "redacted" in Edition.objects.get(id=old.id).content
    assert str(new.id) in capsys.readouterr().out


def test_redaction_of_what_readers_are_served_is_refused_in_words():
    with pytest.raises(CommandError, match="Readers are being served"):
        call_command("redact_edition", str(released().id), reason="A name.", by="Court of Mold")
