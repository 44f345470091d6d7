"""The catalogues in locale/: read, bring up to date, write, compile."""

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HEADER = """\
# Interface strings: {language}.
# `make messages` adds new strings and takes away unused ones; translations are written by hand.
# `make lint` says what is missing."""

# Babel writes these on its own; they change at every run and tell nobody anything.
NOISE = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To'
    rb"|Generated-By):.*\n",
    re.MULTILINE,
)


def paths(root: Path) -> list[Path]:
    return sorted((root / "locale").glob("*/LC_MESSAGES/django.po"))


def language_of(path: Path) -> str:
    return path.parts[-3]


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language_of(path), abort_invalid=True)


def update(path: Path, strings: Catalog) -> None:
    """Add what is new, drop what is gone. A changed string starts empty: a guess that looks like a
    translation would be released by somebody in a hurry."""
    catalogue = read(path)
    catalogue.update(strings, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = HEADER.format(language=language_of(path))
    path.write_bytes(as_po(catalogue))


def as_po(catalogue: Catalog) -> bytes:
    file = BytesIO()
    write_po(file, catalogue, sort_by_file=True, include_lineno=False, width=100)
    return NOISE.sub(b"", file.getvalue())


def compile_all(root: Path) -> list[Path]:
    """Write the .mo file beside each catalogue that is newer than it; answer which."""
    stale = [path for path in paths(root) if is_stale(path)]
    for path in stale:
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path))
    return stale


def is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime
