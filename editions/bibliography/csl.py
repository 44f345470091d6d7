"""A source as data: the fields of a reference, and CSL-JSON (1.0.2) in and out.

The editor's form, the importers and the API all speak this value; an edition freezes it. It holds what the source
says about itself, in the source's own language, and is never completed or translated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editions.inline import FORBIDDEN_CHARACTERS

from . import identifiers

FIRST_PRINTED = 1450
LONGEST_TEXT = 2000
MOST_NAMES = 500


class SourceType(TextChoices):
    """The kinds of source that patient information cites, by their names in CSL; a guideline is a report."""

    ARTICLE = "article-journal", gettext_lazy("Journal article")
    BOOK = "book", gettext_lazy("Book")
    CHAPTER = "chapter", gettext_lazy("Chapter in a book")
    REPORT = "report", gettext_lazy("Report or guideline")
    WEBPAGE = "webpage", gettext_lazy("Web page")
    THESIS = "thesis", gettext_lazy("Thesis")


class Name(msgspec.Struct, frozen=True):
    """A person by family and given names, or an organisation (`literal`)."""

    family: str = ""
    given: str = ""
    literal: str = ""


# Stands last among the authors where the source at hand names no more: “Cusi M, Saunders J, et al.”
AND_OTHERS = Name(literal="et al.")


class Csl(msgspec.Struct, frozen=True):
    """One source. An empty text or None means that it is not known.

    `container_title` is the journal, the book of a chapter or the site of a page; `page` is a range such as
    `877-84`; `place` and `publisher` are those of a book or report; `language` is a BCP 47 code; `accessed` is the day
    on which somebody has read a web page.
    """

    type: str = SourceType.ARTICLE.value
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    title: str = ""
    container_title: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    volume: str = ""
    issue: str = ""
    page: str = ""
    edition: str = ""
    publisher: str = ""
    place: str = ""
    doi: str = ""
    pmid: str = ""
    url: str = ""
    accessed: date | None = None
    language: str = ""


class InvalidCsl(ValueError):
    """CSL-JSON that cannot be read; `problems` says of each field what is wrong with it."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(" ".join(f"{field}: {problem}" for field, problem in self.problems.items()))


# Our field → its name in CSL-JSON.
TEXTS = {
    "title": "title",
    "container_title": "container-title",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "edition": "edition",
    "publisher": "publisher",
    "place": "publisher-place",
    "doi": "DOI",
    "pmid": "PMID",
    "url": "URL",
    "language": "language",
}
NAMES = {"authors": "author", "editors": "editor"}

# Types of CSL (and of Crossref, which gives its own) that are written like one of ours.
_ALSO = {
    SourceType.ARTICLE: "article article-magazine article-newspaper review review-book journal-article",
    SourceType.BOOK: "monograph edited-book reference-book classic",
    SourceType.CHAPTER: "book-chapter paper-conference proceedings-article entry entry-dictionary entry-encyclopedia",
    SourceType.REPORT: "guideline document standard pamphlet legislation regulation dataset manuscript",
    SourceType.WEBPAGE: "post post-weblog website",
    SourceType.THESIS: "dissertation",
}
READ_AS = {name: kind.value for kind, names in _ALSO.items() for name in names.split()}


def problems_with(csl: Csl, *, today: date | None = None) -> dict[str, str]:
    """What cannot be right in a source, by field, in words for its editor. Gaps are no problem here: see `doubts`."""
    found = {
        "type": csl.type not in SourceType.values and _("Choose one of the kinds of source."),
        "year": _problem_with_year(csl.year, (today or date.today()).year + 1),
        "month": _problem_with_month(csl),
        "day": _problem_with_day(csl),
        "doi": csl.doi
        and not identifiers.is_doi(csl.doi)
        and _("This is not a DOI. A DOI begins with 10. and looks like 10.1136/bjsm.2008.042044."),
        "pmid": csl.pmid
        and not identifiers.is_pmid(csl.pmid)
        and _("This is not a PMID. A PMID is a number of up to eight digits, for example 19528028."),
        "url": csl.url
        and not identifiers.is_web_address(csl.url)
        and _("Give a full web address that begins with https:// or http://."),
        **{field: _problem_with_text(getattr(csl, field)) for field in TEXTS if field not in ("doi", "pmid", "url")},
        **{field: _problem_with_names(getattr(csl, field)) for field in NAMES},
    }
    return {field: problem for field, problem in found.items() if problem}


