"""Presenting: a content in any format but JSON, whose words are kept ready (`json.py`). Pure: values in, text out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from . import html, media, text
from .bibliography import Cited, bibtex, cited_by, csl_json, ris
from .jsonld import document as jsonld
from .markdown import document as markdown
from .media import Format
from .shown import Shown
from .xml import document as xml

_DOCUMENTS: Mapping[Format, Callable[[Shown], str]] = {
    media.JSON_LD: jsonld.document,
    media.MARKDOWN: markdown.document,
    media.TEXT: text.plain_text,
    media.XML: xml.document,
}
_LISTS: Mapping[Format, Callable[[Iterable[Cited]], str]] = {
    media.CSL_JSON: csl_json.document,
    media.RIS: ris.document,
    media.BIBTEX: bibtex.document,
}


def presented(shown: Shown, format: Format, *, heading_level: int) -> str:
    """One content in this format. Only HTML has levels of headings to choose."""
    if format is media.HTML:
        return html.fragment(shown, heading_level=heading_level)
    if format in _LISTS:
        return presented_list([cited_by(shown)], format)
    return _DOCUMENTS[format](shown)


def presented_list(cited: Iterable[Cited], format: Format) -> str:
    """References in a format that citation programs read."""
    return _LISTS[format](cited)
