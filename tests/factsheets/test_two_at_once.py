"""Two people at once, each on a connection of their own: both acts are done, in one order or the other."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from factsheets.translating import Draft, SourceChanged, save_segments, states

from .builders import (
    a_draft,
    a_fact_sheet,
    an_admin,
    in_review,
    reloaded,
    rewrite,
    sections_in,
    translate,
    versions_of,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Carry out each act in a thread of its own; what each returned or raised."""

    def alone(act):
        try:
            return act()
        except Exception as problem:  # noqa: BLE001  (whatever it is, the test looks at it)
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(alone, acts))


def test_approving_in_a_review_and_publishing_do_not_wait_for_each_other():
    page, person = a_draft(), an_admin()
    review = in_review(page)
    revision = page.latest_revision
    outcomes = at_once(
        lambda: review.approve(user=person),
        lambda: revision.publish(user=person),
    )
    assert [o for o in outcomes if isinstance(o, Exception) and not isinstance(o, PermissionDenied)] == []
    assert versions_of(page) == [1]


def test_two_translators_of_one_language_lose_no_column():
    page, person = a_fact_sheet(), an_admin()
    drafts = {
        state.source.key: Draft(f"[fr] {state.source.text}", state.seen) for state in states(page.content_id, "fr")
    }
    outcomes = at_once(
        *(
            lambda one={key: draft}: save_segments(page.content_id, "fr", one, by=person)
            for key, draft in drafts.items()
        )
    )
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    page = reloaded(page)
    assert page.headline_fr == "[fr] Asthma inhalers"
    assert page.summary_fr.startswith("[fr]")
    assert len(sections_in(page, "fr")[0].blocks[0].text) == 1


def test_translating_during_a_publication_ends_with_the_structure_of_the_new_source():
    page, _person = a_fact_sheet(ready_in=["fr"]), an_admin()
    outcomes = at_once(lambda: rewrite(page, "Shake", "Always shake"), lambda: translate(page, "fr"))
    assert [o for o in outcomes if isinstance(o, Exception) and not isinstance(o, SourceChanged)] == []
    english, french = (sections_in(reloaded(page), language) for language in ("en", "fr"))
    assert [block.id for block in french[0].blocks] == [block.id for block in english[0].blocks]
