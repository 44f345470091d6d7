"""The one way in: bytes of an unknown file to records and problems. Called by the import page of the admin."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from . import bibtex, csl_json, nbib, plain, ris
from .records import Imported, Outcome, Problem, Refused, imported

LARGEST_FILE = 2_000_000
LONGEST_LINE = 100_000

# What each format begins a record with, at the start of a line, and who reads it.
FORMATS: tuple[tuple[str, re.Pattern[str], Callable[[str], Iterator[Outcome]]], ...] = (
    ("csl-json", re.compile(r"\A\s*[\[{]"), csl_json.outcomes),
    ("ris", re.compile(r"^[ \t]*TY {1,3}-", re.MULTILINE), ris.outcomes),
    ("nbib", re.compile(r"^(?:PMID|OWN |STAT|PMC ) ?- ", re.MULTILINE), nbib.outcomes),
    ("bibtex", re.compile(r"^[ \t]*@[A-Za-z]{1,30}[ \t]{0,9}[{(]", re.MULTILINE), bibtex.outcomes),
    ("list", re.compile(r"^[ \t]*(?:\[\d{1,4}\]|\(?\d{1,4}[.)])\s+\S", re.MULTILINE), plain.outcomes),
)
OTHERS = (
    ("EndNote", re.compile(r"^%0 ", re.MULTILINE)),
    ("XML", re.compile(r"\A\s*<")),
    ("Web of Science", re.compile(r"^(?:FN Clarivate|FN Thomson|PT J$)", re.MULTILINE)),
    ("PDF", re.compile(r"\A%PDF")),
    ("ZIP", re.compile(r"\APK\x03\x04")),
)


def read(data: bytes, *, filename: str = "") -> Imported:
    """Read a file of references. Never raises for what is in the file: that is told as problems, with their lines.

    The name of the file is for messages only; its ending is not believed.
    """
    try:
        text, notes = _text_of(data)
        text, too_long = _without_long_lines(text)
        format, outcomes = _format_of(text, filename)
        found = imported(outcomes(text), format=format)
    except Refused as refusal:
        return Imported(problems=(Problem(refusal.line, "", "", str(refusal)),))
    problems = (*notes, *too_long, *found.problems)
    if not found.records and not problems:
        problems = (Problem(0, "", "", _("There is no record in this file.")),)
    return Imported(found.records, problems, format)


def _text_of(data: bytes) -> tuple[str, list[Problem]]:
    if len(data) > LARGEST_FILE:
        raise Refused(_("The file is larger than %(limit)s MB. Divide it.") % {"limit": LARGEST_FILE // 1_000_000})
    text, is_guessed = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Refused(_("The file is empty."))
    for name, sign in OTHERS:
        if sign.search(text):
            raise Refused(_not_read(name))
    if (at := text.find("\0")) >= 0:
        line = text.count("\n", 0, at) + 1
        raise Refused(_("Line %(line)s holds a NUL character: this is not a text file.") % {"line": line}, line)
    return text, [_guess_note()] if is_guessed else []


def _decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding is a guess."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not data.startswith(codecs.BOM_UTF32_LE):
        try:
            return data.decode("utf-16"), False
        except UnicodeDecodeError:
            raise Refused(_("The file says that it is UTF-16, but is not. Save it as UTF-8.")) from None
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), True  # Latin 1 as Windows writes it, with typographic quotation marks
    except UnicodeDecodeError:
        return data.decode("latin-1"), True


def _guess_note() -> Problem:
    return Problem(
        0,
        "",
        "",
        _(
            "The file is not UTF-8 and was read as Latin-1. Check names with accents; if they look wrong, "
            "save it as UTF-8."
        ),
    )


def _without_long_lines(text: str) -> tuple[str, list[Problem]]:
    """The text with lines that no record has taken out. JSON is let through: it may be one line."""
    if text.lstrip()[:1] in ("[", "{") or max(map(len, lines := text.split("\n"))) <= LONGEST_LINE:
        return text, []
    message = _("This line is longer than %(limit)s characters and was left out.") % {"limit": LONGEST_LINE}
    problems = [Problem(at, "", "", message) for at, line in enumerate(lines, 1) if len(line) > LONGEST_LINE]
    return "\n".join("" if len(line) > LONGEST_LINE else line for line in lines), problems


def _format_of(text: str, filename: str) -> tuple[str, Callable[[str], Iterator[Outcome]]]:
    """The format whose first record comes first."""
    found = [(first.start(), name, reader) for name, sign, reader in FORMATS if (first := sign.search(text))]
    if not found:
        raise Refused(_unknown(filename))
    _position, name, reader = min(found, key=lambda each: each[0])
    return name, reader


def _not_read(format: str) -> str:
    return _("This is a file in the format %(format)s, which is not read. Export it as RIS, BibTeX or CSL-JSON.") % {
        "format": format
    }


def _unknown(filename: str) -> str:
    return _(
        "No reference was found in “%(file)s”. Files in RIS, BibTeX, PubMed (nbib) and CSL-JSON are read, "
        "and numbered lists of references."
    ) % {"file": filename.rpartition("/")[2][:100] or "…"}
