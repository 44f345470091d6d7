"""The shapes of answers: their members, with a link from each to the shape that it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .words import with_code

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a shape."""

    name: str
    type: SafeString
    description: SafeString
    choices: list[str]
    may_be_absent: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape, or a choice of shapes."""

    name: str
    description: SafeString
    members: list[Member]
    choices: list[SafeString]


def shapes(document: Node) -> list[Shape]:
    """Every shape, by its name."""
    return [_shape(name, schema) for name, schema in sorted(document["components"]["schemas"].items())]


def shape_of(schema: Node) -> SafeString:
    """What a value is, in words, with links to shapes."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return format_html('<a href="#shape-{0}">{0}</a>', name)
    if "items" in schema:
        return format_html("list of {}", shape_of(schema["items"]))
    for word in ("oneOf", "anyOf", "allOf"):
        if word in schema:
            return format_html_join(" or ", "{}", ((shape_of(each),) for each in schema[word]))
    return format_html("{}", " or ".join(_types(schema)))


def _types(schema: Node) -> Iterator[str]:
    types = schema.get("type", "any value")
    for type in types if isinstance(types, list) else [types]:
        yield f"{type} ({schema['format']})" if "format" in schema and type != "null" else type


def _shape(name: str, schema: Node) -> Shape:
    required = schema.get("required", [])
    return Shape(
        name=name,
        description=with_code(schema.get("description", "")),
        members=[_member(each, told, each in required) for each, told in schema.get("properties", {}).items()],
        choices=[shape_of(each) for each in schema.get("oneOf", [])],
    )


def _member(name: str, schema: Node, is_required: bool) -> Member:
    return Member(
        name=name,
        type=shape_of(schema),
        description=with_code(schema.get("description", "")),
        choices=[str(each) for each in schema.get("enum", []) if each is not None],
        may_be_absent=not is_required,
    )
