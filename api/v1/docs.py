"""`/api/v1/docs/`: the reference as a page that people read, served by us alone."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpResponse
from rest_framework.request import Request

from ..formats.media import HTML
from ..reference import page
from ..resources import Resource


class Docs(Resource):
    """The reference as a page to read, made from the same tables as the answers."""

    scope = None
    formats = (HTML,)
    parameters = ()
    shape: ClassVar[Any] = {"type": "string"}

    def get(self, request: Request) -> HttpResponse:
        """The page, in English."""
        return self.answer(page(), languages=["en"])
