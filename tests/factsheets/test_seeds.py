"""The table of what became of the seeds: every place that it names is in the demo, and no sentence of theirs is."""

import re
from pathlib import Path

import pytest

from factsheets.demo.reading import FOLDER, neighbours, sheets
from factsheets.models import FactSheet, Publisher

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reference" / "seeds.md").read_text(encoding="utf-8")
SEEDS = ROOT.parent / "shared" / "seeds"

PARTS = ("items", "paragraphs", "facts", "known", "unknown", "columns", "rows")
FIELDS = {field.name for model in (FactSheet, Publisher) for field in model._meta.get_fields()}
MARKUP = {"cite", "dfn", 'span lang="la"', "doubtful", "note"}
THE_SHEETS = tuple(sheets())
SHARED = {entry.slug for entry in neighbours()}
FILES = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.toml")}
RUN = 6


def pieces_of(section):
    """Ids of a section's blocks and what is in them."""
    for block in section["blocks"]:
        yield block["id"]
        yield from (piece["id"] for part in PARTS for piece in block.get(part, ()))


def names_in(entry):
    """Everything that a table may name in this sheet."""
    sections = entry.data["sections"]
    own = [part["id"] for name in ("links", "reviewers") for part in entry.data[name]]
    return {*own, *(s["id"] for s in sections), *(s["kind"] for s in sections), *map(str, entry.data)} | {
        piece for section in sections for piece in pieces_of(section)
    }


def table_of(entry):
    """The part of the page that is about this sheet."""
    return next(part for part in PAGE.split("\n## ") if f"`content/en/{entry.slug}.toml`" in part.splitlines()[0])


def places_in(table):
    """The last column."""
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    return [row.rstrip(" |").rsplit(" | ", 1)[1] for row in rows]


@pytest.mark.parametrize("entry", THE_SHEETS, ids=lambda entry: entry.slug)
def test_every_place_that_is_named_is_in_the_sheet(entry):
    known = names_in(entry) | FIELDS | MARKUP | SHARED | FILES
    named = {name for place in places_in(table_of(entry)) for name in re.findall(r"`([^`]+)`", place)}
    assert named - known == set()


@pytest.mark.parametrize("entry", THE_SHEETS, ids=lambda entry: entry.slug)
def test_every_piece_stands_in_the_section_that_is_named(entry):
    sections = {section["id"]: set(pieces_of(section)) for section in entry.data["sections"]}
    everywhere = set.union(*sections.values())
    for place in places_in(table_of(entry)):
        for first, rest in re.findall(r"`([^`]+)` / ([^;]+)", place):
            pieces = set(re.findall(r"`([^`]+)`", rest)) & everywhere if first in sections else set()
            assert pieces <= sections.get(first, set()), place


@pytest.mark.parametrize("entry", THE_SHEETS, ids=lambda entry: entry.slug)
def test_every_section_of_the_sheet_is_in_its_table(entry):
    assert all(f"`{section['id']}`" in table_of(entry) for section in entry.data["sections"])


def test_everything_that_sheets_share_is_named():
    assert all(f"`{entry.slug}`" in PAGE for entry in neighbours() if entry.group in ("faqs", "terms"))


def runs_of_words(text):
    words = re.findall(r"[^\W_]+", re.sub(r"<[^>]*>", "", text).lower())
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not part of the project")
def test_no_sentence_of_a_seed_is_in_the_demo():
    """Titles of references are as the seed gives them, and nothing else."""
    theirs = {run for path in SEEDS.glob("*.txt") for run in runs_of_words(path.read_text(encoding="utf-8"))}
    files = [path for path in (FOLDER / "content" / "en").glob("*.toml") if path.name != "references.toml"]
    for text in (PAGE, *(path.read_text(encoding="utf-8") for path in files)):
        assert runs_of_words(text) & theirs == set()
