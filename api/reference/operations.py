"""Each address, as the page shows it: what it takes, how it answers, an example and a command to try."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils.safestring import SafeString

from .members import shape_of
from .words import with_code

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Taken:
    """One parameter, wherever it stands."""

    name: str
    place: str
    description: SafeString
    choices: list[str]
    default: str
    example: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One address."""

    path: str
    name: str
    subject: str
    description: SafeString
    taken: list[Taken]
    answers: list[tuple[str, list[SafeString]]]
    media_types: list[str]
    shape: SafeString
    examples: list[tuple[str, str]]
    command: str


def operations(document: Node) -> list[Operation]:
    """All of them, in the order of their addresses."""
    return [_operation(document, path, item["get"]) for path, item in document["paths"].items()]


def _operation(document: Node, path: str, get: Node) -> Operation:
    answers = {status: resolved(document, each) for status, each in get["responses"].items()}
    content = answers["200"]["content"]
    parameters = [resolved(document, each) for each in get["parameters"]]
    return Operation(
        path=path,
        name=get["operationId"],
        subject=get["tags"][0],
        description=with_code(get["description"]),
        taken=[_taken(each) for each in parameters if each["in"] != "header"],
        answers=[
            (status, [with_code(text) for text in each["description"].split("\n\n")])
            for status, each in answers.items()
        ],
        media_types=list(content),
        shape=shape_of(next(iter(content.values()))["schema"]),
        examples=[(name, _written(value)) for name, value in _examples(content).items()],
        command=_command(document, path, parameters),
    )


def resolved(document: Node, node: Node) -> Node:
    """What a reference leads to, or the thing itself."""
    if "$ref" not in node:
        return node
    _hash, *names = node["$ref"].split("/")
    for name in names:
        document = document[name]
    return document


def _taken(parameter: Node) -> Taken:
    schema = parameter["schema"]
    return Taken(
        name=parameter["name"],
        place=parameter["in"],
        description=with_code(parameter.get("description", "")),
        choices=[each for each in schema.get("enum", []) if each is not None],
        default=str(schema.get("default", "")),
        example=", ".join(map(str, schema.get("examples", []))),
        is_required=parameter.get("required", False),
    )


def _examples(content: Node) -> dict[str, Any]:
    return {name: told["value"] for each in content.values() for name, told in each.get("examples", {}).items()}


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)


def _command(document: Node, path: str, parameters: list[Node]) -> str:
    """A request to try. Names are those of the examples; what must be given is given."""
    for parameter in parameters:
        if parameter["in"] == "path":
            given = parameter["schema"].get("examples") or [_some(document, path, parameter["name"])]
            path = path.replace(f"{{{parameter['name']}}}", quote(given[0]))
    needed = {each["name"]: each["schema"]["examples"][0] for each in parameters if _is_needed(each)}
    return f"curl '{settings.SITE_URL}{path}{'?' if needed else ''}{urlencode(needed)}'"


def _is_needed(parameter: Node) -> bool:
    return parameter["in"] == "query" and bool(parameter.get("required"))


def _some(document: Node, path: str, name: str) -> str:
    """A name that stands in the example of the address, or of the one that it stands below."""
    above = path[: path.index("}/") + 2]
    content = document["paths"][above]["get"]["responses"]["200"]["content"] if above in document["paths"] else {}
    values = [each for each in _examples(content).values() if isinstance(each, dict)]
    found = values[0] if values else {}
    return str(found.get("edition", {}).get("id", "") if name == "id" else found.get(name, ""))
