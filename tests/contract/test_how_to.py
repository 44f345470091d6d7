"""“Show a sheet on your website”: each program of the page is taken out of it and run against a live server."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from editions import withholding
from tests.api.builders import ASTHMA

from .conftest import Library, needs_node

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "show-a-sheet-on-your-website.md"
PROGRAM = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)\n```", re.DOTALL)
WRITTEN_FOR = "http://127.0.0.1:8000"
COMMANDS = {"show_sheet.py": sys.executable, "show-sheet.mjs": "node"}


@pytest.fixture
def programs(tmp_path: Path, live_server, library: Library) -> Path:
    """A folder with the programs, which ask the live server."""
    for name, text in PROGRAM.findall(PAGE.read_text(encoding="utf-8")):
        text = text.replace(WRITTEN_FOR, live_server.url).replace("prolotherapy", "asthma")
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(name: str, folder: Path, *words: str) -> str:
    done = subprocess.run([COMMANDS[name], name, *words], cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


ON_A_SERVER = ["show_sheet.py", pytest.param("show-sheet.mjs", marks=needs_node)]


def test_every_program_of_the_page_is_run_here(programs: Path) -> None:
    assert {file.name for file in programs.iterdir()} == {*COMMANDS, "page.html"}


@pytest.mark.parametrize("name", ON_A_SERVER)
def test_program_shows_the_sheet_with_its_language_and_notice(name: str, programs: Path) -> None:
    shown = run(name, programs, "asthma", "fr")
    assert shown.startswith('<article lang="fr" dir="ltr">')
    assert '<p role="note" lang="' in shown
    assert "<h1>fr: Asthma</h1>" in shown
    assert "<ul" in shown
    whole = run(name, programs, "inhalers", "en")
    assert 'id="ref-1"' in whole
    assert "<h2>Can I use a spacer?</h2>" in whole
    assert "Ask your nurse" in whole


@pytest.mark.parametrize("name", ON_A_SERVER)
def test_program_asks_with_the_etag(name: str, programs: Path, caplog) -> None:
    first = run(name, programs, "asthma", "fr")
    caplog.clear()
    assert run(name, programs, "asthma", "fr") == first
    assert " 304 " in caplog.text


@pytest.mark.parametrize("name", ON_A_SERVER)
def test_program_removes_its_copy_of_what_was_taken_back(name: str, programs: Path) -> None:
    run(name, programs, "asthma", "fr")
    assert len(list((programs / "copies").iterdir())) == 1
    withholding.withhold(ASTHMA, "fr", reason="A dose is wrong.", by="Test Editor")
    shown = run(name, programs, "asthma", "fr")
    assert 'hreflang="en"' in shown
    assert "<article" not in shown
    assert not list((programs / "copies").iterdir())
    assert "withdrawn" in run(name, programs, "wheezing", "en")


@pytest.mark.parametrize("name", ON_A_SERVER)
def test_program_shows_an_old_copy_only_for_an_hour(name: str, programs: Path) -> None:
    shown = run(name, programs, "asthma", "fr")
    program = programs / name
    program.write_text(re.sub(r"http://\w+:\d+", "http://127.0.0.1:9", program.read_text()))  # nobody listens there
    assert run(name, programs, "asthma", "fr") == shown
    program.write_text(re.sub(r"(WITHOUT_ASKING = )[\d_]+", r"\g<1>-1", program.read_text()))
    assert "cannot be shown" in run(name, programs, "asthma", "fr")


@pytest.mark.journey
def test_page_shows_the_sheet(page, programs: Path) -> None:
    page.goto(f"file://{programs / 'page.html'}")
    page.get_by_role("heading", name="fr: Asthma").wait_for()
    place = page.locator("#sheet")
    assert (place.get_attribute("lang"), place.get_attribute("dir")) == ("fr", "ltr")
    assert page.locator("#sheet > [role=note]").count() == 1
    withholding.withhold(ASTHMA, "fr", reason="A dose is wrong.", by="Test Editor")
    file = programs / "page.html"
    file.write_text(file.read_text().replace("lang=${", "fallback=none&lang=${"))  # another address: not in its cache
    page.reload()
    page.get_by_text("n’est pas diffusé actuellement").wait_for()
