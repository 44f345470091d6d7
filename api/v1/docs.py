"""`/api/v1/docs/`: the OpenAPI document as a page to read. No script, nothing from another site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from rest_framework.request import Request

from .. import openapi
from ..problems import KINDS
from ..resources import Resource

_CODE = re.compile(r"`([^`]*)`")


@dataclass(frozen=True, slots=True)
class Operation:
    """One address, as the page shows it."""

    path: str
    name: str
    description: SafeString
    parameters: list[dict[str, Any]]
    answers: list[tuple[str, list[SafeString]]]
    example: str


class Docs(Resource):
    """The reference, made from the same tables as the answers."""

    schema = None
    media_type = "text/html"
    parameters = ()

    def get(self, request: Request) -> HttpResponse:
        """The page, in English."""
        return self.answer(_page(), languages=["en"])


@cache
def _page() -> str:
    document = openapi.document()
    with translation.override("en"):
        return render_to_string(
            "api/docs.html",
            {
                "info": document["info"],
                "operations": list(_operations(document)),
                "problems": KINDS,
            },
        )


def _operations(document: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        operation = methods["get"]
        yield Operation(
            path=path,
            name=operation["operationId"],
            description=_with_code(operation["description"]),
            parameters=[_parameter(each) for each in operation["parameters"]],
            answers=[_answer(status, each) for status, each in operation["responses"].items()],
            example=_example(operation["responses"]["200"]),
        )


def _parameter(parameter: dict[str, Any]) -> dict[str, Any]:
    schema = parameter["schema"]
    return {
        "name": parameter["name"],
        "place": parameter["in"],
        "description": _with_code(parameter.get("description", "")),
        "choices": schema.get("enum", []),
        "default": schema.get("default", ""),
    }


def _answer(status: str, answer: dict[str, Any]) -> tuple[str, list[SafeString]]:
    return status, [_with_code(text) for text in answer["description"].split("\n\n")]


def _example(answer: dict[str, Any]) -> str:
    shown = answer["content"].values()  # whatever its media type
    examples = next(iter(shown)).get("examples", {})
    values = (json.dumps(each["value"], ensure_ascii=False, indent=2) for each in examples.values())
    return next(values, "")


def _with_code(text: str) -> SafeString:
    """The text as HTML, with what stands in backticks as code."""
    return mark_safe(_CODE.sub(r"<code>\1</code>", conditional_escape(text)))  # noqa: S308 - escaped
