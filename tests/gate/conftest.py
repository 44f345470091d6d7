"""A gate before Django, as `cms.wsgi` puts it there, and a reader who comes by WSGI."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from api.gate import Gate
from cms.logs.requests import Noted

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Told:
    """An answer as the server gets it."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Django:
    """Django, which counts what is left to it."""

    asked: list[str] = field(default_factory=list)
    handler: WSGIHandler = field(default_factory=WSGIHandler)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.asked.append(environ["PATH_INFO"])
        return self.handler(environ, start_response)


Ask = Callable[..., Told]


def environ_of(path: str, query: str = "", *, method: str = "GET", headers: dict[str, str] | None = None) -> dict:
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "testserver",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    for name, value in (headers or {}).items():
        environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
    return environ


@pytest.fixture(autouse=True)
def connection_of_the_test(monkeypatch):
    """It is not closed between two requests, as Django's own test client takes care of it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    for module in ("gate", "direct"):
        monkeypatch.setattr(f"api.gate.{module}.close_old_connections", lambda: None)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def no_limit(settings):
    """The clock stands still, so that all tests ask within the same minute."""
    settings.RATE_LIMIT_ANONYMOUS = 1_000_000


@pytest.fixture
def django() -> Django:
    return Django()


@pytest.fixture
def gate(django) -> Gate:
    return Gate(django, megabytes=4, note=Noted)


@pytest.fixture
def ask(gate) -> Ask:
    """`ask("/api/v1/factsheets/asthma/", "lang=fr", headers={…})`."""

    def asking(path: str, query: str = "", **how: Any) -> Told:
        return asked_of(gate, path, query, **how)

    return asking


def asked_of(application: Any, path: str, query: str = "", **how: Any) -> Told:
    """What this WSGI application answers."""
    started: list[Any] = []
    parts = application(environ_of(path, query, **how), lambda status, headers: started.append((status, headers)))
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    ((status, headers),) = started
    assert len({name.lower() for name, _value in headers}) == len(headers), "a header is sent twice"
    return Told(int(status[:3]), dict(headers), body)


@pytest.fixture
def clock():
    """A clock that stands still on a Monday morning and can be moved on."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller
