"""The OpenAPI document, made from the tables that also check requests and from the shapes of answers.

Served at `/api/v1/schema/`; a copy is kept in docs/reference/openapi.yaml (`make docs`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import include, path
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import get_doc
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse

from .formats.media import JSON, JSON_FEED, Format
from .parameters import LANG
from .problems import (
    BAD_PARAMETER,
    EXPIRED_KEY,
    INTERNAL_ERROR,
    KEY_IN_URL,
    LANGUAGE_NOT_ALLOWED,
    MEDIA_TYPE,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    NOT_FOUND,
    RATE_LIMITED,
    REVOKED_KEY,
    SCOPE_MISSING,
    UNKNOWN_KEY,
    Kind,
)
from .questions import Parameter
from .v1.shapes import ProblemDetails

EXAMPLES = Path(__file__).resolve().parents[1] / "docs" / "reference" / "examples"
OF_KEYS = (UNKNOWN_KEY, EXPIRED_KEY, REVOKED_KEY, SCOPE_MISSING, LANGUAGE_NOT_ALLOWED)
EVERYWHERE = (
    *(BAD_PARAMETER, KEY_IN_URL, *OF_KEYS, RATE_LIMITED),
    *(METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, INTERNAL_ERROR),
)

_TEXT = {"type": "string"}
_OF_PATHS = {
    "slug": "The slug or the UUID. An old slug is redirected to the current one.",
    "id": "The UUID of the edition.",
    "language": "The `code` of a language that is offered.",
}
_REQUEST_HEADERS = {
    "If-None-Match": "The ETag of the answer that you have; 304 if it has not changed.",
    "If-Modified-Since": "The same by date. Ignored beside If-None-Match.",
}
_ACCEPT_LANGUAGE = "The languages wanted, with weights (RFC 9110 §12.5.4). Ignored beside `lang`."
_RESPONSE_HEADERS = {
    "ETag": "Changes exactly when the body does.",
    "Cache-Control": "How long the answer may be kept.",
    "Cache-Tag": "The contents in the answer, for caches that purge by tag.",
    "Content-Language": "The languages of the texts in the answer.",
    "RateLimit": "How many requests are left (`r`), and seconds until the count begins anew (`t`).",
    "RateLimit-Policy": "How many requests there may be (`q`) in how many seconds (`w`).",
    "Last-Modified": "When a content in the answer last changed; not given in the same second.",
    "Vary": "The request headers that the answer depends on.",
}


@cache
def document() -> dict[str, Any]:
    """The whole document, in English whoever asks."""
    with translation.override("en"):
        made: dict[str, Any] = Generator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return made


class Generator(SchemaGenerator):
    """Looks at version 1 of the API and at nothing else of the site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["patterns"] = [path("api/v1/", include("api.v1.urls"))]
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]


# Those that are JSON of ours, whose shape the view knows.
SHAPED = (JSON, JSON_FEED)


class Schema(AutoSchema):
    """Takes what a Resource says of itself."""

    view: Any  # a Resource

    def get_override_parameters(self) -> list[Any]:
        """Of the path, the query and the headers, both ways."""
        takes_language = any(each.name == LANG.name for each in self.view.parameters)
        asked = _REQUEST_HEADERS | ({"Accept-Language": _ACCEPT_LANGUAGE} if takes_language else {})
        return [
            *(_in_path(name) for name in _OF_PATHS if f"{{{name}}}" in self.path),
            *(_in_query(parameter) for parameter in self.view.parameters),
            *(_header(name, text) for name, text in asked.items()),
            *(_header(name, text, response=[200]) for name, text in _RESPONSE_HEADERS.items()),
        ]

    def get_response_serializers(self) -> Any:
        """The answer, and every problem that may take its place."""
        answers: dict[Any, OpenApiResponse] = {
            (200, format.media_type): self._answer() if format in SHAPED else self._document(format)
            for format in self.view.formats
        }
        if self.view.can_move:
            answers[308] = OpenApiResponse(None, "The slug has changed: follow `Location`.")
        answers[304] = OpenApiResponse(None, "You have the answer already.")
        not_found = (NOT_FOUND,) if "{" in self.path else ()
        kinds = (*not_found, *self.view.own_problems, *EVERYWHERE)
        return answers | dict(sorted(_problems(kinds).items()))

    def get_description(self) -> str:  # type: ignore[override]
        """What the view says of itself; `get` may be one that several views share."""
        return get_doc(self.view.__class__)

    def get_operation_id(self) -> str:
        """The name of the view, for client generators: `Factsheets` becomes `factsheets`."""
        name: str = self.view.__class__.__name__
        return name[0].lower() + name[1:]

    def get_tags(self) -> list[str]:
        """The first part of the address."""
        return [self.path.removeprefix("/api/v1/").split("/")[0] or "root"]

    def _document(self, format: Format) -> OpenApiResponse:
        """The answer in a format that is written in docs/reference/formats.md; its shape is not for OpenAPI."""
        return OpenApiResponse(_TEXT, _first_line(self.get_description()))

    def _answer(self) -> OpenApiResponse:
        shape = self.view.shape or {"type": "object"}
        examples = [
            OpenApiExample(name=file.stem, value=json.loads(file.read_text(encoding="utf-8")))
            for file in (EXAMPLES / f"{name}.json" for name in self.view.examples)
        ]
        return OpenApiResponse(shape, _first_line(self.get_description()), examples)


def _problems(kinds: Iterable[Kind]) -> dict[Any, OpenApiResponse]:
    """Problems by status, since a status can be described only once."""
    by_status = defaultdict(list)
    for kind in kinds:
        by_status[kind.status].append(f"`{kind.code}`: {kind.detail}")
    return {
        (status, MEDIA_TYPE): OpenApiResponse(ProblemDetails, "\n\n".join(texts))
        for status, texts in by_status.items()
    }


def _in_path(name: str) -> OpenApiParameter:
    return OpenApiParameter(name, _TEXT, OpenApiParameter.PATH, True, _OF_PATHS[name])


def _in_query(parameter: Parameter[Any]) -> OpenApiParameter:
    return OpenApiParameter(
        parameter.name,
        dict(parameter.schema),
        OpenApiParameter.QUERY,
        parameter.required,
        description=parameter.description,
    )


def _header(name: str, text: str, response: Any = False) -> OpenApiParameter:
    return OpenApiParameter(name, dict(_TEXT), OpenApiParameter.HEADER, description=text, response=response)


def _first_line(text: str) -> str:
    return text.split("\n")[0]
