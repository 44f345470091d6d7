"""Answers for requests that no view of ours gets to see: Django's handler400, 404 and 500.

Below /api/ they are problem documents like all others; elsewhere Django's own pages.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from . import caching, cors, negotiation, problems
from .problems import BAD_REQUEST, INTERNAL_ERROR, NOT_FOUND, Kind, Problem

PREFIX = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> Any:
    """For example a Host header that is not ours."""
    return _problem(request, BAD_REQUEST) or defaults.bad_request(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> Any:
    """A path that leads nowhere."""
    return _problem(request, NOT_FOUND) or defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> Any:
    """A mistake in a middleware; those in views are answered by them."""
    return _problem(request, INTERNAL_ERROR) or defaults.server_error(request)


def _problem(request: HttpRequest, kind: Kind) -> HttpResponse | None:
    if not request.path_info.startswith(PREFIX):
        return None
    language = negotiation.interface_language(None, request.headers.get("Accept-Language", ""))
    response = problems.response(Problem(kind), path=request.path, language=language)
    for name, value in cors.HEADERS.items():
        response.headers[name] = value
    response.headers["Cache-Control"] = caching.NO_STORE
    response.headers["Vary"] = "Accept, Accept-Encoding, Accept-Language"
    return response
