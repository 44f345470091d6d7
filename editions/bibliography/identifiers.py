"""DOI, PMID and web addresses: the one way in which they are stored, and how to tell a wrong one."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

LONGEST_URL = 2000

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9})*/[^\s\"<>{}|\\^`]{1,250}")
_BEFORE_DOI = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\s*[:=]?\s*", re.IGNORECASE)
_BEFORE_PMID = re.compile(r"(?:https?://)?(?:www\.|pubmed\.)?ncbi\.nlm\.nih\.gov/(?:pubmed/)?|pmid\s*[:=]?\s*", re.I)


def clean_doi(text: str) -> str:
    """The DOI alone, out of `doi:10.1136/x`, `https://doi.org/10.1136/x` or `10.1136/x.`; anything else as it stands.

    Its letters keep their case, as publishers print it; DOIs are compared by `doi_key`.
    """
    text = text.strip()
    if before := _BEFORE_DOI.match(text):
        in_address = "/" in before[0]
        text = unquote(text[before.end() :]) if in_address else text[before.end() :]
    return text.strip().rstrip(".,;")


def is_doi(text: str) -> bool:
    """True for a DOI as `clean_doi` gives it."""
    return _DOI.fullmatch(text) is not None


def doi_key(text: str) -> str:
    """What two ways of writing the same DOI have in common, or an empty string: letters differ in case only."""
    doi = clean_doi(text)
    return doi.lower() if is_doi(doi) else ""


def clean_pmid(text: str) -> str:
    """The number alone, out of `PMID: 20547668` or its address at PubMed; anything else as it stands."""
    text = text.strip()
    before = _BEFORE_PMID.match(text)
    return (text[before.end() :] if before else text).strip().rstrip("./")


def is_pmid(text: str) -> bool:
    """True for a number that PubMed may have given, as `clean_pmid` gives it."""
    return text.isascii() and text.isdigit() and len(text) <= 8 and not text.startswith("0")


def is_web_address(text: str) -> bool:
    """True for a full http or https address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return (
        len(text) <= LONGEST_URL
        and parts.scheme in ("http", "https")
        and bool(parts.netloc)
        and not any(each.isspace() for each in text)
    )
