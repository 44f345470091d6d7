"""What keeps a text from its readers is named while it is written, and leads to the place where it is mended."""

import re

import pytest
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from factsheets.models import Reference
from tests.factsheets.builders import a_draft, an_admin
from tests.factsheets.reference_builders import the_references

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# Wagtail remembers the form as it was two seconds after it opened and saves what differs from then on.
WATCHING = "document.addEventListener('w-unsaved:watch-edits', () => document.documentElement.dataset.watching = '')"
RIS = "TY  - JOUR\nAU  - Hackett, George S.\nTI  - Joint stabilization through\nJO  - Ohio.Med\nPY  - 1953\nER  - \n"


def log_in(page: Page, interface: str = "en") -> None:
    UserProfile.objects.create(user=an_admin(), preferred_language=interface)
    page.goto("/admin/login/")
    page.fill("[name=username]", "amal")
    page.fill("[name=password]", "secret-of-amal")
    page.click("button[type=submit]")
    expect(page.locator("main")).to_be_visible()


@pytest.mark.parametrize("interface", ["en", "ar"])
def test_problem_is_named_after_an_autosave_and_leads_to_its_block(page: Page, live_server, interface):
    sheet = a_draft(paragraphs=["Shake it.", "Take 10–20 mg."])
    page.add_init_script(WATCHING)
    log_in(page, interface)
    page.goto(f"/admin/pages/{sheet.pk}/edit/")
    counter = page.locator('[data-side-panel-toggle="readiness"] [data-side-panel-toggle-counter]')
    expect(counter).to_have_text("1")
    page.locator('[data-side-panel-toggle="readiness"]').click()
    panel = page.locator("[data-readiness]")
    expect(panel.locator(".readiness__entry--blocking")).to_have_count(1)

    expect(page.locator("html[data-watching]")).to_be_attached()
    page.wait_for_timeout(500)  # it announces that it begins to watch, and takes its first picture after that
    page.fill("[name=headline_en]", "")
    expect(panel.locator(".readiness__entry--blocking")).to_have_count(2, timeout=15_000)
    said = page.locator('[role="status"].w-sr-only', has_text=re.compile(r"\S"))  # in Arabic “two” needs no number
    expect(said.first).to_be_attached()

    panel.locator('[data-readiness-field="headline_en"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=headline_en]")).to_be_focused()
    panel.locator('[data-readiness-field="body_en"]').first.click()
    expect(page.locator('[contenteditable="true"]:focus')).to_contain_text("10–20 mg")


def test_references_are_imported_from_pasted_text(page: Page, live_server):
    log_in(page)
    page.goto(f"/admin/references/{the_references().pk}/import/")
    page.fill("[name=text]", RIS)
    page.get_by_role("button", name="Look at what is in it").click()
    expect(page.get_by_role("checkbox")).to_be_checked()
    expect(page.get_by_text("A space seems to be missing")).to_be_visible()
    page.get_by_role("button", name="Import what is ticked").click()
    expect(page.locator(".messages")).to_contain_text("1 reference is a draft now.")
    assert Reference.objects.get().container_title == "Ohio.Med"
