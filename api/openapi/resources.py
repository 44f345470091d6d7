"""Which resources there are: the table of addresses, walked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from ..resources import Resource


def every_resource() -> Iterator[type[Resource]]:
    """Each class of version 1 that is asked by an address and belongs to the contract."""
    found = dict.fromkeys(_classes(get_resolver("api.v1.urls").url_patterns))
    return (each for each in found if each.schema is not None)


def _classes(patterns: Iterable[Any]) -> Iterator[type[Resource]]:
    for pattern in patterns:
        match pattern:
            case URLResolver():
                yield from _classes(pattern.url_patterns)
            case URLPattern():
                yield pattern.callback.cls  # type: ignore[attr-defined]
