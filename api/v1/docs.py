"""`/api/v1/docs/`: the OpenAPI document as a page to read. No script, nothing from another site."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpResponse
from rest_framework.request import Request

from ..reference import page
from ..resources import Resource


class Docs(Resource):
    """The reference as a page to read, made from the same tables as the answers."""

    media_type = "text/html"
    parameters = ()
    shape: ClassVar[Any] = {"type": "string"}

    def get(self, request: Request) -> HttpResponse:
        """The page, in English."""
        return self.answer(page(), languages=["en"])
