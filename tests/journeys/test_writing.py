"""A volunteer without a mouse writes a sheet: from the empty form to what clinics read, by keyboard alone."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from playwright.sync_api import Page, TimeoutError

from factsheets.models import Reference, ReferenceIndex, SheetImage
from tests.factsheets.builders import a_publisher, an_admin, the_folder
from tests.images.builders import a_file, a_photo

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

RICH_TEXT = "here.getAttribute('role') === 'textbox'"
INSERT = "here.classList.contains('c-sf-add-button')"


class Keys:
    """Somebody at a keyboard: presses keys, and waits until what has the focus is what they expect."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def is_on(self, what: str) -> bool:
        """Whether the focus is on an element of which this JavaScript says true; it calls it `here`."""
        return bool(self.page.evaluate(f"() => {{ const here = document.activeElement; return Boolean({what}) }}"))

    def wait_for(self, what: str) -> None:
        self.page.wait_for_function(f"() => {{ const here = document.activeElement; return Boolean({what}) }}")

    def press(self, *keys: str, until: str = "") -> None:
        for key in keys:
            self.page.keyboard.press(key)
        if until:
            self.wait_for(until)

    def tab_to(self, what: str, *, key: str = "Tab", limit: int = 60) -> None:
        for _press in range(limit):
            self.page.keyboard.press(key)
            if self.is_on(what):
                self.must_be_visible(back="Tab" if key == "Shift+Tab" else "Shift+Tab", forth=key)
                return
        raise AssertionError(f"{limit} times {key} did not lead to: {what}")

    def must_be_visible(self, back: str, forth: str) -> None:
        """Something with the focus that lies outside the window, or below a bar, is as good as lost.

        Waits, because the page scrolls there smoothly. What the server answers late (the readiness panel, the
        autosave) may push a field away after it had the focus: people then go one step back and come again.
        """
        for _attempt in range(3):
            with suppress(TimeoutError):
                self.wait_until_visible(timeout=5000)
                return
            self.press(back, forth)
        self.wait_until_visible(timeout=15000)

    def wait_until_visible(self, timeout: int) -> None:
        """Raises `TimeoutError` after that many milliseconds."""
        self.page.wait_for_function(
            """() => {
                const box = document.activeElement.getBoundingClientRect();
                const middle = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)];
                const found = document.elementFromPoint(...middle);
                return found && (document.activeElement.contains(found) || found.contains(document.activeElement));
            }""",
            timeout=timeout,
        )

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    def fill(self, name: str, text: str) -> None:
        self.tab_to(f"here.name === '{name}'")
        self.write(text)

    @contextmanager
    def dialog(self) -> Iterator[None]:
        """From the moment when a dialog has the focus until it has gone and gave the focus back."""
        self.wait_for("here.closest('.modal.in, .modal.show') && here.matches('input, select')")
        yield
        self.page.wait_for_function("() => !document.querySelector('body > .modal')")
        self.wait_for("here !== document.body")

    def insert(self, name: str, until: str) -> None:
        """Choose a block from the list of a plus button that has the focus."""
        self.press("Enter")
        self.page.wait_for_function("() => document.querySelector('.w-combobox')")
        self.press("Tab", until="here.getAttribute('role') === 'combobox'")
        self.write(name)
        self.press("Enter", until=until)

    def slash(self, name: str) -> None:
        """Choose from the list that “/” opens in rich text."""
        self.write(f"/{name}")
        self.page.wait_for_function("() => document.querySelector('.w-combobox [aria-selected=true]')")
        self.press("Enter")

    def cite(self, words: str) -> None:
        self.slash("citation")
        with self.dialog():
            self.write(words)
            self.page.wait_for_function(
                "() => document.querySelectorAll('#search-results [data-chooser-modal-choice]').length === 1"
            )
            self.press("Tab", until="here.matches('[data-chooser-modal-choice]')")
            self.press("Enter")
        self.wait_for(RICH_TEXT)

    def choose_the_only_one(self) -> None:
        """In a dialog of Wagtail's, from the button that opens it."""
        self.press("Enter")
        self.page.wait_for_function("() => document.querySelector('.modal [data-chooser-modal-choice]')")
        for _attempt in range(4):
            # On a busy machine Wagtail may still be drawing its list, and a key is lost: people press it again.
            self.tab_to("here.matches('[data-chooser-modal-choice]')")
            self.press("Enter")
            with suppress(TimeoutError):
                self.page.wait_for_function("() => !document.querySelector('body > .modal')", timeout=4000)
                break
        self.wait_for("here.matches('.chooser button') && here.offsetParent")


