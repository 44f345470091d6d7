"""Examples: real answers, kept true by a test (docs/reference/examples), and a document of each kind of problem."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .. import problems
from ..problems import Kind, Problem

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "reference" / "examples"
SOME_PATH = "/api/v1/factsheets/asthma/"


def of_answers(names: Iterable[str]) -> dict[str, Any]:
    """The stored answers of these names."""
    return {name: {"value": json.loads(_file(name).read_text(encoding="utf-8"))} for name in names}


def of_problems(kinds: Iterable[Kind]) -> dict[str, Any]:
    """A document of each kind, by its code."""
    return {kind.code: {"summary": str(kind.title), "value": of_problem(kind)} for kind in kinds}


def of_problem(kind: Kind) -> dict[str, Any]:
    """The stored document if there is one, otherwise what every document of the kind has."""
    file = _file(kind.code)
    if file.exists():
        stored: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return stored
    return problems.document(Problem(kind), path=SOME_PATH)


def _file(name: str) -> Path:
    return EXAMPLES / f"{name}.json"
