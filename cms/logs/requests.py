"""The access log: one line a request, and the id that binds all lines of a request together.

We keep no surveillance. A line says what was asked and how it was answered; it has no address, no name and no browser
of the person who asked, no query string (words searched for, tokens) and no referrer. What a medical page is read by
whom is nobody's business.
"""

import logging
import re
import time
from collections.abc import Callable
from contextvars import ContextVar
from uuid import uuid4

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.encoding import escape_uri_path

from api.keys.spelling import without_keys

logger = logging.getLogger("cms.requests")

HEADER = "X-Request-ID"
# Long enough to be one, short and plain enough to be written into a log as it came.
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
# The two parts of an address that lets somebody set a new password.
SECRETS_IN_PATHS = ("uidb64", "token")
# Asked every few seconds by machines.
QUIET = "/health/"

_request_id: ContextVar[str] = ContextVar("request_id", default="")


class NoteRequests:
    """The outermost middleware: gives the request its id, times it, writes the line."""

    sync_capable, async_capable = True, False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _request_id.get():
            return self.get_response(request)  # Wagtail's preview: a request made inside of another
        name = id_of(request)
        token = _request_id.set(name)
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            note(request, response, seconds=time.perf_counter() - start)
        finally:
            _request_id.reset(token)
        response.headers[HEADER] = name
        return response


class AddRequestId(logging.Filter):
    """Puts the id of the request being answered into each record; empty outside of requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _request_id.get()
        return True


def id_of(request: HttpRequest) -> str:
    """The id that the proxy in front gave it, if that is one; otherwise a new one."""
    given = request.headers.get(HEADER, "")
    return given if WELL_FORMED.fullmatch(given) else uuid4().hex


def note(request: HttpRequest, response: HttpResponseBase, *, seconds: float) -> None:
    path = path_without_secrets(request)
    milliseconds = round(seconds * 1000, 1)
    level = logging.DEBUG if path.startswith(QUIET) and response.status_code < 400 else logging.INFO
    facts = {"method": request.method, "path": path, "status": response.status_code, "duration_ms": milliseconds}
    logger.log(
        level, "%s %s %s %s ms", request.method, path, response.status_code, milliseconds, extra={"facts": facts}
    )


def path_without_secrets(request: HttpRequest) -> str:
    """The path as it stands in an address, so that no line can be broken by what somebody put into it."""
    path = request.path
    match = request.resolver_match
    for name in SECRETS_IN_PATHS:
        if match and (secret := match.kwargs.get(name)):
            path = path.replace(f"/{secret}/", "/…/")
    return escape_uri_path(without_keys(path)).replace("%E2%80%A6", "…")
