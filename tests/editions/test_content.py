"""The stored form of a content: its schema, its examples, and that nothing is lost on the way there and back."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from editions import content as contents
from editions import inline
from editions.segments import segments_of, translated
from editions.vocabulary import CalloutVariant, ContentType, SectionKind

from .builders import a_content
from .strategies import CONTENTS

SCHEMAS = Path(contents.__file__).parent / "schemas"
SCHEMA = json.loads((SCHEMAS / f"factsheet-{contents.SCHEMA}.json").read_text(encoding="utf-8"))
EXAMPLES = sorted((SCHEMAS / "examples").glob("*.json"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
EVERY_MARK = {"strong", "emphasis", "link", "ltr"}
EVERY_BLOCK = {"paragraph", "list", "steps", "callout"}


def example(language: str) -> dict[str, Any]:
    return json.loads((SCHEMAS / "examples" / f"asthma-inhalers.{language}.json").read_text(encoding="utf-8"))


def objects_in(schema: Any) -> list[dict[str, Any]]:
    """Every object type that the schema describes, however deep."""
    if isinstance(schema, list):
        return [found for part in schema for found in objects_in(part)]
    if not isinstance(schema, dict):
        return []
    here = [schema] if schema.get("type") == "object" else []
    return here + [found for part in schema.values() for found in objects_in(part)]


def test_schema_is_a_valid_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_schema_allows_no_other_member_anywhere():
    assert len(objects_in(SCHEMA)) == 10
    assert all(each["additionalProperties"] is False for each in objects_in(SCHEMA))


def test_schema_requires_every_member():
    assert all(each["required"] == list(each["properties"]) for each in objects_in(SCHEMA))


@pytest.mark.parametrize(
    ("described", "vocabulary"),
    [
        (SCHEMA["properties"]["type"], ContentType),
        (SCHEMA["$defs"]["section"]["properties"]["kind"], SectionKind),
        (SCHEMA["$defs"]["callout"]["properties"]["variant"], CalloutVariant),
    ],
)
def test_schema_and_vocabulary_name_the_same_codes(described, vocabulary):
    assert described["enum"] == vocabulary.values


def test_schema_and_parser_allow_the_same_links():
    pattern = SCHEMA["$defs"]["link"]["properties"]["href"]["pattern"]
    assert pattern == rf"^({'|'.join(inline.LINK_SCHEMES)}):[^\s]+$"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_example_validates(path):
    assert list(VALIDATOR.iter_errors(json.loads(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_example_comes_back_as_it_was(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    assert contents.to_data(contents.from_data(data)) == data


def test_examples_show_every_block_and_every_mark():
    text = json.dumps(example("en"))
    assert all(f'"type": "{each}"' in text for each in EVERY_BLOCK | EVERY_MARK)


def test_arabic_example_has_the_structure_of_the_english_one():
    english, arabic = contents.from_data(example("en")), contents.from_data(example("ar"))
    texts = {segment.key: segment.text for segment in segments_of(arabic)}
    assert translated(english, "ar", texts) == arabic


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("type", "leaflet"),
        ("id", "asthma"),
        ("language", "English"),
        ("title", ""),
        ("title", "a" * 256),
        ("review", {"last_reviewed": "March", "next_review": None}),
        ("internal_note", "ask the nurse"),
    ],
)
def test_schema_refuses(member, value):
    assert not VALIDATOR.is_valid(contents.to_data(a_content()) | {member: value})


@given(CONTENTS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_content_validates_and_comes_back_as_it_was(content):
    data = json.loads(json.dumps(contents.to_data(content)))
    assert list(VALIDATOR.iter_errors(data)) == []
    assert contents.from_data(data) == content


def test_unknown_block_is_not_passed_over():
    data = contents.to_data(a_content())
    data["sections"][0]["blocks"][0]["type"] = "quiz"
    with pytest.raises(ValueError, match="quiz"):
        contents.from_data(data)
