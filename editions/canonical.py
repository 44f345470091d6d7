"""Canonical bytes and hashes, so that anyone can verify an edition: RFC 8785 (JSON Canonicalization Scheme)."""

import hashlib
from typing import Any

import rfc8785


def canonical_json(data: Any) -> str:
    """The one text that RFC 8785 §3.2 gives for these JSON values."""
    return rfc8785.dumps(data).decode()


def content_hash(canonical: str) -> str:
    """`sha256:` and the SHA-256 of the canonical text in UTF-8, in hexadecimal."""
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def text_hash(text: str) -> str:
    """SHA-256 of one segment's text in hexadecimal: how a translation remembers what it was made from."""
    return hashlib.sha256(text.encode()).hexdigest()
