"""Dependents with real pages: what is only half written stays on the page, whatever its neighbours do."""

import pytest

from editions.dependents import release_all
from editions.models import Dependent, Publication
from factsheets.columns import column
from factsheets.models import FactSheet
from factsheets.translating import Draft, save_segments, states
from factsheets.translating.saving import SegmentState

from .builders import a_fact_sheet, an_admin, publish, reloaded, rewrite, status_of, text_of, versions_of

pytestmark = pytest.mark.django_db

NEW_ADDRESS = "https://new-lungs.example/"


def move_the_publisher(page: FactSheet) -> None:
    """A change of a neighbour that needs no translation; then the worker comes by."""
    page.publisher.url = NEW_ADDRESS
    page.publisher.save()
    release_all()


def unconfirmed(page: FactSheet, text: str) -> None:
    """A French translator has begun a better title and has not confirmed it."""
    save_segments(page.content_id, "fr", {"title": Draft(text, title_of(page).seen)}, by=an_admin())


def title_of(page: FactSheet) -> SegmentState:
    """The French title as translators see it."""
    return next(state for state in states(page.content_id, "fr") if state.source.key == "title")


@pytest.fixture
def page():
    return a_fact_sheet(ready_in=["fr"])


def test_changed_publisher_reaches_every_language(page):
    move_the_publisher(page)
    assert NEW_ADDRESS in text_of(page, "en")
    assert NEW_ADDRESS in text_of(page, "fr")
    assert (versions_of(page, "en"), versions_of(page, "fr")) == ([1, 2], [1, 2])


def test_draft_of_an_editor_is_not_released_with_it(page):
    draft = reloaded(page)
    draft.headline_en = "Half a thought"
    draft.save_revision(user=an_admin())
    FactSheet.objects.filter(pk=page.pk).update(**{column("summary", "en"): "Half a summary"})
    move_the_publisher(page)
    assert "Half a" not in text_of(page, "en")
    assert reloaded(page).get_latest_revision_as_object().headline_en == "Half a thought"
    assert getattr(reloaded(page), column("summary", "en")) == "Half a summary"


def test_segment_that_nobody_has_confirmed_is_not_released_with_it(page):
    unconfirmed(page, "Une demi-pensée")
    move_the_publisher(page)
    assert "demi-pensée" not in text_of(page, "fr")
    assert title_of(page).translation.text == "Une demi-pensée"


def test_words_on_the_row_of_another_language_are_not_released_with_it(page):
    FactSheet.objects.filter(pk=page.pk).update(
        **{column("headline", "fr"): "Brouillon", column("summary", "ar"): "مسودة"}
    )
    move_the_publisher(page)
    assert "Brouillon" not in text_of(page, "fr")
    assert set(Publication.objects.filter(work=page.content_id).values_list("language", flat=True)) == {"en", "fr"}


def test_translation_of_an_older_source_keeps_its_words_and_its_status(page):
    rewrite(page, "Shake the inhaler", "Shake it well", kind="content")
    move_the_publisher(page)
    assert status_of(page, "fr") == "outdated"
    assert "Shake it well" not in text_of(page, "fr")
    assert NEW_ADDRESS in text_of(page, "fr")


def test_withdrawn_page_is_left_alone_until_it_is_published_again(page):
    page.unpublish()
    move_the_publisher(page)
    assert versions_of(page, "fr") == [1]
    publish(page)
    release_all()
    assert NEW_ADDRESS in text_of(page, "fr")
    assert not Dependent.objects.exists()
