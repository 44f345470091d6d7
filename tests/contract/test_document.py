"""Every resource says all of itself: its shape, an example, its parameters, its headers, its problems."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import get_resolver
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from api import openapi
from api.openapi.operations import JSON, bodies
from api.openapi.resources import every_resource
from api.problems import KINDS, MEDIA_TYPE
from api.v1.docs import Docs
from api.v1.schema import SchemaDocument

from .conftest import Library

RESOURCES = list(every_resource())
# They are the document itself, and an example of them would be all of it once more.
SELVES = (SchemaDocument, Docs)

Node = dict[str, Any]


def operations() -> dict[str, Node]:
    return {path: item["get"] for path, item in openapi.document()["paths"].items()}


def resolved(node: Node) -> Node:
    found = openapi.document()
    for name in node.get("$ref", "").split("/")[1:]:
        found = found[name]
    return found if "$ref" in node else node


def test_document_is_valid() -> None:
    assert [str(error) for error in OpenAPIV31SpecValidator(openapi.document()).iter_errors()] == []


def test_every_resource_is_found() -> None:
    names = {resource.__name__ for resource in RESOURCES}
    assert {"Root", "Factsheets", "Factsheet", "OneEdition", "Languages", "Docs"} <= names
    assert len(get_resolver("api.v1.urls").url_patterns) - 1 == len(openapi.document()["paths"])  # one leads nowhere


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda each: each.__name__)
def test_resource_says_what_it_answers(resource: type) -> None:
    assert resource.shape is not None or JSON not in bodies(resource)
    assert all(bodies(resource).values())
    assert resource.__doc__
    assert resource.examples or resource in SELVES or JSON not in bodies(resource)


@pytest.mark.parametrize("path", operations())
def test_operation_declares_what_its_resource_takes(path: str) -> None:
    declared = [resolved(each) for each in operations()[path]["parameters"]]
    in_path = {each["name"] for each in declared if each["in"] == "path"}
    assert {f"{{{name}}}" for name in in_path} == {part for part in path.split("/") if part.startswith("{")}
    assert {"If-None-Match", "If-Modified-Since"} <= {each["name"] for each in declared}
    assert all(each["description"] for each in declared)
    for each in declared:
        schema = each["schema"]
        values = [*schema.get("examples", []), *([schema["default"]] if "default" in schema else [])]
        assert all(Draft202012Validator(schema).is_valid(value) for value in values), each["name"]


@pytest.mark.parametrize("path", operations())
def test_operation_declares_every_status_with_its_headers(path: str) -> None:
    responses = {status: resolved(each) for status, each in operations()[path]["responses"].items()}
    assert {"200", "304", "400", "401", "405", "406", "500"} <= set(responses)
    for status, response in responses.items():
        assert set(response["headers"]) == set(openapi.headers.of_status(int(status)))
    assert {"get", "head", "options"} == set(openapi.document()["paths"][path])


@pytest.mark.parametrize("path", operations())
def test_problems_are_examples_of_their_schema(path: str) -> None:
    document = openapi.document()
    schema = {"$ref": "#/components/schemas/ProblemDetails", "components": document["components"]}
    for status, response in operations()[path]["responses"].items():
        for code, example in resolved(response).get("content", {}).get(MEDIA_TYPE, {}).get("examples", {}).items():
            assert (example["value"]["code"], str(example["value"]["status"])) == (code, status)
            assert Draft202012Validator(schema).is_valid(example["value"])
            assert f"`{code}`" in resolved(response)["description"]


def test_every_kind_of_problem_is_somewhere() -> None:
    told = {
        code
        for operation in operations().values()
        for response in operation["responses"].values()
        for code in resolved(response).get("content", {}).get(MEDIA_TYPE, {}).get("examples", {})
    }
    assert told == {kind.code for kind in KINDS}


@pytest.mark.parametrize("path", operations())
def test_examples_of_answers_are_examples_of_their_schema(path: str) -> None:
    document = openapi.document()
    for content in operations()[path]["responses"]["200"]["content"].values():
        validator = Draft202012Validator({**content["schema"], "components": document["components"]})
        for name, example in content.get("examples", {}).items():
            assert [error.message for error in validator.iter_errors(example["value"])] == [], name


def test_key_is_optional_and_described() -> None:
    document = openapi.document()
    assert document["security"] == [{}, {"key": []}]
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"


ASKED_LIKE: dict[int, Node] = {
    200: {},
    304: {"headers": {"If-None-Match": "*"}},
    400: {"query": "nonsense=1"},
    401: {"headers": {"Authorization": "Bearer fs_wrong"}},
    406: {"headers": {"Accept": "image/png"}},
}


@pytest.mark.parametrize("status", ASKED_LIKE)
def test_headers_are_those_that_are_declared(client, library: Library, status: int) -> None:
    asked = ASKED_LIKE[status]
    for path in operations():
        address = "&".join(filter(None, [real(path, library), asked.get("query", "")]))
        for method in (client.get, client.head):
            answer = method(address, headers=asked.get("headers", {}))
            assert answer.status_code == status or can_do_without(answer, status), address
            assert_declared(answer, answer.status_code)


def test_other_methods_are_answered_as_declared(client, library: Library) -> None:
    for path in operations():
        assert_declared(client.options(real(path, library)), 204)
        assert_declared(client.post(real(path, library)), 405)


def test_headers_of_problems_of_contents_are_declared(client, library: Library) -> None:
    for address, status in (("wheezing/", 410), ("asthma/?lang=cy", 404), ("nowhere/", 404)):
        answer = client.get(f"/api/v1/factsheets/{address}")
        assert answer.status_code == status
        assert_declared(answer, status)


def can_do_without(answer: Any, status: int) -> bool:
    """Where the address has chosen the format, `Accept` is not looked at."""
    return status == 406 and answer.headers.get("Content-Type") != JSON


def assert_declared(answer: Any, status: int) -> None:
    headers = {name.lower() for name in answer.headers} - openapi.headers.OF_THE_SITE
    assert headers <= {name.lower() for name in openapi.headers.of_status(status)}
    needed = {header.name.lower() for header in openapi.headers.ANSWERED if status in header.always}
    assert needed <= headers
    for header in openapi.headers.ANSWERED:
        if header.schema and header.name in answer.headers and header.schema["type"] == "string":
            assert Draft202012Validator(dict(header.schema)).is_valid(answer.headers[header.name]), header.name


def real(path: str, library: Library) -> str:
    """The address of something that there is, with what must be given."""
    folder = path.split("/")[3]
    needed = [each for each in map(resolved, operations()[path]["parameters"]) if each["in"] == "query"]
    given = "&".join(f"{each['name']}={each['schema']['examples'][0]}" for each in needed if each.get("required"))
    slug = next(iter(library.slugs.get(folder, [])), "")
    names = {"{slug}": slug, "{id}": library.editions[0], "{language}": "en"}
    for template, name in names.items():
        path = path.replace(template, name)
    return f"{path}?{given}"
