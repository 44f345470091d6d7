"""A person opens the system for the first time, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey


def test_admin_asks_who_you_are_and_lets_you_in(page: Page, live_server, admin_user) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto("/")
    page.get_by_role("textbox", name="Username").fill("admin")
    page.get_by_role("textbox", name="Password").fill("password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation")).to_contain_text("Pages")
    assert all(address.startswith((live_server.url, "data:")) for address in requested)
