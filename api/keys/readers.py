"""Readers: who asks. Every request has one reader, anonymous or known by a key; called by the gate and by Resource.

`reader_of(environ)` says who it is, or raises the Problem that is the answer. What a reader may not have is refused by
`reader.refuse_scope(…)` and `reader.refuse_languages(…)`; both are pure, so prepared answers are checked by them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editions import languages

from ..problems import (
    EXPIRED_KEY,
    KEY_IN_URL,
    LANGUAGE_NOT_ALLOWED,
    REVOKED_KEY,
    SCOPE_MISSING,
    UNKNOWN_KEY,
    Kind,
    Problem,
    filled,
)
from . import known, peers, spelling
from .models import Scope, Standing, standing

# RFC 7235 §2.1: the scheme is case-insensitive. Other credentials than ours are none of our business.
_OUR_KEY = re.compile(rf"bearer +({spelling.PREFIX}.*)", re.IGNORECASE | re.DOTALL)
_REALM = 'Bearer realm="api"'
_WRONG = {Standing.EXPIRED: EXPIRED_KEY, Standing.REVOKED: REVOKED_KEY}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks. `bucket` is the name under which requests are counted, `per_minute` how many there may be. Without a
    key, key and organisation are None. No languages means all of them."""

    key_id: int | None
    organisation_id: int | None
    bucket: str
    per_minute: int
    scopes: frozenset[str]
    languages: frozenset[str]

    def refuse_scope(self, scope: str | None) -> None:
        """Raise the 403 for a resource that the key was not made for."""
        if scope is None or scope in self.scopes:
            return
        challenge = f'{_REALM}, error="insufficient_scope", scope="{scope}"'  # RFC 6750 §3.1
        members = {"scope": scope, "scopes": sorted(self.scopes)}
        raise Problem(SCOPE_MISSING, members=members, headers={"WWW-Authenticate": challenge})

    def refuse_languages(self, tags: Iterable[str]) -> None:
        """Raise the 403 for an answer that has a text in another language than the key was made for."""
        if not self.languages:
            return
        allowed = sorted(languages.language(code).tag for code in self.languages)
        if others := sorted(set(tags) - set(allowed)):
            message = _("This key is limited to %(allowed)s, and the answer would be in %(others)s.")
            detail = filled(message, allowed=tuple(allowed), others=tuple(others))
            raise Problem(LANGUAGE_NOT_ALLOWED, detail, {"languages": others, "allowed": allowed})


_ALL_SCOPES = frozenset(Scope.values)
_ALL_LANGUAGES: frozenset[str] = frozenset()


def reader_of(environ: Mapping[str, Any]) -> Reader:
    """Who asks. Raises Problem for a key in the address and for one that opens nothing."""
    _refuse_key_in_url(environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", ""))
    match = _OUR_KEY.match(environ.get("HTTP_AUTHORIZATION", ""))
    return _by_key(match[1].rstrip()) if match else anonymous(environ)


def anonymous(environ: Mapping[str, Any]) -> Reader:
    """Somebody without a key, counted by where they ask from."""
    limit = settings.RATE_LIMIT_ANONYMOUS
    return Reader(None, None, peers.bucket_of(environ), limit, _ALL_SCOPES, _ALL_LANGUAGES)


def _by_key(text: str) -> Reader:
    if not spelling.is_well_formed(text):
        raise _unauthorized(UNKNOWN_KEY, _("This is no whole key: its check signs do not fit. Copy it again."))
    digest = spelling.digest(text)
    key = known.key_of(digest)
    if key is None:
        raise _unauthorized(UNKNOWN_KEY)
    found = standing(revoked_at=key.revoked_at, expires_at=key.expires_at, now=timezone.now())
    if found in _WRONG:
        raise _unauthorized(_WRONG[found])
    limit = key.per_minute or settings.RATE_LIMIT_KEY
    bucket = f"key-{digest[:32]}"  # not the id: two installations may share a Redis
    return Reader(key.id, key.organisation_id, bucket, limit, key.scopes, key.languages)


def _unauthorized(kind: Kind, detail: Any = "") -> Problem:
    challenge = f'{_REALM}, error="invalid_token"'  # RFC 6750 §3.1
    return Problem(kind, detail, headers={"WWW-Authenticate": challenge})


def _refuse_key_in_url(path: str, query: str) -> None:
    """Addresses are kept by histories, proxies and logs: what was in one is not secret any more (RFC 6750 §5.3)."""
    if spelling.stands_in(path) or spelling.stands_in(unquote(query) if "%" in query else query):
        raise Problem(KEY_IN_URL)
