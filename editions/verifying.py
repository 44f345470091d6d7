"""Verifying the record: is every edition still what was released? Asked by `manage.py verify_editions`."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .canonical import content_hash
from .models import Edition, Redaction


def problems_with(edition: Edition) -> Iterator[str]:
    """What is wrong with one edition; nothing if its words still have the hash they were released with."""
    if content_hash(edition.content) == edition.hash:
        if hasattr(edition, "redaction"):
            yield "it was redacted, and its words stand there again"
        return
    if tombstone := _tombstone(edition):
        yield from _problems_with_redaction(edition, tombstone)
    else:
        yield f"its words have the hash {content_hash(edition.content)}, and were released with {edition.hash}"


def all_editions() -> Iterator[Edition]:
    """Every edition, oldest first, a few at a time."""
    yield from Edition.objects.select_related("redaction").order_by("released_at", "id").iterator(chunk_size=200)


def _tombstone(edition: Edition) -> dict[str, str] | None:
    try:
        content = json.loads(edition.content)
    except ValueError:
        return None
    tombstone = content.get("redacted") if isinstance(content, dict) and set(content) == {"redacted"} else None
    return tombstone if isinstance(tombstone, dict) else None


def _problems_with_redaction(edition: Edition, tombstone: dict[str, str]) -> Iterator[str]:
    """Its words are gone by order; what is left has to agree with itself."""
    redaction: Redaction | None = getattr(edition, "redaction", None)
    if redaction is None:
        yield "a tombstone stands in its place, and no redaction is on record"
        return
    if redaction.open:
        yield "its redaction was begun and not ended"
    if not tombstone.get("hash") == redaction.original_hash == edition.hash:
        yield "its tombstone, its redaction and its own row do not name the same hash"
