"""What an import gives, and the draft in which each format collects a record field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from editions.bibliography import csl as bibliography
from editions.bibliography import identifiers
from editions.bibliography.csl import AND_OTHERS, Csl, Name, SourceType
from editions.bibliography.doubts import doubts_about

from . import cleaning

MOST_RECORDS = 2000
LONGEST_LABEL = 80


@dataclass(frozen=True, slots=True)
class Record:
    """One source as read; `doubtful` says by field what a person should look at; `line` is where it begins.

    `retracted` is true where the file itself says that the article has been retracted, as PubMed does.
    """

    csl: Csl
    doubtful: Mapping[str, str]
    line: int
    label: str
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read. `record` and `field` are empty where it concerns more than one."""

    line: int
    record: str
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Everything that came out of a file, in its order; `format` is empty if none was recognised."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    format: str = ""


Outcome = Record | Problem


class Refused(Exception):
    """The file is not read at all, or from this line on; the message says why and what to do."""

    def __init__(self, message: str, line: int = 0) -> None:
        self.line = line
        super().__init__(message)


@dataclass(slots=True)
class Draft:
    """A record while it is being read: every value is cleaned on its way in, and nothing wrong costs the rest."""

    line: int
    label: str
    type: str = SourceType.ARTICLE.value
    values: dict[str, Any] = field(default_factory=dict)
    doubtful: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    retracted: bool = False

    def say(self, name: str, text: str) -> None:
        """Set a text field, unless it has been set already or there is nothing to say."""
        if (said := self.cleaned(name, text)) and not self.values.get(name):
            self.values[name] = said

    def cleaned(self, name: str, text: str) -> str:
        """The text without markup and invisible characters, with a doubt about this field if there were any."""
        if len(text) > bibliography.LONGEST_TEXT:
            self.fail(name, _("This is longer than %(limit)s characters.") % {"limit": bibliography.LONGEST_TEXT})
            return ""
        said, reasons = cleaning.cleaned(text)
        for reason in reasons:
            self.doubt(name, reason)
        return said

    def name(self, role: str, *, family: str = "", given: str = "", literal: str = "") -> None:
        """Add a person or an organisation to `authors` or `editors`."""
        family, given, literal = (self.cleaned(role, each) for each in (family, given, literal))
        if not family and not literal:
            family, literal, given = "", given, ""
        name = AND_OTHERS if cleaning.means_others(literal or family) else Name(family, given, literal)
        if name != Name():
            self.values.setdefault(role, []).append(name)

    def comma_name(self, role: str, text: str) -> None:
        """Add a name as `Hackett, George S.`; without a comma it is an organisation."""
        family, comma, given = text.partition(",")
        if comma and family.strip():
            self.name(role, family=family, given=given.replace(", ", " ").strip(", "))
        else:
            self.name(role, literal=text.strip(", "))

    def day(self, text: str) -> None:
        """Set year, month and day, as far as they can be read."""
        if not text.strip() or self.values.get("year"):
            return
        year, month, day = cleaning.date_in(text)
        if year is None:
            self.doubt("year", _("The date “%(date)s” could not be read.") % {"date": text.strip()[:50]})
        self.values |= {"year": year, "month": month, "day": day}

    def accessed(self, text: str) -> None:
        """Set the day on which the source was read, if it is a whole date."""
        try:
            self.values["accessed"] = date(*(each or 0 for each in cleaning.date_in(text)))
        except ValueError:
            return

    def language(self, text: str) -> None:
        """Set the language by any of its names: `eng`, `English`, `en-GB`."""
        code = cleaning.language_in(text)
        if text.strip() and not code:
            self.doubt("language", _("The language “%(language)s” is not known here.") % {"language": text[:50]})
        self.values["language"] = code

    def doubt(self, name: str, reason: str) -> None:
        """Something a person should look at."""
        self.doubtful[name] = _joined(self.doubtful.get(name, ""), reason)

    def fail(self, name: str, message: str) -> None:
        """A field that could not be read and stays empty."""
        self.doubt(name, message)
        self.problems.append(Problem(self.line, self.label, name, message))

    def outcomes(self) -> Iterator[Outcome]:
        """The record with its doubts, and the problems that there were on the way."""
        yield from self.problems
        self._use_identifiers()
        self._limit_names()
        values: dict[str, Any] = self.values | {
            role: tuple(self.values[role]) for role in bibliography.NAMES if role in self.values
        }
        csl = Csl(type=self.type, **values)
        if self._is_empty(csl):
            yield Problem(self.line, self.label, "", _("There is nothing in this record that could be read."))
            return
        doubtful = dict(self.doubtful)
        for name, reason in doubts_about(csl).items():
            doubtful[name] = _joined(doubtful.get(name, ""), reason)
        yield Record(csl, doubtful, self.line, self.label, self.retracted)

    def _use_identifiers(self) -> None:
        """DOI and PMID without what stands around them; an address of the DOI is the DOI and nothing new."""
        for name, clean in (("doi", identifiers.clean_doi), ("pmid", identifiers.clean_pmid)):
            if self.values.get(name):
                self.values[name] = clean(self.values[name])
        if doi := identifiers.doi_key(url := self.values.get("url", "")):
            self.values["doi"] = self.values.get("doi") or identifiers.clean_doi(url)
            if doi == identifiers.doi_key(self.values["doi"]):
                self.values["url"] = ""

    def _limit_names(self) -> None:
        for role in bibliography.NAMES:
            if len(names := self.values.get(role, ())) > bibliography.MOST_NAMES:
                self.values[role] = [*names[: bibliography.MOST_NAMES - 1], AND_OTHERS]
                self.doubt(role, _("Only the first %(limit)s names were read.") % {"limit": bibliography.MOST_NAMES})

    def _is_empty(self, csl: Csl) -> bool:
        return not any(getattr(csl, each) for each in ("title", "authors", "container_title", "doi", "pmid", "url"))


def label_of(text: str, fallback: str) -> str:
    """What a person finds a record by: its key in the file, or else its number; one short line."""
    label = re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\s]+", " ", text[: LONGEST_LABEL * 2]).strip()
    return label[:LONGEST_LABEL] or fallback


def numbered(position: int) -> str:
    """The label of a record without a key."""
    return _("record %(number)s") % {"number": position}


def imported(outcomes: Iterable[Outcome], *, format: str) -> Imported:
    """Records and problems apart, with the limit on how many; what a refusal stops keeps what was read before."""
    records: list[Record] = []
    problems: list[Problem] = []
    try:
        for outcome in outcomes:
            if len(records if isinstance(outcome, Record) else problems) == MOST_RECORDS:
                raise Refused(_too_many(), outcome.line)
            if isinstance(outcome, Record):
                records.append(outcome)
            else:
                problems.append(outcome)
    except Refused as refusal:
        problems.append(Problem(refusal.line, "", "", str(refusal)))
    return Imported(tuple(records), tuple(problems), format)


def _too_many() -> str:
    return _(
        "There are more than %(limit)s records or mistakes. The first ones were read; divide the file and import "
        "the rest apart."
    ) % {"limit": MOST_RECORDS}


def _joined(before: str, reason: str) -> str:
    return before if reason in before else f"{before} {reason}".strip()
