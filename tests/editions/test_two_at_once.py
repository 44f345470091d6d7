"""Two people at once, each with a connection of their own: acts follow one another and none is lost.

On SQLite the one writer sees to it, on PostgreSQL the turn that every act waits for; the tests are the same.
"""

import json
import time
from concurrent.futures import Future

import pytest
from django.db import transaction

from editions import envelopes
from editions.models import Change, Edition, Rendition, Slug, Work
from editions.models.editions import Redacted
from editions.projection import render
from editions.redaction import redact
from editions.slugs import SlugRefused
from editions.withdrawals import explain, withdraw

from .builders import (
    FOUR_PUFFS,
    LUNG_CHARITY,
    a_content,
    a_knee_sheet,
    an_eczema_sheet,
    others,
    release,
    release_in,
    released,
    status,
    the_publication,
    the_work,
    translated_and_released,
)

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30


@pytest.fixture(autouse=True)
def publisher():
    """Released before, so that it is not the publisher that takes its turn."""
    return released(LUNG_CHARITY)


NEW_DOSE = a_content(paragraphs=[FOUR_PUFFS])


def is_waiting(other: Future) -> bool:
    """True if the other has not come to an end although there was time enough."""
    time.sleep(0.3)
    return not other.done()


def test_two_releases_of_a_sheet_get_successive_versions():
    english = released()
    with others() as elsewhere:
        at_once = [elsewhere(lambda n=n: released(a_content(paragraphs=[f"Take {n}."])).version) for n in range(4)]
    assert sorted(each.result() for each in at_once) == [2, 3, 4, 5]
    assert Change.objects.filter(act="released", work=english.work_id).count() == 5
    assert the_publication(english, "en").edition.version == 5


def test_two_first_releases_of_a_sheet_get_successive_versions():
    with others() as elsewhere:
        at_once = [elsewhere(lambda n=n: released(a_content(paragraphs=[f"Take {n}."])).version) for n in range(4)]
    assert sorted(each.result() for each in at_once) == [1, 2, 3, 4]


def test_the_same_words_at_once_are_released_once():
    released()
    with others() as elsewhere:
        at_once = [elsewhere(lambda: release(NEW_DOSE)) for _ in range(4)]
    assert sum(each.result() is not None for each in at_once) == 1


def test_two_languages_at_once_are_both_released():
    english = released()
    with others() as elsewhere:
        at_once = [elsewhere(lambda code=code: release_in(code, english)) for code in ("fr", "ar", "cy", "pl")]
    assert {each.result().language for each in at_once} == {"fr", "ar", "cy", "pl"}
    assert len(json.loads(the_work(english).envelope)["languages"]) == 5


def test_translation_released_during_a_safety_change_is_not_current():
    english = released()
    translated_and_released(english, "fr")
    with others() as elsewhere, transaction.atomic():
        released(NEW_DOSE, kind="safety")
        other = elsewhere(lambda: release_in("ar", english))
        assert is_waiting(other)
    with pytest.raises(Exception, match="safety of its readers"):
        other.result(PATIENCE)
    assert status(english, "fr") == "withheld"


def test_numbers_of_the_log_are_in_the_order_of_commits():
    with others() as elsewhere, transaction.atomic():
        first = released()
        other = elsewhere(lambda: released(an_eczema_sheet()))
        assert is_waiting(other)
    second = other.result(PATIENCE)
    assert list(Change.objects.values_list("edition_id", flat=True))[1:] == [first.id, second.id]


def test_act_that_is_undone_lets_the_next_one_go_on():
    with others() as elsewhere:
        with transaction.atomic():
            released()
            other = elsewhere(lambda: released(an_eczema_sheet()))
            assert is_waiting(other)
            transaction.set_rollback(True)
        other.result(PATIENCE)
    assert Work.objects.filter(type="factsheet").count() == 1


def test_slug_taken_at_the_same_moment_stays_with_the_first():
    with others() as elsewhere, transaction.atomic():
        eczema = released(an_eczema_sheet(), slug="sore")
        other = elsewhere(lambda: release(a_knee_sheet(), slug="sore"))
        assert is_waiting(other)
    with pytest.raises(SlugRefused):
        other.result(PATIENCE)
    assert Slug.objects.get(slug="sore").work_id == eczema.work_id


def test_envelope_is_true_when_the_replacement_is_renamed_at_the_same_moment():
    asthma, eczema = released(), released(an_eczema_sheet())
    withdraw(asthma.work_id, reason="unpublished", by="Amal")
    explain(asthma.work_id, note="", replacement_id=eczema.work_id, by="Amal")
    with others() as elsewhere, transaction.atomic():
        release(a_content())
        other = elsewhere(lambda: release(an_eczema_sheet(), slug="dry-skin"))
        assert is_waiting(other)
    other.result(PATIENCE)
    assert the_work(asthma).envelope == fresh_envelope(asthma)


def test_two_sheets_that_replace_each_other_do_not_wait_for_each_other():
    asthma, eczema = released(), released(an_eczema_sheet())
    withdraw(asthma.work_id, reason="unpublished", by="Amal")
    explain(asthma.work_id, note="", replacement_id=eczema.work_id, by="Amal")
    release(a_content())
    withdraw(eczema.work_id, reason="unpublished", by="Amal")
    explain(eczema.work_id, note="", replacement_id=asthma.work_id, by="Amal")
    Work.objects.filter(id=asthma.work_id).update(replacement=eczema.work_id)
    with others() as elsewhere:
        renames = [
            elsewhere(lambda n=n, sheet=sheet: release(sheet(), slug=f"{sheet.__name__}-{n}"))
            for n in range(6)
            for sheet in (a_content, an_eczema_sheet)
        ]
        for rename in renames:
            rename.result(PATIENCE)
    assert the_work(asthma).envelope == fresh_envelope(asthma)


def fresh_envelope(edition: Edition) -> str:
    with transaction.atomic():
        work = the_work(edition)
        envelopes.refresh(work)
    return work.envelope


def test_words_that_are_being_redacted_do_not_come_back_in_a_rendition():
    old = released()
    released(NEW_DOSE)
    with others() as elsewhere, transaction.atomic():
        redact(old.id, reason="A patient was named.", by="Court of Mold")
        other = elsewhere(lambda: render(old))
        assert is_waiting(other)
    with pytest.raises(Redacted):
        other.result(PATIENCE)
    assert not Rendition.objects.filter(edition=old).exists()
