"""Sharing: what several operations have in common is written once, below `components`."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

Node = dict[str, Any]


def share(document: Node) -> None:
    """Put the parameters and the problems of all operations into `components`, and references in their place."""
    operations = [item["get"] for item in document["paths"].values()]
    document["components"]["parameters"] = _share_parameters(operations)
    document["components"]["responses"] = _share_responses(operations)


def _share_parameters(operations: list[Node]) -> Node:
    """One that is the same nearly everywhere has its bare name; another of that name has its operation's beside it."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for operation in operations:
        for parameter in operation["parameters"]:
            uses[parameter["name"]][_same(parameter)] += 1
    usual = {name: counted.most_common(1)[0][0] for name, counted in uses.items()}
    shared: Node = {}
    keys: dict[tuple[str, str], str] = {}
    for operation in operations:
        for number, parameter in enumerate(operation["parameters"]):
            name, same = parameter["name"], _same(parameter)
            other = "" if usual[name] == same else f".{operation['operationId']}"
            key = keys.setdefault((name, same), f"{name}{other}")
            shared[key] = parameter
            operation["parameters"][number] = {"$ref": f"#/components/parameters/{key}"}
    return dict(sorted(shared.items()))


def _share_responses(operations: list[Node]) -> Node:
    """Named after the status and the codes that it may have: `NotFound.not-found.withdrawn`."""
    shared: Node = {}
    for operation in operations:
        for status, response in operation["responses"].items():
            if status != "200":
                key = ".".join([HTTPStatus(int(status)).phrase.replace(" ", ""), *_codes(response)])
                shared.setdefault(key, response)
                operation["responses"][status] = {"$ref": f"#/components/responses/{key}"}
    return dict(sorted(shared.items()))


def _codes(response: Node) -> Iterator[str]:
    for content in response.get("content", {}).values():
        yield from content.get("examples", {})


def _same(value: Node) -> str:
    return json.dumps(value, sort_keys=True, default=str)