def to_csl_json(csl: Csl, id: str) -> dict[str, Any]:
    """The source as one item of CSL-JSON, which any citation program reads; only what is known is there."""
    item: dict[str, Any] = {"id": id, "type": csl.type}
    for field, name in NAMES.items():
        item[name] = [_name_to_csl(each) for each in getattr(csl, field)]
    for field, name in TEXTS.items():
        item[name] = getattr(csl, field)
    if csl.year is not None:
        item["issued"] = {"date-parts": [_date_parts(csl.year, csl.month, csl.day)]}
    if csl.accessed:
        item["accessed"] = {"date-parts": [_date_parts(csl.accessed.year, csl.accessed.month, csl.accessed.day)]}
    return {name: value for name, value in item.items() if value}


def from_csl_json(item: Mapping[str, Any]) -> Csl:
    """Read an item of CSL-JSON, forgiving what is only untidy. Raises InvalidCsl naming the fields that are wrong."""
    csl, problems = read_csl_json(item)
    if problems:
        raise InvalidCsl(problems)
    return csl


def read_csl_json(item: Mapping[str, Any]) -> tuple[Csl, dict[str, str]]:
    """What could be read of an item, and what is wrong with the rest by field; that stays empty."""
    reader = _Reader(item)
    kind = reader.read("type", "type", _type_from_csl) or SourceType.REPORT.value
    year, month, day = reader.read("year", "issued", _date_from_csl) or (None, None, None)
    accessed = reader.read("accessed", "accessed", _date_from_csl) or (None, None, None)
    said: dict[str, Any] = {field: reader.read(field, name, _names_from_csl) or () for field, name in NAMES.items()}
    said |= {field: reader.read(field, name, _text_from_csl) or "" for field, name in TEXTS.items()}
    said |= {"doi": identifiers.clean_doi(said["doi"]), "pmid": identifiers.clean_pmid(said["pmid"])}
    csl = Csl(type=kind, year=year, month=month, day=day, accessed=_whole_date(*accessed), **said)
    found = problems_with(csl)
    return _without(csl, found), {**found, **reader.problems}


class _Reader:
    """Reads member by member and keeps what is wrong, so that one bad field does not cost the others."""

    def __init__(self, item: Mapping[str, Any]) -> None:
        self.item = item
        self.problems: dict[str, str] = {}

    def read(self, field: str, name: str, read: Callable[[Any], Any]) -> Any:
        """The value of this member, None if it is not there or wrong."""
        if self.item.get(name) is None:
            return None
        try:
            return read(self.item[name])
        except ValueError as problem:
            self.problems[field] = str(problem)
            return None


def _without(csl: Csl, fields: Mapping[str, str]) -> Csl:
    """The source with these fields empty."""
    empty = Csl(type=SourceType.REPORT.value)
    changes: dict[str, Any] = {field: getattr(empty, field) for field in fields}
    if "year" in changes or "month" in changes:
        changes |= {"month": None, "day": None}
    return msgspec.structs.replace(csl, **changes)


def _type_from_csl(value: Any) -> str:
    kind = READ_AS.get(str(value), value)
    if kind not in SourceType.values:
        raise ValueError(
            _("“%(type)s” is not a kind of source that is known here; it was read as a report.")
            % {"type": str(value)[:50]}
        )
    return str(kind)


def _text_from_csl(value: Any) -> str:
    """A text on one line. Numbers count as text; of a list the first is taken, as Crossref gives its titles."""
    if isinstance(value, list | tuple):
        value = value[0] if value else ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(_("This should be a text."))
    return re.sub(r"[\t\n\r]+", " ", str(value)).strip()


def _names_from_csl(value: Any) -> tuple[Name, ...]:
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list | tuple):
        raise ValueError(_("This should be a list of names."))
    return tuple(name for each in value if (name := _name_from_csl(each)) != Name())


