"""Direct: a view of the API called without Django's middleware, which serves people who are logged in.

What the middleware puts on every answer below /api/ (the policy, the headers of security) does not depend on the
request: it is asked once, by sending an empty answer through all of it, and stands on each answer from then on.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections, connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import resolve
from django.utils import translation
from django.utils.module_loading import import_string

PREFIX = "/api/"
# Seconds between two looks at whether a connection is too old. Django looks at each request, and on PostgreSQL asks
# the server each time whether it is still there, which costs as much as the answer.
BETWEEN_LOOKS = 5.0

# Those are of one answer.
_NOT_STANDING = {"content-length", "content-type"}


class _SecureRequest(HttpRequest):
    """So that HSTS is among the headers. Where the site is only reached by HTTPS, so is the API."""

    def _get_scheme(self) -> str:
        return "https"


def standing_headers() -> list[tuple[str, str]]:
    """What `settings.API_MIDDLEWARE` puts on every answer of the API."""

    def nothing(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    handle: Callable[[HttpRequest], HttpResponseBase] = nothing
    for name in reversed(settings.API_MIDDLEWARE):
        handle = import_string(name)(handle)
    request = _SecureRequest()
    request.path = request.path_info = PREFIX
    headers = handle(request).headers
    return [(name, value) for name, value in headers.items() if name.lower() not in _NOT_STANDING]


class Direct:
    """Calls views of `api.urls`."""

    def __init__(self) -> None:
        self._looked = threading.local()
        self.standing = standing_headers()

    def answer(self, environ: dict[str, Any]) -> HttpResponseBase:
        """The view's answer. A lost connection to the database is made again, once."""
        self._look_after_connections()
        translation.activate(settings.LANGUAGE_CODE)  # a thread stays in that of whoever used the admin last
        response = self._called(environ)
        if response.status_code == 500 and _has_lost_a_connection():
            close_old_connections()
            response = self._called(environ)
        return response

    def _called(self, environ: dict[str, Any]) -> HttpResponseBase:
        request = WSGIRequest(environ)
        match = resolve(request.path_info.removeprefix(PREFIX.rstrip("/")), urlconf="api.urls")
        request.resolver_match = match
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        return response

    def _look_after_connections(self) -> None:
        now = time.monotonic()
        if now - getattr(self._looked, "at", 0.0) > BETWEEN_LOOKS:
            self._looked.at = now
            close_old_connections()


def _has_lost_a_connection() -> bool:
    return any(each.errors_occurred for each in connections.all(initialized_only=True))
