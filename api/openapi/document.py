"""The whole document: the operations of all resources, and what they have in common."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.urls import include, path
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

from . import headers
from .following import add_links
from .sharing import share

_KEY = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "fs_…",
    "description": "Not needed for reading. A key raises the rate limit and names the reader in usage counts; a wrong "
    "or revoked one is refused with 401 wherever it is sent.",
}
_OPTIONS = "What may be asked here, for browsers that ask before they read (CORS)."


@cache
def document() -> dict[str, Any]:
    """The whole document, in English whoever asks."""
    with translation.override("en"):
        made: dict[str, Any] = Generator().get_schema(request=None, public=True)
    return made


class Generator(SchemaGenerator):
    """Looks at version 1 of the API and at nothing else of the site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["patterns"] = [path("api/v1/", include("api.v1.urls"))]
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        """What drf-spectacular makes of the resources, completed."""
        made: dict[str, Any] = super().get_schema(request, public)  # type: ignore[no-untyped-call]
        made["servers"] = [{"url": "/"}]
        made["security"] = [{}, {"key": []}]
        made["tags"] = _tags(made["paths"])
        share(made)
        _drop_marks(made)
        made["components"]["headers"] = headers.components()
        made["components"]["securitySchemes"] = {"key": _KEY}
        add_links(made)
        for address, item in made["paths"].items():
            _add_other_methods(address, item)
        return made


def _tags(paths: dict[str, Any]) -> list[dict[str, str]]:
    """A tag for each first part of an address, described by the shortest of its addresses."""
    described: dict[str, str] = {}
    for address in sorted(paths, key=len):
        operation = paths[address]["get"]
        described.setdefault(operation["tags"][0], operation["summary"])
    return [{"name": name, "description": text} for name, text in sorted(described.items())]


def _drop_marks(node: Any) -> None:
    """Take out what drf-spectacular writes for a hook of its own that we do not use."""
    if isinstance(node, dict):
        node.pop("x-spec-enum-id", None)
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _drop_marks(each)


def _add_other_methods(address: str, item: dict[str, Any]) -> None:
    """HEAD, which takes what GET takes, and OPTIONS, which takes nothing but the address."""
    get = item["get"]
    name = get["operationId"]
    of_path = [each for each in get["parameters"] if f"{{{_name(each)}}}" in address]
    item["head"] = {
        "operationId": f"{name}.head",
        "summary": "The headers of the answer to GET.",
        "parameters": get["parameters"],
        "tags": get["tags"],
        "responses": {status: _without_body(status, response) for status, response in get["responses"].items()},
    }
    item["options"] = {
        "operationId": f"{name}.options",
        "summary": _OPTIONS,
        "parameters": of_path,
        "tags": get["tags"],
        "security": [{}],
        "responses": {"204": {"description": _OPTIONS, "headers": headers.of_status(204)}},
    }


def _name(parameter: dict[str, str]) -> str:
    return parameter["$ref"].rpartition("/")[2].partition(".")[0]


def _without_body(status: str, response: dict[str, Any]) -> dict[str, Any]:
    told = response.get("description", "The same problem as for GET, without the document.")
    return {"description": told, "headers": headers.of_status(int(status))}
