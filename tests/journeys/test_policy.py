"""Nothing that the site shows is refused by its own policy, and nothing that anybody else puts into a page runs."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image as PillowImage
from playwright.sync_api import ConsoleMessage, Page, expect

from factsheets.models import SheetImage
from tests.factsheets.builders import a_fact_sheet

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TELL = """
    document.addEventListener("securitypolicyviolation", (event) =>
        console.log(`REFUSED ${event.violatedDirective} ${event.blockedURI} ${location.pathname}`))
"""

INJECT = """
    document.body.append(Object.assign(document.createElement("script"), {textContent: "window.ran = 1"}))
"""


@pytest.fixture
def refused(page: Page) -> list[str]:
    """What the policy refuses, in this page and in all that it opens."""
    found: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.text.startswith("REFUSED"):
            found.append(message.text)

    page.on("console", listen)
    page.add_init_script(TELL)
    return found


@pytest.fixture
def admin(page: Page, admin_user) -> Page:
    page.goto("/admin/login/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", "password")
    page.click("button[type=submit]")
    expect(page.locator("main")).to_be_visible()
    return page


def test_reference_page_of_the_api_is_styled_and_refuses_nothing_of_its_own(page: Page, refused) -> None:
    page.goto("/api/v1/docs/")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).maxWidth") == "1056px"
    assert refused == []


def test_listener_hears_what_is_refused(page: Page, refused) -> None:
    page.goto("/api/v1/docs/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    assert page.evaluate("window.ran") is None
    assert len(refused) == 1


def test_pages_of_the_admin_refuse_nothing_of_their_own(admin: Page, refused) -> None:
    sheet = a_fact_sheet(ready_in=["fr"])
    for path in (
        "",
        f"pages/{sheet.get_parent().pk}/",
        f"pages/{sheet.pk}/history/",
        "images/",
        "images/add/",
        "documents/add/",
        "users/",
        "reports/site-history/",
        "account/",
        "workflows/add/",
    ):
        answer = admin.goto(f"/admin/{path}")
        assert answer is not None
        assert answer.status == 200, path
        admin.wait_for_load_state("networkidle")
    assert refused == []


def test_editor_works_under_the_policy(admin: Page, refused) -> None:
    """Its parts that Wagtail starts by inline scripts: dates, choosers; and the preview, which is a frame."""
    sheet = a_fact_sheet()
    admin.goto(f"/admin/pages/{sheet.pk}/edit/")
    admin.fill("[name=headline_en]", "Inhalers for asthma")
    editor = admin.locator("[contenteditable=true]").first
    editor.click()
    admin.keyboard.type("Breathe out first. ")

    admin.get_by_role("tab", name="Review").click()
    admin.locator("[name=last_reviewed]").click()
    calendar = admin.locator(".xdsoft_datetimepicker").filter(visible=True)
    expect(calendar).to_have_count(1)
    calendar.locator("td.xdsoft_date").nth(10).click()
    expect(admin.locator("[name=last_reviewed]")).not_to_have_value("2026-03-01")

    admin.get_by_role("button", name="Toggle preview").click()
    expect(admin.frame_locator("#w-preview-iframe").locator("h1")).to_have_text("Inhalers for asthma")
    assert refused == []


def test_chooser_opens_its_dialogue(admin: Page, refused) -> None:
    sheet = a_fact_sheet()
    admin.goto(f"/admin/pages/{sheet.pk}/move/")
    admin.get_by_role("button", name="Choose a different page").or_(
        admin.get_by_role("button", name="Actions")
    ).first.click()
    admin.get_by_role("button", name="Choose another page").click()
    expect(admin.locator(".modal-body").filter(visible=True)).to_have_count(1)
    assert refused == []


def test_uploaded_image_is_shown_in_the_admin(admin: Page, refused) -> None:
    picture = io.BytesIO()
    PillowImage.new("RGB", (400, 300), "teal").save(picture, "PNG")
    SheetImage.objects.create(title="Hands", file=ContentFile(picture.getvalue(), name="hands.png"))
    admin.goto("/admin/images/")
    thumbnail = admin.locator("img[src^='/admin/media/']").first
    expect(thumbnail).to_be_visible()
    assert thumbnail.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert refused == []
