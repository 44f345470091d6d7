"""Generates the clients from an OpenAPI document: `make clients`, or `python clients/generate.py [document]`.

Nothing of what is generated is committed (docs/decisions/0019): the document is, and the versions of the generators.
"""

import json
import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

CLIENTS = Path(__file__).resolve().parent
DOCUMENT = CLIENTS.parent / "docs" / "reference" / "openapi.yaml"
JSON = "application/json"
PYTHON_CONFIG = CLIENTS / "python" / "generator.yaml"


def main(arguments: list[str]) -> None:
    document = yaml.safe_load(Path(arguments[0] if arguments else DOCUMENT).read_text(encoding="utf-8"))
    python_client(document, CLIENTS / "python" / "package")
    if shutil.which("npm"):
        typescript_client(document, CLIENTS / "typescript")
    else:
        print("No Node.js on this machine: the TypeScript client was NOT made.", file=sys.stderr)


def python_client(document: dict[str, Any], into: Path) -> None:
    """A package that `pip install` takes."""
    into = into.resolve()
    with TemporaryDirectory() as folder:
        source = written(only_what_is_said(only_json(document)), Path(folder))
        command = [sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning", "--overwrite"]
        options = {"--path": source, "--output-path": into, "--config": PYTHON_CONFIG, "--meta": "setup"}
        run([*command, *(str(word) for option in options.items() for word in option)], cwd=into.parent)


def typescript_client(document: dict[str, Any], folder: Path) -> None:
    """The types, and the client compiled with them. `folder` has the package in it."""
    with TemporaryDirectory() as temporary:
        source = written(document, Path(temporary))
        if not (folder / "node_modules").exists():
            run(["npm", "ci", "--ignore-scripts"], cwd=folder)
        run(["npm", "run", "generate", "--", str(source), "--output", "src/schema.ts"], cwd=folder)
        run(["npm", "run", "build"], cwd=folder)


def only_json(document: dict[str, Any]) -> dict[str, Any]:
    """What is asked by GET and answered as JSON: this generator would write functions for HEAD and OPTIONS too, and
    refuses XML."""
    asked = {path: item["get"] for path, item in document["paths"].items()}
    as_json = {path: get for path, get in asked.items() if JSON in get["responses"]["200"]["content"]}
    return document | {"paths": {path: {"get": get} for path, get in as_json.items()}}


def only_what_is_said(document: dict[str, Any]) -> dict[str, Any]:
    """Without the defaults of parameters, as this generator would send each of them with every request; and without
    `fields`, since its classes want every member."""
    without = deepcopy(document)
    for item in without["paths"].values():
        taken = item["get"]["parameters"]
        item["get"]["parameters"] = [each for each in taken if "/parameters/fields" not in each["$ref"]]
    for parameter in without["components"]["parameters"].values():
        parameter["schema"].pop("default", None)
    return without


def written(document: dict[str, Any], folder: Path) -> Path:
    file = folder / "openapi.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def run(command: list[str], *, cwd: Path) -> None:
    """Quietly, unless it fails."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")


if __name__ == "__main__":
    main(sys.argv[1:])
