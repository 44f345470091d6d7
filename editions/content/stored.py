"""The stored form of a content: what an edition keeps as JSON, and how older forms are lifted when they are read.

Each type has a JSON Schema in `../schemas`, generated from the values (`make docs`). An edition names the version of
its form; upgraders work on what is read and never on what is stored, so that hashes stay true.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid5

import msgspec

from .types import AnyContent, Content

SCHEMA = 2

# Publishers of editions in the first form had a slug and no id; their works take this one.
_PUBLISHERS = UUID("b6a0d3c4-5c1e-4a0e-9a58-5f1f7c7c6f10")


class UnknownForm(ValueError):
    """The data is no content of any known schema version."""


def to_data(content: Content) -> dict[str, Any]:
    """The stored form: JSON values only."""
    data: dict[str, Any] = json.loads(msgspec.json.encode(content))
    return data


def from_data(data: Mapping[str, Any], schema: int = SCHEMA) -> AnyContent:
    """Read what `to_data` wrote under this schema version. Raises UnknownForm."""
    try:
        lifted = dict(data)
        for version in range(schema, SCHEMA):
            lifted = _UPGRADERS[version](lifted)
        return msgspec.convert(lifted, AnyContent)  # type: ignore[no-any-return]
    except (msgspec.ValidationError, KeyError, TypeError) as problem:
        raise UnknownForm(f"Not a content of schema {schema}: {problem}") from problem


def publisher_id(slug: str) -> UUID:
    """The id of a publisher that was known by its slug only."""
    return uuid5(_PUBLISHERS, slug)


def _from_first(data: dict[str, Any]) -> dict[str, Any]:
    """The first form knew fact sheets only, and froze four lines of the publisher."""
    line = data.pop("publisher")
    identity = str(publisher_id(line["slug"])) if line["slug"] else None
    included = {"publisher": {"id": identity, **line}} if identity else {}
    return data | {"publisher": identity, "included": included}


_UPGRADERS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _from_first}
