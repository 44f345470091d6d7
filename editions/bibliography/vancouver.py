"""A source as one line in a list of references, in the style that medicine uses: Vancouver.

Rules: K. Patrias, “Citing Medicine: The NLM Style Guide”, 2nd edition (chapters 1, 2, 4 and 25), and the sample
references of the ICMJE, which limit the authors to six. Where these leave a choice:

- A journal article with a volume has its year only (the ICMJE's option); without one it has the month and day too.
- Page ranges are shortened and keep NLM's hyphen, `877-84`, not the en dash of some printers: PubMed finds it so, and
  between numbers the bidirectional algorithm keeps a hyphen in its place.
- Names of journals stand as given; nothing is abbreviated or looked up.
- An article closes with its DOI; without one with its PMID; without that with its address.
- No stop after a DOI or an address, since it would be copied as a part of it.
- “In:”, “cited” and the names of months are parts of the style and are not translated.
- Initials are made of names in scripts that have capitals. 王小明 has none, so his name stands whole.

The API and the previews call `text_of` and `parts_of`; tests compare with citeproc-py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from .csl import AND_OTHERS, Csl, Name, SourceType

MOST_AUTHORS = 6
MOST_INITIALS = 2
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PUBMED = "PubMed PMID: "

_SUFFIXES = {"jr": "Jr", "sr": "Sr", "ii": "2nd", "iii": "3rd", "iv": "4th"}
_ORDINAL = re.compile(r"[2-9]nd|[2-9]rd|[2-9]th|1st", re.IGNORECASE)
_UNCASED_FAMILY_FIRST = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_PAGE = re.compile(r"(?P<prefix>[A-Za-z]{0,3})(?P<number>\d{1,9})")


class Part(msgspec.Struct, frozen=True):
    """A piece of the line; `field` names the field of the source that it comes from, so that it can be marked up."""

    text: str
    field: str = ""


Parts = tuple[Part, ...]


def text_of(csl: Csl) -> str:
    """The whole line: `Hackett GS. Joint stabilization. Ohio Med. 1953;49:877-84.`"""
    return "".join(part.text for part in parts_of(csl))


def parts_of(csl: Csl) -> Parts:
    """The line in pieces, each with its field, which joined give `text_of`."""
    match csl.type:
        case SourceType.ARTICLE:
            sentences = _article(csl)
        case SourceType.CHAPTER:
            sentences = _chapter(csl)
        case SourceType.WEBPAGE if csl.container_title:
            sentences = _page_of_site(csl)
        case _:
            sentences = _monograph(csl)
    return (*_with_stops(sentences), *_found_at(csl))


def authors(names: Sequence[Name]) -> str:
    """`Cusi M, Saunders J, et al`: six at most, and no stop at the end."""
    named = [_name(each) for each in names if each != AND_OTHERS]
    shown = named[:MOST_AUTHORS]
    is_cut = len(named) > len(shown) or AND_OTHERS in names
    return ", ".join([*shown, *([AND_OTHERS.literal] if is_cut and shown else [])])


def pages(page: str) -> str:
    """A page range as NLM shortens it: `877-884` gives `877-84`; what is no range of numbers stays as it is."""
    return ", ".join(_range(each.strip()) for each in page.split(",") if each.strip())


def initials(given: str) -> str:
    """`Jean-Paul Marie` gives `JP`: capitals without stops or hyphens, two at most; `Mark Jr` gives `M Jr`."""
    tokens = [token for token in re.split(r"[\s.,\u2010-\u2015-]+", given) if token]
    suffix = _SUFFIXES.get(tokens[-1].lower(), "") if len(tokens) > 1 else ""
    if not suffix and len(tokens) > 1 and _ORDINAL.fullmatch(tokens[-1]):
        suffix = tokens[-1].lower()
    tokens = tokens[:-1] if suffix else tokens
    letters = "".join(_letters(token, is_only=len(tokens) == 1) for token in tokens)
    return f"{letters[:MOST_INITIALS]} {suffix}".rstrip()


def _article(csl: Csl) -> list[Parts]:
    internet = " [Internet]" if csl.url and not (csl.doi or csl.pmid) else ""
    return [*_heading(csl), _joined("", [_part(csl, "container_title"), Part(internet)]), _issue(csl)]


def _issue(csl: Csl) -> Parts:
    """`2004;29(1):9-16`, without what is not known."""
    is_in_volume = bool(csl.volume or csl.issue)
    day = str(csl.year or "") if is_in_volume else _date(csl)
    cited = "" if csl.doi or csl.pmid else _cited(csl)
    volume = [_part(csl, "volume"), Part(f"({csl.issue})" if csl.issue else "", "issue")]
    where = _joined(":", [_joined("", volume), Part(pages(csl.page), "page")])
    return _joined(";" if is_in_volume else ":", [_joined(" ", [Part(day, "year"), Part(cited)]), where])


def _monograph(csl: Csl) -> list[Parts]:
    """A book, report, thesis, or a web page that stands alone."""
    kind = "thesis" if csl.type == SourceType.THESIS else ""
    marks = f"{f' [{kind}]' if kind else ''}{' [Internet]' if csl.url else ''}"
    title = _joined("", [_part(csl, "title"), Part(marks)]) if csl.title else ()
    extent = Part(f"p. {pages(csl.page)}" if csl.page and csl.type == SourceType.REPORT else "", "page")
    return [(Part(_responsible(csl), "authors"),), title, (_edition(csl),), _imprint(csl), (extent,)]


def _chapter(csl: Csl) -> list[Parts]:
    book = _joined("", [_part(csl, "container_title"), Part(" [Internet]" if csl.url and csl.container_title else "")])
    editors = (Part(_editors(csl.editors), "editors"),)
    inside = _joined(". ", [_after_stop(editors), book])
    return [
        *_heading(csl),
        (Part("In: "), *inside) if inside else (),
        (_edition(csl),),
        _imprint(csl),
        (Part(f"p. {pages(csl.page)}" if csl.page else "", "page"),),
    ]


def _page_of_site(csl: Csl) -> list[Parts]:
    """Citing Medicine lists a page under its site."""
    site = _joined("", [_part(csl, "container_title"), Part(" [Internet]" if csl.url else "")])
    return [(Part(_responsible(csl), "authors"),), site, _imprint(csl), (_part(csl, "title"),)]


def _heading(csl: Csl) -> list[Parts]:
    return [(Part(authors(csl.authors), "authors"),), (_part(csl, "title"),)]


def _responsible(csl: Csl) -> str:
    return authors(csl.authors) or _editors(csl.editors)


def _editors(names: Sequence[Name]) -> str:
    listed = authors(names)
    return listed and f"{listed}, {'editor' if len(names) == 1 else 'editors'}"


def _edition(csl: Csl) -> Part:
    """`2` gives `2nd ed.`; a first edition and words stand as given."""
    edition = csl.edition.strip().rstrip(".")
    if edition.isascii() and edition.isdigit():
        edition = f"{_ordinal(int(edition[:4]))} ed"
    elif _ORDINAL.fullmatch(edition):
        edition = f"{edition} ed"
    return Part(edition, "edition")


def _ordinal(number: int) -> str:
    is_teen = 10 <= number % 100 <= 20
    return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _imprint(csl: Csl) -> Parts:
    """`London: Example Press; 2001 [cited 2020 Jan 2]`."""
    place = Part(f"[{csl.place}]" if csl.type == SourceType.THESIS and csl.place else csl.place, "place")
    day = Part(_date(csl) if csl.type == SourceType.REPORT else str(csl.year or ""), "year")
    return _joined("; ", [_joined(": ", [place, _part(csl, "publisher")]), _joined(" ", [day, Part(_cited(csl))])])


def _date(csl: Csl) -> str:
    """`1993 Feb 3`; a report has no day."""
    return _written(csl.year, csl.month, None if csl.type == SourceType.REPORT else csl.day) if csl.year else ""


def _cited(csl: Csl) -> str:
    if not (csl.url and csl.accessed):
        return ""
    return f"[cited {_written(csl.accessed.year, csl.accessed.month, csl.accessed.day)}]"


def _written(year: int, month: int | None, day: int | None) -> str:
    if not month or not 1 <= month <= len(MONTHS):
        return str(year)
    return " ".join(filter(None, (str(year), MONTHS[month - 1], str(day or ""))))


def _found_at(csl: Csl) -> Parts:
    """What brings a reader to the source."""
    if csl.type == SourceType.ARTICLE and csl.doi:
        return (Part(" doi:"), Part(csl.doi, "doi"))
    if csl.type == SourceType.ARTICLE and csl.pmid:
        return (Part(f" {PUBMED}"), Part(csl.pmid, "pmid"), Part("."))
    available = (Part(" Available from: "), Part(csl.url, "url")) if csl.url else ()
    return (*available, *((Part(" doi:"), Part(csl.doi, "doi")) if csl.doi else ()))


def _name(name: Name) -> str:
    """`Cusi M`; an organisation, or a name in a script without capitals, whole."""
    if name.literal or not name.family:
        return (name.literal or name.given).rstrip(".")
    if not name.given:
        return name.family
    if _has_case(name.given):
        return f"{name.family} {initials(name.given)}".rstrip()
    gap = "" if _UNCASED_FAMILY_FIRST.match(name.family) else " "
    return f"{name.family}{gap}{name.given}"


def _has_case(text: str) -> bool:
    return any(letter.upper() != letter.lower() for letter in text)


def _letters(token: str, *, is_only: bool) -> str:
    """The initials in one token: all of `RG`, the first of `Robert` and `Yu`; none of `van`, unless it is all."""
    first = token[0]
    if first.islower() and not is_only:
        return ""
    if is_only and token.isupper() and len(token) <= 4:
        return token
    return first.upper()[:1]


def _range(page: str) -> str:
    first, dash, last = _split(page)
    start, end = _PAGE.fullmatch(first), _PAGE.fullmatch(last)
    if not dash:
        return page
    if not (start and end) or end["prefix"] not in ("", start["prefix"]):
        return f"{first}-{last}"
    return f"{first}-{_shortened(start['number'], end['number'])}"


def _split(page: str) -> tuple[str, str, str]:
    """First page, dash and last page; no dash where it is no range."""
    ends = _DASHES.split(page)
    return (ends[0], "-", ends[1]) if len(ends) == 2 and all(ends) else (page, "", "")


def _shortened(first: str, last: str) -> str:
    """`884` after `877` is `84`; one that is no greater stays, since something is wrong with it."""
    if len(first) != len(last) or int(last) <= int(first):
        return last
    same = next(position for position, (a, b) in enumerate(zip(first, last, strict=True)) if a != b)
    return last[same:]


def runs_backwards(page: str) -> bool:
    """True for `884-877`; `877-84` is short for 877-884 and runs forwards."""
    return any(_is_backwards(each.strip()) for each in page.split(","))


def _is_backwards(page: str) -> bool:
    first, _dash, last = _split(page)
    start, end = _PAGE.fullmatch(first), _PAGE.fullmatch(last)
    if not (start and end) or end["prefix"] not in ("", start["prefix"]):
        return False
    missing = max(len(start["number"]) - len(end["number"]), 0)
    return int(start["number"][:missing] + end["number"]) < int(start["number"])


def _part(csl: Csl, field: str) -> Part:
    return Part(getattr(csl, field).strip(), field)


def _joined(separator: str, pieces: Iterable[Part | Parts]) -> Parts:
    """The pieces that say something, with the separator between them."""
    parts: list[Part] = []
    for piece in pieces:
        said = [part for part in ((piece,) if isinstance(piece, Part) else piece) if part.text]
        if said and parts and separator:
            parts.append(Part(separator))
        parts += said
    return tuple(parts)


def _with_stops(sentences: Iterable[Parts]) -> Parts:
    """Each sentence with a stop behind it, unless it ends with one, or with a question."""
    parts: list[Part] = []
    for sentence in sentences:
        said = [part for part in sentence if part.text]
        if not said:
            continue
        parts += [Part(" ")] if parts else []
        parts += said
        parts += [] if said[-1].text.endswith((".", "?", "!", "。", "？", "！", "۔", "؟", "।")) else [Part(".")]
    return tuple(parts)


def _after_stop(parts: Parts) -> Parts:
    """The parts without a stop of their own, where one follows."""
    return tuple(Part(part.text.rstrip("."), part.field) if part is parts[-1] else part for part in parts)
