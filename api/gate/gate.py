"""The gate: a WSGI application (PEP 3333) that answers what lies below /api/ and hands everything else to Django."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol
from wsgiref.types import StartResponse, WSGIApplication

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, close_old_connections
from django.http.response import HttpResponseBase

from .. import told
from ..told import Told
from .answers import NOT_MODIFIED, Answer, Headers, answer_of
from .direct import PREFIX, Direct
from .encodings import chosen
from .memory import Memory
from .pulse import Pulse, State

Environ = dict[str, Any]


class Noted(Protocol):
    """One request in the access log, from the moment when it is entered; on leaving, its line is written."""

    id: str
    status: int

    def __enter__(self) -> Noted: ...

    def __exit__(self, *error: object) -> None: ...


Note = Callable[[Environ], Noted]

READING = ("GET", "HEAD")
# Whoever sends longer ones is answered like anybody else, but not remembered.
LONGEST_KEY = 600
MOST_HOSTS = 64


class Gate:
    """Put before Django by `cms.wsgi`. `megabytes` is how much each worker may remember."""

    def __init__(self, django: WSGIApplication, *, megabytes: float, note: Note) -> None:
        self._django = django
        self._direct = Direct()
        self._memory = Memory(int(megabytes * 1_000_000))
        self._pulse = Pulse()
        self._note = note
        self._hosts: set[str] = set()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, or let Django do it: for writing methods, foreign hosts, and plain HTTP where there is a choice."""
        if not environ["PATH_INFO"].startswith(PREFIX) or not self._may_answer(environ):
            return self._django(environ, start_response)
        try:
            state = self._pulse.state()
        except DatabaseError:
            close_old_connections()
            return self._django(environ, start_response)
        with self._note(environ) as noted:
            status, headers, body = self._answered(environ, state)
            noted.status = int(status[:3])
        start_response(status, [*headers, ("X-Request-ID", noted.id)])
        return body

    def _may_answer(self, environ: Environ) -> bool:
        return environ["REQUEST_METHOD"] in READING and self._is_secure_enough(environ) and self._is_for_us(environ)

    def _is_secure_enough(self, environ: Environ) -> bool:
        """Otherwise Django sends the reader to HTTPS."""
        return not settings.SECURE_SSL_REDIRECT or WSGIRequest(environ).is_secure()

    def _is_for_us(self, environ: Environ) -> bool:
        """Whether the host is one of ours; Django refuses the others."""
        host = environ.get("HTTP_HOST", "")
        if host in self._hosts:
            return True
        try:
            WSGIRequest(environ).get_host()
        except DisallowedHost:
            return False
        if len(self._hosts) < MOST_HOSTS:
            self._hosts.add(host)
        return True

    def _answered(self, environ: Environ, state: State) -> tuple[str, Headers, Iterable[bytes]]:
        key = key_of(environ)
        answer = self._memory.get(key, state) if key else None
        if answer is None:
            response, said = self._asked(environ)
            if response.streaming:
                return _as_it_comes(response, self._direct.standing)
            answer = answer_of(response, said, self._direct.standing)
            if key and said.may_keep:
                self._memory.keep(key, answer, state)
        return _sent(answer, environ)

    def _asked(self, environ: Environ) -> tuple[HttpResponseBase, Told]:
        """What the view says. It is not told what the reader has already, so that its answer is whole."""
        said = Told()
        whole = {name: value for name, value in environ.items() if name not in _OF_WHAT_READERS_HAVE}
        whole["REQUEST_METHOD"], whole[told.KEY] = "GET", said
        return self._direct.answer(whole), said


_OF_WHAT_READERS_HAVE = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"}


def key_of(environ: Environ) -> tuple[str, ...] | None:
    """What an answer depends on, of all that a request says; None if that is too long to be remembered."""
    query = environ["QUERY_STRING"]
    # A language in the query makes the header count for nothing, except in the words of a refusal, which are not kept
    # unless they are of a content: then they are in the language of the query, too.
    languages = "" if "lang=" in query else environ.get("HTTP_ACCEPT_LANGUAGE", "")
    key = (environ["PATH_INFO"], query, environ.get("HTTP_ACCEPT", ""), languages)
    return key if sum(map(len, key)) <= LONGEST_KEY else None


def _as_it_comes(response: HttpResponseBase, standing: Headers) -> tuple[str, Headers, Iterable[bytes]]:
    headers = dict(standing) | dict(response.headers.items())
    return f"{response.status_code} {response.reason_phrase}", list(headers.items()), response


def _sent(answer: Answer, environ: Environ) -> tuple[str, Headers, Iterable[bytes]]:
    """The form that this reader takes, or a 304 if they have it."""
    encoding = chosen(environ.get("HTTP_ACCEPT_ENCODING", ""))
    if answer.is_known(environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MODIFIED_SINCE")):
        return NOT_MODIFIED, answer.known_headers(encoding), ()
    form = answer.form(encoding)
    return answer.status, form.headers, (() if environ["REQUEST_METHOD"] == "HEAD" else (form.body,))
