"""The reference page: complete, true, readable by everybody, and asking nobody else for anything."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from api import openapi
from api.openapi import headers
from api.problems import KINDS
from tests.journeys.test_admin_accessible import AXE, RULES, RUN

from .conftest import Library

NARROWEST = 320  # CSS pixels, WCAG 2.2, 1.4.10


@pytest.fixture
def docs(client) -> BeautifulSoup:
    return BeautifulSoup(client.get("/api/v1/docs/").content, "html.parser")


def test_every_anchor_leads_somewhere_and_is_there_once(docs: BeautifulSoup) -> None:
    ids = Counter(each["id"] for each in docs.find_all(id=True))
    assert [id for id, number in ids.items() if number > 1] == []
    targets = {each["href"][1:] for each in docs.find_all(href=re.compile("^#"))}
    assert targets <= set(ids)
    named = {each["aria-labelledby"] for each in docs.find_all(attrs={"aria-labelledby": True})}
    assert named <= set(ids)


def test_every_kind_of_problem_is_where_its_type_points(docs: BeautifulSoup, client) -> None:
    for kind in KINDS:
        heading = docs.find(id=kind.code)
        assert heading
        assert str(kind.status) in heading.text
    told = client.get("/api/v1/nowhere/").json()["type"]
    address, _hash, anchor = told.partition("#")
    assert address == "/api/v1/docs/"
    assert docs.find(id=anchor)


def test_everything_of_the_document_is_on_the_page(docs: BeautifulSoup) -> None:
    document = openapi.document()
    text = docs.get_text(" ")
    for path in document["paths"]:
        assert f"GET {path}" in text
    for name in document["components"]["parameters"]:
        assert docs.find("code", string=name.partition(".")[0])
    for header in headers.ANSWERED:
        assert docs.find(id=f"header-{header.name.lower()}")
    for name in document["components"]["schemas"]:
        assert docs.find(id=f"shape-{name}")
    media_types = {
        media_type for item in document["paths"].values() for media_type in item["get"]["responses"]["200"]["content"]
    }
    listed = docs.find("h2", id="formats").find_next("ul")
    assert {code.text for code in listed.find_all("code")} == media_types


def test_commands_of_the_page_work(docs: BeautifulSoup, client, library: Library, settings) -> None:
    commands = [
        line for code in docs.select("pre code") for line in code.text.splitlines() if line.startswith("curl ")
    ]
    assert len(commands) >= len(openapi.document()["paths"])
    for command in commands:
        _curl, address = shlex.split(command)
        assert address.startswith(settings.SITE_URL)
        path = address.removeprefix(settings.SITE_URL)
        if "/editions/" in path and "/factsheets/" not in path:
            continue  # an id is another in every library; slugs are those of the examples
        assert client.get(path).status_code == 200, command


def test_page_is_marked_up_for_everybody(docs: BeautifulSoup) -> None:
    assert (docs.html["lang"], docs.html["dir"]) == ("en", "ltr")
    assert docs.title.text
    assert [each.name for each in docs.body.find_all(["header", "nav", "main"])] == ["header", "nav", "main"]
    assert docs.body.find("a")["href"] == "#begin"  # past the list of addresses
    assert levels_are_in_order([int(each.name[1]) for each in docs.find_all(re.compile("^h[1-6]$"))])
    assert all(cell.get("scope") for cell in docs.find_all("th"))
    names = [each.get("aria-label", "") for each in docs.find_all(tabindex="0")]
    assert all(names), "what can be scrolled by keyboard has a name"
    assert not docs.find_all("table", string=re.compile("^$"))


def levels_are_in_order(levels: list[int]) -> bool:
    return levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))


def test_page_asks_nobody_and_runs_nothing(docs: BeautifulSoup) -> None:
    assert not docs.find_all(["script", "style", "iframe", "img", "form"])
    assert [each["href"] for each in docs.find_all("link")] == ["/static/api/docs.css"]
    assert not [each for each in docs.find_all(True) if isinstance(each, Tag) and has_behaviour(each)]


def has_behaviour(element: Tag) -> bool:
    return any(name == "style" or name.startswith("on") for name in element.attrs)


@pytest.mark.journey
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_fits_a_phone_and_can_be_read_in_both_schemes(page, live_server, scheme: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    page.goto("/api/v1/docs/")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST
    assert {url.removeprefix(live_server.url) for url in asked} <= {
        "/api/v1/docs/",
        "/static/api/docs.css",
        "/favicon.ico",
    }
    for selector in ("p", "a", ".note", "pre code", "summary"):
        assert page.locator(selector).first.evaluate(CONTRAST) >= 4.5, selector
    assert page.locator("nav a").first.bounding_box()["height"] >= 24  # WCAG 2.2, 2.5.8


@pytest.mark.journey
@pytest.mark.skipif(not AXE, reason="no axe-core: its file is named in the environment variable AXE")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_has_no_fault_that_axe_finds(page, live_server, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto("/api/v1/docs/")
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    assert page.evaluate(RUN, RULES) == []


# The ratio of WCAG 2.2 §1.4.3 between an element's colour and the nearest background behind it.
CONTRAST = """element => {
    const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => parts(colour).slice(0, 3).map((part) => part / 255)
        .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    let behind = element;
    const ground = () => getComputedStyle(behind).backgroundColor;
    while (behind.parentElement && parts(ground())[3] === 0) behind = behind.parentElement;
    const [dark, bright] = [getComputedStyle(element).color, ground()].map(light).sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
}"""