def _name_from_csl(value: Any) -> Name:
    """A name; particles go where they are printed (“van der Berg”), a suffix behind the given names (“Mark Jr”)."""
    if isinstance(value, str):
        return Name(literal=_text_from_csl(value))
    if not isinstance(value, Mapping):
        raise ValueError(_("A name should have “family” and “given”, or “literal”."))

    def said(*members: str) -> str:
        return " ".join(filter(None, (_text_from_csl(value.get(each) or "") for each in members)))

    family, literal = said("non-dropping-particle", "family"), said("literal") or said("name")
    given = said("given", "dropping-particle", "suffix")
    if literal or not family:
        return Name(literal=literal or given)
    return Name(family=family, given=given)


def _date_from_csl(value: Any) -> tuple[int, int | None, int | None]:
    """Year, month and day of a CSL date, which may be parts or a text."""
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        if parts:
            return _parts_from_csl(parts)
        value = value.get("raw") or value.get("literal")
    found = re.match(r"\s*(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?!\d)", str(value)[:50])
    if not found:
        raise ValueError(_("This should be a date with a year of four digits."))
    year, month, day = (int(each) if each else None for each in found.groups())
    return year or 0, month, day


def _parts_from_csl(parts: Any) -> tuple[int, int | None, int | None]:
    try:
        first = parts[0] if isinstance(parts[0], list | tuple) else parts
        numbers = [int(str(each)[:10]) for each in first[:3] if each not in (None, "")]
        year, month, day = [*numbers, None, None][:3]
    except (TypeError, ValueError, IndexError, KeyError):
        raise ValueError(_("This should be a date with a year of four digits.")) from None
    if year is None:
        raise ValueError(_("This should be a date with a year of four digits."))
    return year, month, day


def _whole_date(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year or 0, month or 0, day or 0)
    except (ValueError, OverflowError):
        return None


def _name_to_csl(name: Name) -> dict[str, str]:
    """Initials go out as “G. S.”: citation programs read “GS” as one name and would print “Hackett G”."""
    are_initials = len(name.given) <= 4 and name.given.isalpha() and name.given.isupper()
    given = " ".join(f"{letter}." for letter in name.given) if are_initials else name.given
    members = {"family": name.family, "given": given, "literal": name.literal}
    return {member: value for member, value in members.items() if value}


def _date_parts(year: int, month: int | None, day: int | None) -> list[int]:
    return [year, *([month] if month else []), *([day] if month and day else [])]


def _problem_with_year(year: int | None, latest: int) -> str:
    if year is None or FIRST_PRINTED <= year <= latest:
        return ""
    return _("The year should be between %(first)s and %(last)s.") % {"first": FIRST_PRINTED, "last": latest}


def _problem_with_month(csl: Csl) -> str:
    if csl.month is None:
        return ""
    if csl.year is None:
        return _("There is a month, but no year.")
    return "" if 1 <= csl.month <= 12 else _("The month should be a number from 1 to 12.")


def _problem_with_day(csl: Csl) -> str:
    if csl.day is None:
        return ""
    if not csl.month:
        return _("There is a day, but no month.")
    return "" if _whole_date(csl.year, csl.month, csl.day) else _("There is no such day in that month.")


def _problem_with_text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        return _("This is longer than %(limit)s characters.") % {"limit": LONGEST_TEXT}
    if hidden := next((each for each in text if each in FORBIDDEN_CHARACTERS or each in "\n\t"), None):
        return _("The invisible character U+%(code)s is not allowed here.") % {"code": f"{ord(hidden):04X}"}
    return ""


def _problem_with_names(names: tuple[Name, ...]) -> str:
    if len(names) > MOST_NAMES:
        return _("There are more than %(limit)s names.") % {"limit": MOST_NAMES}
    if any(bool(name.literal) == bool(name.family) for name in names):
        return _("Give each person a family name, and each organisation its name.")
    texts = (text for name in names for text in (name.family, name.given, name.literal))
    return next(filter(None, map(_problem_with_text, texts)), "")
