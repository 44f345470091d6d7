"""The gate: a WSGI application (PEP 3333) that answers what lies below /api/ and hands everything else to Django."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Protocol
from wsgiref.types import StartResponse, WSGIApplication

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, close_old_connections
from django.http.response import HttpResponseBase

from .. import told
from ..keys.readers import Reader, anonymous, reader_of
from ..limits.allowances import Allowance, take
from ..problems import Problem
from ..told import Told
from ..usage.counting import count
from .answers import NOT_MODIFIED, Answer, Headers, answer_of
from .direct import PREFIX, Direct
from .encodings import chosen
from .memory import Memory
from .pulse import Pulse, State
from .refusals import refused

Environ = dict[str, Any]


class Noted(Protocol):
    """One request in the access log, from the moment when it is entered; on leaving, its line is written."""

    id: str
    status: int

    def __enter__(self) -> Noted: ...

    def __exit__(self, *error: object) -> None: ...


Note = Callable[[Environ], Noted]
Sent = tuple[str, Headers, Iterable[bytes]]

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
            with self._note(environ) as noted:
                status, headers, body = self._let_in(environ, self._pulse.state())
                noted.status = int(status[:3])
        except DatabaseError:  # Django tells of it in its own way
            close_old_connections()
            return self._django(environ, start_response)
        start_response(status, [*headers, ("X-Request-ID", noted.id)])
        return body

    def _let_in(self, environ: Environ, state: State) -> Sent:
        """Who asks, whether they may now, and what they get; a problem document if not."""
        try:
            reader = reader_of(environ)
        except Problem as problem:  # guessing keys is not free either
            return self._refused(environ, problem, take(anonymous(environ)))
        allowance = take(reader)
        try:
            if allowance.retry_after is not None:
                raise allowance.problem()
            status, headers, body = self._answered(environ, reader, state)
        except Problem as problem:
            return self._refused(environ, problem, allowance)
        return status, [*headers, *allowance.headers], body

    def _refused(self, environ: Environ, problem: Problem, allowance: Allowance) -> Sent:
        status, headers, body = _sent(answer_of(refused(environ, problem), Told(), self._direct.standing), environ)
        told_already = {name for name, _value in headers}
        return status, [*headers, *(line for line in allowance.headers if line[0] not in told_already)], body

    def _may_answer(self, environ: Environ) -> bool:
        return environ["REQUEST_METHOD"] in READING and self._is_secure_enough(environ) and self._is_for_us(environ)

    def _is_secure_enough(self, environ: Environ) -> bool:
        """Otherwise Django sends the reader to HTTPS."""
        proxy = settings.SECURE_PROXY_SSL_HEADER
        if not settings.SECURE_SSL_REDIRECT or (proxy and environ.get(proxy[0]) == proxy[1]):
            return True
        return WSGIRequest(environ).is_secure()

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

    def _answered(self, environ: Environ, reader: Reader, state: State) -> Sent:
        key = key_of(environ, has_key=reader.key_id is not None)
        answer = self._memory.get(key, state) if key else None
        if answer is None:
            response, said = self._asked(environ, reader)
            if response.streaming:
                return _as_it_comes(response, self._direct.standing, environ)
            answer = answer_of(response, said, self._direct.standing)
            if key and said.may_keep:
                self._memory.keep(key, answer, state)
        else:
            _refuse_what_the_key_does_not_open(answer.told, reader)
        if answer.is_counted:
            count(reader, answer.told.contents)
        return _sent(answer, environ)

    def _asked(self, environ: Environ, reader: Reader) -> tuple[HttpResponseBase, Told]:
        """What the view says. It is not told what the reader has already, so that its answer is whole."""
        said = Told()
        whole = {name: value for name, value in environ.items() if name not in _OF_WHAT_READERS_HAVE}
        whole["REQUEST_METHOD"], whole[told.KEY], whole["api.reader"] = "GET", said, reader
        return self._direct.answer(whole), said


def _refuse_what_the_key_does_not_open(said: Told, reader: Reader) -> None:
    reader.refuse_scope(said.scope)
    if said.scope:
        reader.refuse_languages(said.languages)


_LANG = re.compile(r"(?:^|&)lang=")
_OF_WHAT_READERS_HAVE = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"}


def key_of(environ: Environ, *, has_key: bool) -> tuple[str, ...] | None:
    """What an answer depends on, of all that a request says; None if that is too long to be remembered.

    Of a reader's key only whether there is one: then the answer is marked as private.
    """
    query = environ["QUERY_STRING"]
    # A language in the query makes the header count for nothing. One that is written in another way, or stands inside
    # of another parameter, only means that the same answer is kept twice.
    languages = "" if _LANG.search(query) else environ.get("HTTP_ACCEPT_LANGUAGE", "")
    key = (environ["PATH_INFO"], query, environ.get("HTTP_ACCEPT", ""), languages, "key" if has_key else "")
    return key if sum(map(len, key)) <= LONGEST_KEY else None


def _as_it_comes(response: HttpResponseBase, standing: Headers, environ: Environ) -> Sent:
    headers = dict(standing) | dict(response.headers.items())
    status = f"{response.status_code} {response.reason_phrase}"
    if environ["REQUEST_METHOD"] == "HEAD":
        response.close()
        return status, list(headers.items()), ()
    return status, list(headers.items()), response


def _sent(answer: Answer, environ: Environ) -> Sent:
    """The form that this reader takes, or a 304 if they have it."""
    encoding = chosen(environ.get("HTTP_ACCEPT_ENCODING", ""))
    form = answer.form(encoding)
    if answer.is_known(environ.get("HTTP_IF_NONE_MATCH"), environ.get("HTTP_IF_MODIFIED_SINCE")):
        return NOT_MODIFIED, form.of_304, ()
    return answer.status, form.headers, (() if environ["REQUEST_METHOD"] == "HEAD" else (form.body,))
