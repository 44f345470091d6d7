"""A person adds a picture to the library, in a real browser and by the names that a screen reader says."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from factsheets.models import SheetImage
from tests.images.builders import a_bomb, a_jpeg

pytestmark = pytest.mark.journey


@pytest.fixture
def add_page(page: Page, live_server: Any, admin_user: Any, settings: Any, tmp_path: Any) -> Page:
    settings.MEDIA_ROOT = tmp_path
    page.goto("/admin/images/multiple/add/")
    page.get_by_role("textbox", name="Username").fill("admin")
    page.get_by_role("textbox", name="Password").fill("password")
    page.get_by_role("button", name="Sign in").click()
    return page


def choose(page: Page, name: str, data: bytes) -> None:
    field = page.get_by_label("Pictures from your computer")
    field.set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": data})


def test_picture_is_added_with_its_rights(add_page: Page) -> None:
    choose(add_page, "inhaler.jpg", a_jpeg())
    expect(add_page.get_by_text("Upload successful", exact=False).first).to_be_visible()
    add_page.get_by_label("Who made it").fill("Jane Example")
    add_page.get_by_label("Terms of use").select_option("Used with the maker's permission")
    add_page.get_by_role("button", name="Update").click()
    expect(add_page.get_by_role("status").get_by_text("Image updated.")).to_be_visible()
    image = SheetImage.objects.get()
    assert (image.credit, image.license) == ("Jane Example", "permission")


def test_picture_that_is_too_large_is_refused_in_words(add_page: Page) -> None:
    choose(add_page, "scan.png", a_bomb())
    expect(add_page.get_by_text("Save it smaller", exact=False)).to_be_visible()
    assert not SheetImage.objects.exists()
