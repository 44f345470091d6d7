"""BibTeX. pybtex reads the entries, pylatexenc their accents and commands; dividing the file is ours.

An entry whose brace is missing would swallow all that follow it, so the file is cut where a line begins with
`@article{key,`. pybtex's own reading of LaTeX loses what stands behind a percent sign (“100% sure”) and does not know
`{\\"{\\i}}`; bibtexparser 2, tried as well, gave up the entry after a broken one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from pybtex.bibtex.utils import split_name_list
from pybtex.database import InvalidNameString, Person
from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro
from pybtex.scanner import PrematureEOF, PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict
from pylatexenc.latex2text import LatexNodes2Text

from editions.bibliography.csl import LONGEST_TEXT, SourceType

from . import cleaning
from .records import Draft, Outcome, Problem, label_of, numbered

LONGEST_ENTRY = 100_000
LONGEST_FIELD = 20_000
LONGEST_ABBREVIATION = 2_000
MOST_ABBREVIATIONS = 2_000
MOST_BRACES = 20
MOST_PROBLEMS = 3

TYPES = {
    "article": SourceType.ARTICLE.value,
    **dict.fromkeys(("book", "mvbook", "collection", "proceedings"), SourceType.BOOK.value),
    **dict.fromkeys(
        ("inbook", "incollection", "inproceedings", "conference", "inreference"), SourceType.CHAPTER.value
    ),
    **dict.fromkeys(("techreport", "report", "manual", "booklet", "unpublished", "misc"), SourceType.REPORT.value),
    **dict.fromkeys(("online", "electronic", "www", "webpage"), SourceType.WEBPAGE.value),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), SourceType.THESIS.value),
}
# Each of our fields with the names that BibTeX and BibLaTeX give it, the best first.
FIELDS = {
    "title": ("title",),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "page": ("pages", "eid"),
    "edition": ("edition",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "place": ("address", "location"),
    "doi": ("doi",),
    "pmid": ("pmid",),
    "url": ("url",),
}
CONTAINERS = {
    SourceType.ARTICLE.value: ("shortjournal", "journal", "journaltitle"),
    SourceType.CHAPTER.value: ("booktitle",),
    SourceType.WEBPAGE.value: ("titleaddon",),
}
NOT_ENTRIES = ("string", "preamble", "comment")

_BEGIN = re.compile(r"^[ \t]*@[A-Za-z]{1,30}[ \t]{0,9}[{(]", re.MULTILINE)
_LATEX = LatexNodes2Text(keep_comments=True, math_mode="text")
_URL = re.compile(r"\\(?:url|href|path)\s*\{([^{}]*)\}")


class TooLong(PybtexSyntaxError):
    """Abbreviations made of abbreviations: a few lines would become gigabytes."""


class _Parser(LowLevelParser):
    """pybtex, for one entry; counts what abbreviations add, and keeps problems instead of printing them."""

    def __init__(self, text: str, abbreviations: CaseInsensitiveDict) -> None:
        self.problems: list[tuple[int, str]] = []
        self.added = 0
        super().__init__(text, macros=abbreviations, handle_error=self._keep)

    def first(self) -> tuple[str, Any] | None:
        """Kind and body of the entry that the text begins with, as far as it can be read."""
        try:
            return next(iter(self), None)
        except PybtexSyntaxError:
            return None

    def _keep(self, error: PybtexSyntaxError) -> None:
        self.problems.append((error.lineno - 1, _in_words(error)))
        if len(self.problems) >= MOST_PROBLEMS:
            raise error

    def substitute_macro(self, name: str) -> str:
        value = str(super().substitute_macro(name))
        self.added += len(value)
        if self.added > LONGEST_FIELD:
            raise TooLong("abbreviation", self)
        return value


def outcomes(text: str) -> Iterator[Outcome]:
    """Every entry of the file, and what could not be read."""
    abbreviations = CaseInsensitiveDict({month: month for month in cleaning.MONTHS})
    position = 0
    for line, chunk in _chunks_in(text):
        kind = chunk.lstrip()[1:].split("{")[0].split("(")[0].strip().lower()
        position += kind not in NOT_ENTRIES
        if kind in ("comment", "preamble"):
            continue
        yield from _outcomes_of(chunk, line, numbered(position), abbreviations)


def _chunks_in(text: str) -> Iterator[tuple[int, str]]:
    """Line and text of everything that begins with @ at the start of a line."""
    starts = [found.start() for found in _BEGIN.finditer(text)]
    line, counted = 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line, counted = line + text.count("\n", counted, start), start
        yield line, text[start:end]


def _outcomes_of(chunk: str, line: int, fallback: str, abbreviations: CaseInsensitiveDict) -> Iterator[Outcome]:
    if len(chunk) > LONGEST_ENTRY:
        yield Problem(
            line, fallback, "", _("This entry is longer than %(limit)s characters.") % {"limit": LONGEST_ENTRY}
        )
        return
    parser = _Parser(chunk, abbreviations)
    kind, body = parser.first() or ("", ("", []))
    is_entry = kind.lower() not in ("", *NOT_ENTRIES)
    label = label_of(str(body[0] or ""), fallback) if is_entry else fallback
    if kind.lower() == "string":
        parser.problems += [(0, problem) for problem in _too_much(abbreviations, str(body[0]))]
    for further, message in parser.problems:
        yield Problem(line + further, label, "", message)
    if is_entry and (body[1] or not parser.problems):
        yield from _draft(kind.lower(), body[1], line, label).outcomes()


def _too_much(abbreviations: CaseInsensitiveDict, newest: str) -> list[str]:
    """Takes an abbreviation back that is too long, or one too many: together they would fill the memory."""
    if len(abbreviations.get(newest, "")) <= LONGEST_ABBREVIATION and len(abbreviations) <= MOST_ABBREVIATIONS:
        return []
    abbreviations.pop(newest, None)
    return [_("The abbreviation “%(name)s” is too long, or one too many, and was left out.") % {"name": newest[:50]}]


def _in_words(error: PybtexSyntaxError) -> str:
    """What pybtex has against it, in words for whoever has the file before them."""
    if isinstance(error, TooLong):
        return _("Abbreviations (@string) make this longer than %(limit)s characters.") % {"limit": LONGEST_FIELD}
    if isinstance(error, UndefinedMacro):
        return _("The abbreviation “%(name)s” is not explained by a @string.") % {"name": str(error.args[0])[:50]}
    if isinstance(error, PrematureEOF):
        return _("The entry does not end: a brace or quotation mark is missing. Its later fields were not read.")
    return _(
        "From here on the entry is not valid BibTeX: a comma, a brace or = is missing, or braces do not match. "
        "Its later fields were not read."
    )


def _draft(kind: str, pairs: list[tuple[str, list[str]]], line: int, label: str) -> Draft:
    draft = Draft(line, label, TYPES.get(kind, SourceType.REPORT.value))
    if kind not in TYPES:
        draft.doubt("type", _("“%(type)s” is not a kind of source that is known here.") % {"type": kind[:20]})
    fields = _Fields(draft, pairs)
    if kind == "misc" and fields.has("url", "howpublished") and not fields.has("publisher", "institution"):
        draft.type = SourceType.WEBPAGE.value
    for role in ("author", "editor"):
        _names(draft, f"{role}s", fields.raw(role))
    for name, names in FIELDS.items():
        draft.say(name, fields.text(name, names))
    draft.say("container_title", fields.text("container_title", CONTAINERS.get(draft.type, ())))
    _dates(draft, fields)
    draft.language(fields.text("language", ("langid", "language")))
    if found := _URL.search(fields.raw("howpublished")) or re.match(r"(https?://\S+)", fields.raw("howpublished")):
        draft.say("url", found[1])
    if fields.text("eprinttype", ("eprinttype", "archiveprefix")).lower() == "pubmed":
        draft.say("pmid", fields.text("pmid", ("eprint",)))
    if fields.has("crossref"):
        draft.doubt("container_title", _("This entry refers to another one (crossref), which was not looked up."))
    draft.values["page"] = re.sub(r"-{2,}|–", "-", draft.values.get("page", ""))
    return draft


class _Fields:
    """The fields of one entry by lower-case name, read as LaTeX when asked for."""

    def __init__(self, draft: Draft, pairs: list[tuple[str, list[str]]]) -> None:
        self.draft = draft
        self.values: dict[str, str] = {}
        for name, pieces in pairs:
            self.values.setdefault(name.lower(), " ".join("".join(pieces)[: LONGEST_FIELD + 1].split()))

    def has(self, *names: str) -> bool:
        return any(self.values.get(name) for name in names)

    def raw(self, name: str) -> str:
        return self.values.get(name, "")

    def text(self, field: str, names: tuple[str, ...]) -> str:
        """The first of these that says something, as plain text."""
        value = next((value for name in names if (value := self.values.get(name))), "")
        if field in ("url", "doi"):
            return re.sub(r"\\([_%&#~])", r"\1", _URL.sub(r"\1", value)).strip("{} ")
        return _plain(self.draft, field, value)


def _plain(draft: Draft, field: str, latex: str) -> str:
    """The text of LaTeX: accents and commands read, braces gone."""
    if len(latex) > LONGEST_TEXT * 2 or _depth(latex) > MOST_BRACES:
        draft.fail(field, _("The field is too long, or its braces are nested too deeply."))
        return ""
    if "\\" not in latex and "$" not in latex:
        return latex.replace("{", "").replace("}", "").replace("---", "—").replace("--", "–").replace("~", " ")
    try:
        # A percent sign begins a comment in LaTeX; in the title of a source it is a percent sign.
        circumflexes = re.sub(r"\\textasciicircum(?:\{\}| )?", "^", latex)  # a sign here, and no accent
        return str(_LATEX.latex_to_text(re.sub(r"(?<!\\)%", r"\%", circumflexes)))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError):
        draft.doubt(field, _("LaTeX commands in it could not be read."))
        return latex


def _depth(latex: str) -> int:
    deepest = depth = 0
    for character in latex:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return deepest


def _names(draft: Draft, role: str, value: str) -> None:
    if len(value) > LONGEST_FIELD or _depth(value) > MOST_BRACES:
        draft.fail(role, _("The field is too long, or its braces are nested too deeply."))
        return
    for name in split_name_list(value):
        if name.startswith("{") and name.endswith("}"):
            draft.name(role, literal=_plain(draft, role, name))
        elif name.strip():
            _person(draft, role, name)


def _person(draft: Draft, role: str, name: str) -> None:
    try:
        person: Any = Person(name)
    except (InvalidNameString, ValueError, IndexError):
        draft.name(role, literal=_plain(draft, role, name))
        draft.doubt(
            role, _("The name “%(name)s” could not be told into family and given names.") % {"name": name[:80]}
        )
        return
    family = _plain(draft, role, " ".join([*person.prelast_names, *person.last_names]))
    given = _plain(draft, role, " ".join([*person.first_names, *person.middle_names, *person.lineage_names]))
    draft.name(role, family=family, given=given)


def _dates(draft: Draft, fields: _Fields) -> None:
    draft.day(fields.text("year", ("date", "year")))
    if month := cleaning.month_in(fields.text("month", ("month",))):
        draft.values["month"] = draft.values.get("month") or (month if draft.values.get("year") else None)
    draft.accessed(fields.text("accessed", ("urldate",)))
