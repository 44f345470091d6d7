"""Refusals: what the gate does not let in is told in the same words and with the same headers as by a view."""

from __future__ import annotations

from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from ..problems import Problem
from ..resources import Resource

_KEY = "api.refusal"


class Refusal(Resource):
    """No resource of its own: it stands for the one that was asked for."""

    schema = None

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Raise the problem that the gate has found."""
        raise request.META[_KEY]


_refused = Refusal.as_view()


def refused(environ: dict[str, Any], problem: Problem) -> HttpResponseBase:
    """The problem document for this request."""
    response: HttpResponseBase = _refused(WSGIRequest(environ | {_KEY: problem}))
    return response
