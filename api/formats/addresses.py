"""Addresses that a text may lead to. Stored ones are checked once more where they become a link."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from editions.bibliography import identifiers
from editions.bibliography.csl import Csl
from editions.inline import LINK_SCHEMES

# RFC 3986 §2.2 and §2.3, and the percent sign: everything else is percent-encoded.
_ALLOWED = ":/?#[]@!$&'()*+,;=-._~%"


def safe(url: str) -> str:
    """The address in ASCII if it may be a link: https, http, mailto or tel; else nothing."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return ""
    return quote(url, safe=_ALLOWED) if scheme in LINK_SCHEMES else ""


def of_doi(doi: str) -> str:
    """The address of a DOI, or nothing for what is none."""
    return f"https://doi.org/{quote(doi, safe='/:;()._-')}" if identifiers.is_doi(doi) else ""


def of_pmid(pmid: str) -> str:
    """The address of an article in PubMed, or nothing."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if identifiers.is_pmid(pmid) else ""


def of_source(csl: Csl) -> list[str]:
    """Where a source can be read, the most lasting address first."""
    return [each for each in (of_doi(csl.doi), of_pmid(csl.pmid), safe(csl.url)) if each]
