"""Following: which address leads to which, as OpenAPI links. Tests that wander through the API go by them."""

from __future__ import annotations

import re
from typing import Any

Node = dict[str, Any]
_NAME = re.compile(r"\{(\w+)\}/\Z")


def add_links(document: Node) -> None:
    """From a list to what it lists, from a content to what stands below it and to its edition."""
    paths: Node = document["paths"]
    for address, item in paths.items():
        links = {
            **_to_what_it_lists(address, paths),
            **_to_what_stands_below(address, paths),
            **_to_editions(address, item, paths),
        }
        if links:
            item["get"]["responses"]["200"]["links"] = links


def _to_what_it_lists(address: str, paths: Node) -> Node:
    found: Node = {}
    for other in paths:
        name = _NAME.fullmatch(other.removeprefix(address)) if other.startswith(address) else None
        if name and "{" not in address:
            found |= _link(
                paths[other], f"The first result of {address}", {name[1]: f"$response.body#/results/0/{name[1]}"}
            )
    return found


def _to_what_stands_below(address: str, paths: Node) -> Node:
    below = (other for other in paths if other != address and other.startswith(address) and "{slug}" in address)
    found: Node = {}
    for other in below:
        found |= _link(paths[other], "Of the same content", {"slug": "$request.path.slug"})
    return found


def _to_editions(address: str, item: Node, paths: Node) -> Node:
    editions = paths.get("/api/v1/editions/{id}/")
    if not editions or "{slug}" not in address:
        return {}
    pointer = "/results/0/id" if address.endswith("/editions/") else "/edition/id"
    return _link(editions, "The edition that is served", {"id": f"$response.body#{pointer}"})


def _link(item: Node, description: str, parameters: Node) -> Node:
    name = item["get"]["operationId"]
    return {name: {"operationId": name, "parameters": parameters, "description": description}}
