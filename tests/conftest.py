"""What all tests share: a clean database, and the browser of the journeys. Builders live beside their subject."""

import os
import shutil
from collections.abc import Iterator

import hypothesis
import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Model
from django.test import TransactionTestCase
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker

from editions import triggers

NO_CHROMIUM = "no Chromium on this machine"
NO_NODE = "no Node.js on this machine"
# What is skipped for want of something, and what to do about it. With CI set it fails instead.
WANTING = {
    NO_CHROMIUM: "browser journeys were skipped: {why}. Install Chromium, or name it in CHROMIUM.",
    NO_NODE: "tests of what runs in Node.js were skipped: {why}. Install Node.js 20 or newer, with npm.",
}
ARGUMENTS = [
    "--no-sandbox",  # in a container the tests run as root, where its sandbox refuses to start
    "--disable-quic",
    "--disable-background-networking",  # it talks to our server and to nobody else
]


# No deadline: the first example of a test pays for what Django loads lazily. In CI the same examples each time, so
# that a run says something about the change and not about its luck; at home new ones are looked for.
hypothesis.settings.register_profile("home", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "home")


def chromium() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser, journeys are skipped; but with CI set they fail on starting it."""
    if chromium() or os.environ.get("CI"):
        return
    for test in items:
        if test.get_closest_marker("journey"):
            test.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    for why, told in WANTING.items():
        if number := sum(why in each for each in skipped):
            terminalreporter.section("NOT EVERYTHING WAS TESTED", sep="!", red=True, bold=True)
            terminalreporter.line(f"{number} {told.format(why=why)}")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """pytest-django's test database, with a note of what the migrations put into it: the root page and so on."""
    with django_db_blocker.unblock():
        models = apps.get_models(include_auto_created=True)
        as_migrated = [rows for model in models if (rows := list(model._base_manager.all()))]
    TransactionTestCase._fixture_teardown = lambda test: put_back(as_migrated)


def put_back(as_migrated: list[list[Model]]) -> None:
    """What a test with real transactions (`live_server`, `transaction=True`) leaves to the next: what migrations made.

    Django would only empty every table. That fails on the append-only ones, whose triggers refuse (the one place where
    they are taken away), and leaves a Wagtail without a root page for every test after it. Rows are put back as rows,
    without signals: Wagtail's receivers would make others on the way.
    """
    triggers.drop(connection)
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)
    with transaction.atomic():
        for rows in as_migrated:
            model = type(rows[0])  # `_insert`, as `bulk_create` does not take models with a parent
            model._base_manager._insert(rows, fields=model._meta.local_concrete_fields)
    triggers.create(connection)
    ContentType.objects.clear_cache()
    cache.clear()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    assert path, f"{NO_CHROMIUM}: install it, or name it in the environment variable CHROMIUM"
    # Its synchronous interface keeps an event loop in this thread, and Django would then refuse to
    # touch the database from here.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def browser_context(browser: Browser, live_server) -> Iterator[BrowserContext]:
    """A visitor of their own, with paths instead of addresses: `page.goto("/admin/")`."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    return browser_context.new_page()
