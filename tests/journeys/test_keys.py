"""A key is made by keyboard alone, copied, used, and revoked; in English and in Arabic."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from api.keys.models import Key
from tests.factsheets.people import a_person
from tests.keys.builders import an_organisation

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def press_until(page: Page, condition: str, *, limit: int = 60) -> None:
    """Tab until the focus is there."""
    for _ in range(limit):
        if page.evaluate(f"() => {{ const here = document.activeElement; return {condition} }}"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not get to: {condition}")


@pytest.mark.parametrize("interface", ["en", "ar"])
def test_key_is_made_copied_used_and_revoked(page: Page, browser_context, interface: str) -> None:
    manager = a_person("API manager", name="mona")
    UserProfile.objects.create(user=manager, preferred_language=interface)
    organisation = an_organisation()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    browser_context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/admin/login/")
    page.fill("[name=username]", "mona")
    page.fill("[name=password]", "secret-of-this-person")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")

    page.goto(reverse("readers_create_key", args=[organisation.pk]))
    press_until(page, "here.name === 'label'")
    page.keyboard.type("kiosk")
    press_until(page, "here.name === 'languages' && here.value === 'fr'")
    page.keyboard.press("Space")
    press_until(page, "here.matches('main form button[type=submit]')")
    page.keyboard.press("Enter")
    expect(page.locator("#new-key")).to_be_visible()
    text = page.input_value("#new-key")
    press_until(page, "here.dataset.action === 'w-clipboard#copy'")
    page.keyboard.press("Enter")
    expect(page.locator("[role=status] .in-state")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == text

    asked = {"Authorization": f"Bearer {text}"}
    assert browser_context.request.get("/api/v1/factsheets/?lang=fr", headers=asked).status == 200
    key = Key.objects.get()
    assert key.languages == ["fr"]
    page.goto(reverse("organisations:inspect", args=[organisation.pk]))
    assert page.locator("html").get_attribute("dir") == {"en": "ltr", "ar": "rtl"}[interface]
    press_until(page, f"here.getAttribute('href') === {reverse('readers_revoke_key', args=[key.pk])!r}")
    page.keyboard.press("Enter")
    page.wait_for_url("**/revoke/")
    press_until(page, "here.matches('main form button[type=submit]')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/inspect/**")
    assert browser_context.request.get("/api/v1/factsheets/?lang=fr", headers=asked).status == 401
    assert refused == []
