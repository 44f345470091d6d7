"""JSON Schemas of what an edition stores, one for each type of content, generated from the values.

`make docs` writes them into `../schemas` by `manage.py write_schemas`; a test compares them. Those of older schema
versions stay there as they are, for editions of that time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import msgspec

from editions import inline, languages
from editions.bibliography.csl import SourceType
from editions.vocabulary import (
    LINKED_TYPES,
    Audience,
    CalloutVariant,
    ContentType,
    ImageLicense,
    License,
    SectionKind,
    Standing,
)

from .stored import SCHEMA
from .types import AnyContent, Content

FOLDER = Path(__file__).resolve().parents[1] / "schemas"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_HASHED = (
    "An edition's hash is “sha256:” and the SHA-256 of this JSON in the canonical form of RFC 8785. "
    "A redacted edition holds a tombstone instead, which is not content."
)
_UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
_DATE = r"^\d{4}-\d{2}-\d{2}$"

# Members that are texts in the values and codes of a closed list in what is stored.
_CODES: dict[tuple[str, str], Sequence[str]] = {
    ("Section", "kind"): SectionKind.values,
    ("Callout", "variant"): CalloutVariant.values,
    ("Mark", "type"): inline.KINDS,
    ("Mark", "target_type"): LINKED_TYPES,
    ("Csl", "type"): SourceType.values,
    ("Reference", "standing"): ["", *Standing.values],
    ("ReferenceWords", "standing"): ["", *Standing.values],
    ("LeftOut", "type"): ContentType.values,
    ("Sheet", "license"): ["", *License.values],
    ("Image", "license"): ["", *(each.value for each in ImageLicense)],
}
_CODES_IN_LISTS: dict[tuple[str, str], Sequence[str]] = {("Sheet", "audience"): Audience.values}
_ADDRESS = rf"^({'|'.join(inline.LINK_SCHEMES)}):[^\s]+$"
_NOT_EMPTY = {"Sheet", "Faq", "Topic", "Term", "Publisher"}


def schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """File name and schema of each type in the present version."""
    types: tuple[type[Content], ...] = get_args(AnyContent)
    for each in types:
        tag = str(each.__struct_config__.tag)
        yield f"{tag}-{SCHEMA}.json", _schema_of(each, tag)


def write() -> list[str]:
    """Write them all; the names of the files."""
    names = []
    for name, schema in schemas():
        (FOLDER / name).write_text(as_text(schema), encoding="utf-8")
        names.append(name)
    return names


def as_text(schema: dict[str, Any]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema_of(content_type: type[Content], tag: str) -> dict[str, Any]:
    (top,), components = msgspec.json.schema_components([content_type], ref_template="#/$defs/{name}")
    own = top["$ref"].rsplit("/", 1)[1]
    for name, component in components.items():
        _complete(name, component)
    whole = components.pop(own)
    return {
        "$schema": _DIALECT,
        "$id": f"urn:factsheets:content:{tag}-{SCHEMA}",
        **whole,
        "title": f"Content of an edition: {tag}, schema version {SCHEMA}",
        "description": f"{whole['description']} {_HASHED}",
        "$defs": components,
    }


def _complete(name: str, schema: dict[str, Any]) -> None:
    """What is stored has every member, no other, and codes from the lists; only a mark leaves out what it has not."""
    if "properties" not in schema:
        return
    properties = schema["properties"]
    schema["description"] = " ".join(schema["description"].split())
    schema["additionalProperties"] = False
    if name != "Mark":
        schema["required"] = list(properties)
    for member, described in properties.items():
        described.pop("default", None)
        _strictly(described)
        if (name, member) in _CODES:
            properties[member] = {"enum": list(_CODES[name, member])}
        if (name, member) in _CODES_IN_LISTS:
            described["items"] = {"enum": list(_CODES_IN_LISTS[name, member])}
    if "language" in properties and "title" in properties and name != "Csl":
        properties["language"] = {"enum": [each.code for each in languages.CATALOGUE]}
    if name == "Mark":
        properties["href"]["pattern"] = _ADDRESS
    if name in _NOT_EMPTY:
        properties["title"]["minLength"] = 1


def _strictly(described: dict[str, Any]) -> None:
    """Formats are only hints in JSON Schema; patterns are checked."""
    if described.get("format") == "uuid":
        described["pattern"] = _UUID
    if described.get("format") == "date":
        described["pattern"] = _DATE
    for each in (*described.get("anyOf", ()), described.get("items")):
        if isinstance(each, dict):
            _strictly(each)
