"""The server keeps to the document, whatever it is asked: schemathesis makes up the questions, in four phases.

It learns real slugs and ids from the examples that `with_real_names` writes into a copy of the document; everything
else it takes from the document itself, so a new resource is asked by itself. In CI the same questions each time.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import EngineEvent, FatalError, NonFatalError, ScenarioFinished
from schemathesis.specs.openapi.checks import response_schema_conformance

from api import openapi
from api.problems import MEDIA_TYPE

from .conftest import Library

# How many questions of each kind, and by which methods: what is random is asked by GET alone, since HEAD is the same.
PHASES: dict[str, tuple[int, tuple[str, ...]]] = {
    "examples": (1, ("get", "head", "options")),
    "coverage": (1, ("get", "head", "options")),
    "fuzzing": (12, ("get",)),
    "stateful": (10, ("get",)),
}
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "negative_data_rejection",
    "unsupported_method",
    "allow_header_conformance",
    "body_conforms",  # this and what follows are our own, below
    "code_is_declared",
    "only_declared_headers_are_sent",
)


@schemathesis.check
def body_conforms(ctx: Any, response: Any, case: Any) -> bool | None:
    """As the document says; it describes whole answers, and not those that `fields=` was asked to make sparse."""
    return None if "fields" in (case.query or {}) else response_schema_conformance(ctx, response, case)


@schemathesis.check
def code_is_declared(ctx: Any, response: Any, case: Any) -> None:
    """A problem's code is one of those that the document names for its status."""
    if MEDIA_TYPE not in response.headers.get("content-type", [""])[0] or not response.content:
        return
    declared = codes_by_status(case.operation.path)
    told = response.json()
    assert told["status"] == response.status_code
    assert told["code"] in declared[str(response.status_code)], f"{told['code']} is not declared for {case.path}"


@schemathesis.check
def only_declared_headers_are_sent(ctx: Any, response: Any, case: Any) -> None:
    """No header that the document does not name for the status, other than those of all pages of the site."""
    declared = {name.lower() for name in openapi.headers.of_status(response.status_code)}
    sent = {name.lower() for name in response.headers} - openapi.headers.OF_THE_SITE
    assert sent <= declared, f"undeclared: {sent - declared}"


def codes_by_status(path: str) -> dict[str, set[str]]:
    document = openapi.document()
    found = {}
    for status, response in document["paths"][path]["get"]["responses"].items():
        name = response.get("$ref", "").rpartition("/")[2]
        response = document["components"]["responses"].get(name, response)
        examples = response.get("content", {}).get(MEDIA_TYPE, {}).get("examples", {})
        found[status] = set(examples)
    return found


def with_real_names(library: Library, methods: tuple[str, ...]) -> dict[str, Any]:
    """A copy of the document with these methods, whose path parameters know what there is."""
    document = deepcopy(openapi.document())
    for path, item in document["paths"].items():
        document["paths"][path] = {method: item[method] for method in methods}
        for operation in document["paths"][path].values():
            folder, taken = path.split("/")[3], operation["parameters"]
            operation["parameters"] = [named(document, each["$ref"], library, folder) for each in taken]
    return document


def named(document: dict[str, Any], reference: str, library: Library, folder: str) -> dict[str, Any]:
    name = reference.rpartition("/")[2]
    parameter = deepcopy(document["components"]["parameters"][name])
    names = {"id": library.editions, "slug": library.slugs.get(folder), "language": ["en", "fr", "ar"]}
    real = names.get(name)
    if real:
        parameter["schema"] = {"anyOf": [{"enum": real}, parameter["schema"]]}
        parameter["examples"] = {value: {"value": value} for value in real}
    return parameter


def config(phase: str) -> SchemathesisConfig:
    return SchemathesisConfig.from_dict(
        {
            "seed": 1,
            "workers": 1,
            "continue-on-failure": True,
            "generation": {
                "max-examples": PHASES[phase][0],
                "deterministic": bool(os.environ.get("CI")),
                "no-shrink": True,
                "with-security-parameters": False,
            },
            "phases": {name: {"enabled": name == phase} for name in PHASES},
            # What OPTIONS says is the same for every path, also for one that leads nowhere.
            "operations": [{"include-method": "OPTIONS", "checks": {"negative_data_rejection": {"enabled": False}}}],
            "checks": {"enabled": False, **{name: {"enabled": True} for name in CHECKS}},
        }
    )


def ask(document: dict[str, Any], phase: str) -> list[EngineEvent]:
    schema = schemathesis.openapi.from_dict(document, config=config(phase))
    schema.app = get_wsgi_application()
    return list(from_schema(schema).execute())


@pytest.mark.parametrize("phase", PHASES)
def test_every_answer_is_one_that_the_document_names(phase: str, library: Library) -> None:
    events = ask(with_real_names(library, PHASES[phase][1]), phase)
    found = wrong(events)
    assert not found, "\n\n".join(found)
    assert statuses(events) >= {200, 404}


def test_answer_that_the_document_does_not_name_is_found(library: Library, monkeypatch) -> None:
    document = with_real_names(library, ("get",))
    document["paths"] = {path: document["paths"][path] for path in ("/api/v1/languages/", "/api/v1/terms/{slug}/")}
    del document["paths"]["/api/v1/terms/{slug}/"]["get"]["responses"]["200"]
    monkeypatch.setattr(openapi.headers, "ANSWERED", openapi.headers.ANSWERED[1:])  # without the ETag
    found = "\n".join(wrong(ask(document, "coverage")))
    assert "Undocumented status code" in found
    assert "undeclared: {'etag'}" in found


def statuses(events: list[EngineEvent]) -> set[int]:
    return {each.response.status_code for each in interactions(events) if each.response}


def interactions(events: list[EngineEvent]) -> Iterator[Any]:
    for event in events:
        if isinstance(event, ScenarioFinished):
            yield from event.recorder.interactions.values()


def wrong(events: list[EngineEvent]) -> list[str]:
    """What was found, each once, with the request that shows it."""
    found: dict[str, str] = {}
    for event in events:
        match event:
            case NonFatalError():
                found[event.label] = f"{event.label}: {event.value!r}"
            case FatalError():
                found["fatal"] = repr(event.exception)
            case ScenarioFinished():
                found |= failures(event)
    return list(found.values())


def failures(event: ScenarioFinished) -> dict[str, str]:
    found = {}
    for id, checks in event.recorder.checks.items():
        for check in checks:
            if check.failure_info:
                asked = event.recorder.interactions[id].request
                told = f"{asked.method} {asked.uri} {asked.headers}\n{check.failure_info.failure}"
                found[f"{event.label} {check.name}"] = told
    return found
