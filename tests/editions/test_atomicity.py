"""Atomicity: an act that fails anywhere leaves the record as it was."""

import pytest

from editions import envelopes, log
from editions.models import Change, Edition, Publication, Rendition, Slug, Work
from editions.projection import presenter
from editions.redaction import redact
from editions.withdrawals import withdraw
from editions.withholding import withhold

from .builders import FOUR_PUFFS, a_content, release, release_in, released, translated_and_released

pytestmark = pytest.mark.django_db

EVERYTHING = (Work, Slug, Edition, Rendition, Publication, Change)


class Broken(Exception):
    pass


def fail(*_args, **_kwargs):
    raise Broken


def the_record() -> list[list[dict]]:
    return [list(model.objects.order_by("pk").values()) for model in EVERYTHING]


@pytest.fixture
def broken_presenter(monkeypatch):
    """Called by the test when its sheets are there: from then on, nothing can be rendered."""
    return lambda: monkeypatch.setattr(presenter(), "body", fail)


@pytest.fixture
def broken_envelopes(monkeypatch):
    """The same for the last step of every act."""
    return lambda: monkeypatch.setattr(envelopes, "refresh", fail)


def test_first_release_that_fails_leaves_nothing(broken_presenter):
    broken_presenter()
    with pytest.raises(Broken):
        release(a_content())
    assert the_record() == [[]] * len(EVERYTHING)


def test_release_that_fails_leaves_the_old_edition(broken_presenter):
    translated_and_released(released(), "fr")
    before = the_record()
    broken_presenter()
    with pytest.raises(Broken):
        release(a_content(paragraphs=[FOUR_PUFFS]), kind="safety", slug="new-slug")
    assert the_record() == before


def test_translation_that_fails_leaves_nothing(broken_presenter):
    english = released()
    before = the_record()
    broken_presenter()
    with pytest.raises(Broken):
        release_in("fr", english)
    assert the_record() == before


@pytest.mark.parametrize("step", ["refresh", "record"])
def test_release_that_fails_at_its_end_leaves_the_old_edition(monkeypatch, step):
    translated_and_released(released(), "fr")
    before = the_record()
    monkeypatch.setattr(envelopes if step == "refresh" else log, step, fail)
    with pytest.raises(Broken):
        release(a_content(paragraphs=[FOUR_PUFFS]), kind="safety")
    assert the_record() == before


@pytest.mark.parametrize(
    "act",
    [
        lambda edition: withdraw(edition.work_id, reason="deleted", by="Amal"),
        lambda edition: withhold(edition.work_id, "fr", reason="A wrong word.", by="Claire"),
        lambda edition: redact(edition.id, reason="A patient was named.", by="Court of Mold"),
    ],
    ids=["withdraw", "withhold", "redact"],
)
def test_other_act_that_fails_changes_nothing(act, broken_envelopes):
    old = released()
    translated_and_released(released(a_content(paragraphs=[FOUR_PUFFS])), "fr")
    before = the_record()
    broken_envelopes()
    with pytest.raises(Broken):
        act(old)
    assert the_record() == before
