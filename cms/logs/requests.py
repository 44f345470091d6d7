"""The access log: one line a request, and the id that binds all lines of a request together.

We keep no surveillance. A line says what was asked and how it was answered; it has no address, no name and no browser
of the person who asked, no query string (words searched for, tokens) and no referrer. What a medical page is read by
whom is nobody's business.
"""

import logging
import re
import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from os import urandom
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.encoding import escape_uri_path

from api.keys.spelling import without_keys

logger = logging.getLogger("cms.requests")

HEADER = "X-Request-ID"
_IN_ENVIRON = "HTTP_X_REQUEST_ID"
# Long enough to be one, short and plain enough to be written into a log as it came.
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
# The two parts of an address that lets somebody set a new password.
SECRETS_IN_PATHS = ("uidb64", "token")
# Asked every few seconds by machines.
QUIET = "/health/"

_request_id: ContextVar[str] = ContextVar("request_id", default="")


class Noted:
    """One request, from when it is entered: all lines of the log have its id, and on leaving it gets one of its own.

    `environ` is that of WSGI, which is also the META of Django's requests.
    """

    def __init__(self, environ: Mapping[str, Any]) -> None:
        given = environ.get(_IN_ENVIRON, "")
        self.id = given if WELL_FORMED.fullmatch(given) else urandom(16).hex()
        self.status = 500
        self._method = environ["REQUEST_METHOD"]
        self.path = environ["PATH_INFO"]

    def __enter__(self) -> "Noted":
        self._token = _request_id.set(self.id)
        self._start = time.perf_counter()
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            self._write(time.perf_counter() - self._start)
        _request_id.reset(self._token)

    def _write(self, seconds: float) -> None:
        level = logging.DEBUG if self.path.startswith(QUIET) and self.status < 400 else logging.INFO
        path, milliseconds = as_in_addresses(self.path), round(seconds * 1000, 1)
        facts = {"method": self._method, "path": path, "status": self.status, "duration_ms": milliseconds}
        text = "%s %s %s %s ms"
        logger.log(level, text, self._method, path, self.status, milliseconds, extra={"facts": facts})


class NoteRequests:
    """The outermost middleware."""

    sync_capable, async_capable = True, False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _request_id.get():
            return self.get_response(request)  # Wagtail's preview: a request made inside of another
        with Noted(request.META) as noted:
            response = self.get_response(request)
            noted.status = response.status_code
            noted.path = path_without_secrets(request)
        response.headers[HEADER] = noted.id
        return response


class AddRequestId(logging.Filter):
    """Puts the id of the request being answered into each record; empty outside of requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _request_id.get()
        return True


def path_without_secrets(request: HttpRequest) -> str:
    """The path without what opens something to whoever knows it."""
    path = request.path
    match = request.resolver_match
    for name in SECRETS_IN_PATHS:
        if match and (secret := match.kwargs.get(name)):
            path = path.replace(f"/{secret}/", "/…/")
    return path


def as_in_addresses(path: str) -> str:
    """The path as it stands in an address, so that no line can be broken by what somebody put into it."""
    return escape_uri_path(without_keys(path)).replace("%E2%80%A6", "…")
