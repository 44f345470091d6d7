"""Answers: one answer in the forms in which it is sent, each prepared once; and whether a reader has it already."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.http.response import HttpResponseBase

from .. import caching
from ..told import Told
from .encodings import COMPRESSORS, IDENTITY, SMALLEST

Headers = list[tuple[str, str]]

NOT_MODIFIED: Final = "304 Not Modified"

# What a form of the answer has of its own, and what a 304 repeats (RFC 9110 §15.4.5).
_OF_A_FORM = {"etag", "content-length", "content-encoding"}
_OF_A_BODY = {"content-type", "content-length", "content-encoding", "content-language"}


@dataclass(frozen=True, slots=True)
class Form:
    """The answer in one encoding."""

    etag: str
    headers: Headers
    body: bytes
    of_304: Headers


@dataclass(slots=True)
class Answer:
    """An answer as a view gave it, and its forms by encoding as they are asked for."""

    status: str
    headers: Headers
    body: bytes
    told: Told
    etag: str
    modified: datetime | None
    forms: dict[str, Form] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """About how many bytes it takes to keep: compressed, text of ours is a third of what it was."""
        return len(self.body) * 3 // 2 + 2000

    @property
    def is_counted(self) -> bool:
        """Whether somebody has read something: not if there was nothing to read."""
        return self.status.startswith("200")

    def form(self, encoding: str) -> Form:
        """In this encoding, prepared when it is asked for first."""
        if len(self.body) < SMALLEST or not self.etag:
            encoding = IDENTITY
        found = self.forms.get(encoding)
        if found is None:
            found = self.forms[encoding] = self._formed(encoding)
        return found

    def is_known(self, if_none_match: str | None, if_modified_since: str | None) -> bool:
        """Whether the reader has it already, in whichever encoding."""
        if if_none_match is None and if_modified_since is None:
            return False
        tags = [self._etag_in(encoding) for encoding in (IDENTITY, *COMPRESSORS)] if self.etag else []
        if if_none_match in tags:  # what nearly everybody sends
            return True
        return caching.is_known(tags, self.modified, if_none_match, if_modified_since)

    def _formed(self, encoding: str) -> Form:
        body = self.body if encoding == IDENTITY else COMPRESSORS[encoding](self.body)
        etag = self._etag_in(encoding) if self.etag else ""
        headers = [*self.headers, ("Content-Length", str(len(body)))]
        if etag:
            headers.append(("ETag", etag))
        if encoding != IDENTITY:
            headers.append(("Content-Encoding", encoding))
        of_304 = [line for line in headers if line[0].lower() not in _OF_A_BODY]
        return Form(etag, headers, body, of_304)

    def _etag_in(self, encoding: str) -> str:
        """Each encoding is a representation of its own, and a strong tag names one (RFC 9110 §8.8.3.3)."""
        return self.etag if encoding == IDENTITY else f'{self.etag[:-1]}-{encoding}"'


def answer_of(response: HttpResponseBase, told: Told, standing: Headers) -> Answer:
    """The answer that a view has given, taken apart, with the headers that every answer has.

    It must not be a stream.
    """
    headers = {name.lower(): (name, value) for name, value in (*standing, *response.headers.items())}
    etag = headers.get("etag", ("", ""))[1]
    return Answer(
        status=f"{response.status_code} {response.reason_phrase}",
        headers=[line for name, line in headers.items() if name not in _OF_A_FORM],
        body=response.content,  # type: ignore[attr-defined]
        told=told,
        etag=etag,
        modified=told.modified,
    )
