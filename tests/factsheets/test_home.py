"""The home page: what needs doing, for each person, with a count and the first few."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from editions.models import Dependent
from editions.withholding import withhold
from factsheets.admin.home import questions
from factsheets.admin.home.reviewing import things_to_review
from factsheets.models import Right

from .builders import a_draft, a_fact_sheet, a_publisher, a_translator, an_admin, publish, reloaded, rewrite
from .neighbours import a_reference, a_sheet_that_cites
from .people import a_person

pytestmark = pytest.mark.django_db

HOME = "wagtailadmin_home"


@pytest.fixture
def editor(client):
    person = a_person("Editor")
    client.force_login(person)
    return person


def home(client):
    return client.get(reverse(HOME)).content.decode()


def written_by(person, page):
    page.save_revision(user=person, clean=False)
    return page


def test_new_editor_is_told_kindly_that_there_is_nothing_to_do(client, editor):
    html = home(client)
    assert "You have no drafts." in html
    assert "Every translation is up to date." in html
    assert "No review is due" in html


def test_my_draft_is_named_and_somebody_elses_is_not(client, editor):
    written_by(editor, a_draft("Mine"))
    written_by(an_admin(), a_draft("Theirs"))
    html = home(client)
    assert "Mine" in html
    assert "Theirs" not in html


def test_changes_to_a_live_sheet_are_a_draft_and_a_published_one_is_none(editor):
    page = a_fact_sheet()
    assert questions.my_drafts(editor).count == 0
    written_by(editor, page)
    assert questions.my_drafts(editor).count == 1


def test_sheet_that_was_taken_back_is_no_draft_until_somebody_goes_on_writing(editor):
    page = a_fact_sheet()
    written_by(editor, page).latest_revision.publish(user=an_admin())
    reloaded(page).unpublish()
    assert questions.my_drafts(editor).count == 0
    written_by(editor, reloaded(page))
    assert questions.my_drafts(editor).count == 1


def test_review_waits_for_the_reviewer_and_shows_to_whoever_sent_it(client, editor):
    draft = written_by(editor, a_draft("For review"))
    draft.get_workflow().start(draft, editor)
    assert [thing.title for thing in questions.sent_by_me(editor).first] == ["For review"]
    assert questions.waiting_for_me(editor).count == 0
    reviewer, publisher = a_person("Reviewer"), a_person("Publisher")
    assert questions.waiting_for_me(reviewer).count == 1
    assert questions.waiting_for_me(publisher).count == 0
    client.force_login(reviewer)
    assert "For review" in home(client)


def test_reviews_that_are_due_come_longest_overdue_first():
    today = timezone.localdate()
    a_fact_sheet("Soon", next_review=today + timedelta(days=30))
    a_fact_sheet("Overdue", next_review=today - timedelta(days=1))
    a_fact_sheet("Later", next_review=today + timedelta(days=61))
    found = questions.reviews_due()
    assert (found.count, [thing.title for thing in found.first]) == (2, ["Overdue", "Soon"])


def test_what_readers_no_longer_have_needs_no_review():
    a_fact_sheet("Gone", next_review=timezone.localdate()).unpublish()
    assert questions.reviews_due().count == 0


def test_translator_sees_the_own_languages_only(client):
    page = rewrite(a_fact_sheet(ready_in=["fr", "ar"]), "Shake", "Always shake")
    withhold(page.content_id, "ar", reason="A wrong dose.", by="amal")
    claire = a_translator(Right.TRANSLATE)
    claire.groups.add(*a_person("Translator").groups.all())
    client.force_login(claire)
    html = home(client)
    assert "1 outdated" in html
    assert "1 withheld" not in html
    assert "My drafts" not in html


def test_editor_sees_every_language_with_its_numbers(client, editor):
    page = rewrite(a_fact_sheet(ready_in=["fr", "ar"]), "Shake", "Always shake")
    withhold(page.content_id, "ar", reason="A wrong dose.", by="amal")
    html = home(client)
    assert "1 outdated" in html
    assert "1 withheld" in html


def test_texts_that_cite_a_retracted_reference_are_to_be_read_again():
    reference = a_reference("Inhalers work")
    a_sheet_that_cites(reference)
    assert things_to_review().count == 0
    publish_reference(reference, standing="retracted")
    [thing] = things_to_review().first
    assert thing.title == "Asthma inhalers"
    assert "has been retracted" in thing.note


def publish_reference(reference, **changes):
    for name, value in changes.items():
        setattr(reference, name, value)
    reference.change_kind = "content"
    reference.save_revision(user=an_admin()).publish(user=an_admin())


def test_what_waits_to_be_released_again_is_counted_by_content_with_its_failures(client):
    page = a_fact_sheet(ready_in=["fr"])
    publisher = a_publisher()
    publisher.name, publisher.change_kind = "Example Lungs", "editorial"
    publisher.save()
    Dependent.objects.filter(work_id=page.content_id, language="fr").update(failures=3)
    queue = questions.waiting_for_release()
    assert (queue.count, queue.failing, [thing.title for thing in queue.first]) == (1, 1, ["Asthma inhalers"])
    client.force_login(a_person("Publisher"))
    assert "1 has failed" in home(client)


def test_number_of_queries_does_not_grow_with_what_there_is_to_do(client, editor):
    a_home_with(editor, 1)
    home(client)  # content types, permissions and the like are remembered
    with CaptureQueriesContext(connection) as few:
        home(client)
    a_home_with(editor, 4)
    with CaptureQueriesContext(connection) as many:
        home(client)
    assert len(many) == len(few) > 0


def a_home_with(person, number):
    for n in range(number):
        draft = written_by(person, a_draft(f"Draft {number} {n}"))
        draft.get_workflow().start(draft, person)
        page = a_fact_sheet(f"Sheet {number} {n}", ready_in=["fr"], next_review=timezone.localdate())
        written_by(person, rewrite(page, "Shake", "Always shake"))


@pytest.mark.parametrize("role", ["Editor", "Translator", "Reviewer", "Publisher"])
def test_every_link_on_the_home_page_leads_somewhere(client, role):
    page = publish(a_draft(next_review=timezone.localdate()))
    person = a_person(role)
    client.force_login(person)
    written_by(person, page)
    for address in links_in(home(client)):
        assert client.get(address, follow=True).status_code == 200, address


def links_in(html):
    return sorted(set(re.findall(r'<a\b[^>]*?href="(/admin/[^"]*)"', html)))
