"""`/api/v1/schema/`: the contract as OpenAPI 3.1."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from django.http import HttpResponse
from rest_framework.request import Request

from .. import openapi
from ..formats.json import dumps
from ..resources import Resource


class SchemaDocument(Resource):
    """This document, OpenAPI 3.1."""

    scope = None
    shape: ClassVar[Any] = {"type": "object", "required": ["openapi", "info", "paths"]}

    def get(self, request: Request) -> HttpResponse:
        """This document."""
        return self.answer(_text())


@cache
def _text() -> str:
    return dumps(openapi.document())
