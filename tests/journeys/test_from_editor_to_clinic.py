"""The promise, walked for real: an editor publishes in the browser, and within a second a clinic reads the result."""

import json
import time
import urllib.error
import urllib.request

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from tests.factsheets.builders import a_draft, a_fact_sheet

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# Wagtail remembers the form as it was two seconds after it opened and saves what differs from then on.
WATCHING = "document.addEventListener('w-unsaved:watch-edits', () => document.documentElement.dataset.watching = '')"


def an_editor(interface: str = "en") -> User:
    """Somebody who may publish, with the roles of a small charity."""
    user = User.objects.create_user("eddie", "eddie@example.org", "secret-of-eddie")
    user.groups.add(*Group.objects.filter(name__in=["Editor", "Publisher"]))
    UserProfile.objects.create(user=user, preferred_language=interface)
    return user


def log_in(page: Page) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", "eddie")
    page.fill("[name=password]", "secret-of-eddie")
    page.click("button[type=submit]")
    expect(page.locator("main")).to_be_visible()


def open_editor(page: Page, sheet) -> None:
    page.goto(f"/admin/pages/{sheet.pk}/edit/")
    expect(page.locator("[name=headline_en]")).to_be_visible()


def publish(page: Page) -> None:
    page.locator("footer .w-dropdown-button button[aria-expanded]").click()
    page.locator("[name=action-publish]").click()
    expect(page.locator(".messages .success, .messages .error")).to_be_visible()


def clinic_reads(base: str, language: str) -> tuple[int, dict]:
    """What `curl` shows of the sheet in that language."""
    try:
        with urllib.request.urlopen(f"{base}/api/v1/factsheets/asthma-inhalers/?lang={language}") as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


@pytest.mark.parametrize(
    ("kind", "french"),
    [("editorial", (200, "current")), ("content", (200, "outdated")), ("safety", (404, "translation-withheld"))],
)
def test_change_published_in_the_browser_is_read_by_clinics_within_a_second(page: Page, live_server, kind, french):
    sheet = a_fact_sheet(ready_in=["fr", "ar"])
    an_editor()
    log_in(page)
    open_editor(page, sheet)
    page.fill("[name=headline_en]", "Inhalers for asthma")
    page.get_by_role("tab", name="Publishing").click()
    page.check(f"[name=change_kind][value={kind}]")
    page.fill("[name=change_note]", "A new headline.")
    publish(page)

    moment = time.monotonic()
    _status, english = clinic_reads(live_server.url, "en")
    status, answer = clinic_reads(live_server.url, "fr")
    assert time.monotonic() - moment < 1
    assert (english["title"], english["edition"]["version"]) == ("Inhalers for asthma", 2)
    assert english["edition"]["change"] == {"kind": kind, "note": "A new headline."}
    assert (status, answer["translation"]["status"] if status == 200 else answer["code"]) == french


def test_publishing_without_saying_what_the_change_does_shows_the_question_and_keeps_the_text(page: Page, live_server):
    sheet = a_fact_sheet(ready_in=["fr"])
    an_editor()
    log_in(page)
    open_editor(page, sheet)
    page.fill("[name=headline_en]", "Inhalers for asthma")
    publish(page)
    expect(page.get_by_text("Say what this change does to a reader.")).to_be_attached()
    expect(page.locator("[name=headline_en]")).to_have_value("Inhalers for asthma")
    assert clinic_reads(live_server.url, "en")[1]["title"] == "Asthma inhalers"


def test_autosave_keeps_what_is_typed_and_shows_it_to_nobody(page: Page, live_server):
    sheet = a_fact_sheet()
    an_editor()
    log_in(page)
    page.add_init_script(WATCHING)
    open_editor(page, sheet)
    expect(page.locator("html[data-watching]")).to_be_attached()
    page.wait_for_timeout(3000)  # it may begin a second time
    page.fill("[name=headline_en]", "Half a thought")
    expect(page.locator(".w-autosave-indicator__text", has_text="Saved")).to_be_visible()
    open_editor(page, sheet)
    expect(page.locator("[name=headline_en]")).to_have_value("Half a thought")
    assert clinic_reads(live_server.url, "en")[1]["title"] == "Asthma inhalers"


def test_draft_is_to_clinics_what_never_existed(live_server):
    a_draft()
    status, answer = clinic_reads(live_server.url, "en")
    assert (status, answer["code"]) == (404, "not-found")


def test_preview_shows_the_sheet_as_its_reader_will_see_it(page: Page, live_server):
    sheet = a_fact_sheet()
    an_editor()
    log_in(page)
    open_editor(page, sheet)
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.locator("h1")).to_have_text("Asthma inhalers")
    expect(preview.locator("h2")).to_have_text("How to use it")


def test_admin_in_arabic_runs_from_right_to_left_and_publishes_english(page: Page, live_server):
    sheet = a_fact_sheet(ready_in=["ar"])
    an_editor(interface="ar")
    log_in(page)
    open_editor(page, sheet)
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.fill("[name=headline_en]", "Inhalers for asthma")
    page.get_by_role("tab").last.click()
    page.check("[name=change_kind][value=editorial]")
    publish(page)
    assert clinic_reads(live_server.url, "en")[1]["title"] == "Inhalers for asthma"
    assert clinic_reads(live_server.url, "ar")[1]["title"] == "[ar] Asthma inhalers"
