"""Media types: every format that there is, by the name that `format=` takes. The one table of them.

A resource names those that it offers (`collections.py` for contents); a presenter of each stands in this package.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an answer. `link` is its name among the `urls` of an answer.

    The character set is said where a media type has the parameter (RFC 2046 §4.1.2, RFC 7763 §2); JSON has none (RFC
    8259 §11), and XML names it in its first line.
    """

    name: str
    media_type: str
    has_charset: bool = False
    link: str = ""

    @property
    def content_type(self) -> str:
        """The value of the header `Content-Type`."""
        return f"{self.media_type}; charset=utf-8" if self.has_charset else self.media_type


JSON = Format("json", "application/json")
JSON_LD = Format("jsonld", "application/ld+json", link="jsonld")
HTML = Format("html", "text/html", has_charset=True, link="html")
MARKDOWN = Format("md", "text/markdown", has_charset=True, link="markdown")
TEXT = Format("txt", "text/plain", has_charset=True, link="txt")
XML = Format("xml", "application/xml", link="xml")
CSL_JSON = Format("csljson", "application/vnd.citationstyles.csl+json", link="csljson")
RIS = Format("ris", "application/x-research-info-systems", has_charset=True, link="ris")
BIBTEX = Format("bibtex", "application/x-bibtex", has_charset=True, link="bibtex")

# Of `changes/` and of the feeds.
NDJSON = Format("ndjson", "application/x-ndjson")
ATOM = Format("atom", "application/atom+xml")
JSON_FEED = Format("json", "application/feed+json")

# The first of each is what a reader gets who asks for nothing.
JSON_ONLY = (JSON,)
OF_TEXTS = (JSON, JSON_LD, HTML, MARKDOWN, TEXT, XML)
OF_SOURCES = (CSL_JSON, RIS, BIBTEX)
OF_REFERENCES = (*OF_TEXTS, *OF_SOURCES)
OF_REFERENCE_LISTS = (JSON, *OF_SOURCES)
OF_CHANGES = (JSON, NDJSON)
EVERY = OF_REFERENCES
