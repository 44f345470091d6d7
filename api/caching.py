"""Caching: validators, conditional requests and how long an answer may be kept (RFC 9110 §8.8, §13).

The ETag is the hash of the bytes sent, so it changes exactly when they do, whatever the reason: a
release, a renamed slug, a language switched off, or a new word in a catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import blake2b
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import http_date, parse_etags, parse_http_date_safe

PUBLIC = "public, max-age=30, stale-while-revalidate=15"
NO_STORE = "no-store"
LONGEST_IF_NONE_MATCH = 4_000  # characters that are read: a hundred ETags of ours; 15,000 took 50 ms


def public() -> str:
    """How long caches may keep what tells of a content. A site may let them go on showing it while we do not answer
    (RFC 5861 §4): then a recall does not arrive before we do."""
    seconds = settings.API_STALE_IF_ERROR
    return f"{PUBLIC}, stale-if-error={seconds}" if seconds else PUBLIC


def conditional(request: HttpRequest, body: str, *, media_type: str, modified: datetime | None) -> HttpResponse:
    """The answer, or 304 if the reader has it already. `modified` must be told apart."""
    data = body.encode()
    etag = f'"{blake2b(data, digest_size=16).hexdigest()}"'
    response: HttpResponse = HttpResponse(data, content_type=media_type)
    if is_known([etag], modified, request.META.get("HTTP_IF_NONE_MATCH"), request.META.get("HTTP_IF_MODIFIED_SINCE")):
        response = HttpResponseNotModified()
    response.headers["ETag"] = etag
    if modified:
        response.headers["Last-Modified"] = http_date(modified.timestamp())
    return response


def tag(content_id: UUID | str) -> str:
    """The name of a content in `Cache-Tag`: the beginning of its UUID, because a list of a hundred
    whole ones is more than many proxies take in a header. A shared beginning only purges too much."""
    return str(content_id)[:13]


def is_known(
    etags: Iterable[str], modified: datetime | None, if_none_match: str | None, if_modified_since: str | None
) -> bool:
    """Whether the reader has one of the forms of the answer with these tags (RFC 9110 §13.1.2 and §13.1.3)."""
    if if_none_match is not None:
        known = [each.removeprefix("W/") for each in parse_etags(if_none_match[:LONGEST_IF_NONE_MATCH])]
        return "*" in known or any(etag in known for etag in etags)
    since = parse_http_date_safe(if_modified_since) if if_modified_since and modified else None
    return since is not None and modified is not None and int(modified.timestamp()) <= since


def told_apart(modified: datetime | None) -> datetime | None:
    """Nothing while the second of the change is still running: HTTP dates count whole seconds, so
    another change in the same second would have the same date."""
    if modified is None or modified >= datetime.now(UTC).replace(microsecond=0):
        return None
    return modified.astimezone(UTC)