def a_reference(authors: str, year: int, title: str) -> Reference:
    reference = Reference(authors=authors, year=year, work_title=title, source_language="en", live=False)
    ReferenceIndex.objects.get().add_child(instance=reference)
    return publish_reference(reference)


def publish_reference(reference: Reference) -> Reference:
    reference.save_revision(user=an_admin()).publish(user=an_admin())
    return reference


def an_image() -> SheetImage:
    file = ContentFile(a_file(a_photo(320, 240)), "knee.jpg")
    return SheetImage.objects.create(title="Knee", file=file, credit="Jane Example", license="own")


def log_in(page: Page, base: str) -> None:
    client = Client()
    client.force_login(an_admin())
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base}])


def clinic_reads(base: str, path: str) -> dict:
    with urllib.request.urlopen(f"{base}/api/v1/factsheets/{path}/?lang=en") as answer:
        return json.load(answer)


def test_sheet_with_citations_a_table_and_an_image_is_written_and_published_by_keyboard_alone(page: Page, live_server):
    a_reference("Hackett, George", 1953, "Joint stabilization")
    a_reference("Rabago, David", 2010, "Prolotherapy in primary care practice")
    an_image()
    a_publisher()
    log_in(page, live_server.url)
    page.goto(f"/admin/pages/add/factsheets/factsheet/{the_folder().pk}/")
    keys = Keys(page)
    keys.page.wait_for_function("() => document.querySelector('.c-sf-add-button')")

    keys.fill("title", "Knee pain")
    keys.fill("headline_en", "When your knee hurts")
    keys.fill("summary_en", "Injections may help for a while.")
    write_the_text(keys)
    add_a_table(keys)
    add_the_image(keys)
    fill_in_the_review(keys)
    publish_it(keys)

    check_what_clinics_read(clinic_reads(live_server.url, "knee-pain"))


def write_the_text(keys: Keys) -> None:
    keys.tab_to(INSERT)
    keys.press("Enter", until="here.tagName === 'SELECT'")
    keys.write("Treat")
    keys.fill("body_en-0-value-heading", "What can be done")
    keys.tab_to(INSERT)
    keys.insert("Paragraph", until=RICH_TEXT)
    keys.write("Injections were tried long ago")
    keys.cite("hackett")
    keys.write(" and may help")
    keys.cite("stabilization")
    keys.cite("rabago 2010")
    keys.write(".")


def add_a_table(keys: Keys) -> None:
    keys.slash("Table")
    keys.wait_for("/caption$/.test(here.name)")
    keys.write("What happens when")
    for number, heading in enumerate(["When", "What"]):
        keys.tab_to(f"/column-{number}-heading$/.test(here.name)")
        keys.write(heading)
    for cell in ["Day 1", "First injection", "Week 6", "Second injection"]:
        keys.tab_to(RICH_TEXT)
        keys.write(cell)


def add_the_image(keys: Keys) -> None:
    keys.tab_to(INSERT)
    keys.insert("Image", until="here.matches('[data-chooser-action-choose]')")
    keys.choose_the_only_one()
    keys.tab_to("/alt$/.test(here.name)")
    keys.write("A knee from the side")


def fill_in_the_review(keys: Keys) -> None:
    keys.tab_to("here.id === 'tab-label-content'", key="Shift+Tab", limit=120)
    keys.press("ArrowRight", "ArrowRight", until="here.id === 'tab-label-review'")
    keys.tab_to("here.matches('#id_publisher-chooser [data-chooser-action-choose]')")
    keys.choose_the_only_one()
    keys.fill("next_review", "2099-03-01")
    keys.press("Escape")  # the calendar


def publish_it(keys: Keys) -> None:
    keys.tab_to("here.matches('.w-dropdown__toggle') && here.closest('footer')")
    keys.press("Enter")
    keys.tab_to("here.name === 'action-publish'")
    keys.press("Enter")
    keys.page.wait_for_function("() => document.querySelector('.messages .success, .messages .error')")


def check_what_clinics_read(sheet: dict) -> None:
    paragraph, table, image = sheet["sections"][0]["blocks"]
    assert sheet["title"] == "When your knee hurts"
    assert "[1]" in paragraph["html"]
    assert "[1,2]" in paragraph["html"]
    assert "Second injection" in table["html"]
    assert "A knee from the side" in image["html"]
