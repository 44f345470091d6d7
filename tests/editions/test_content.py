"""The stored form of a content: its schemas, their examples, and that nothing is lost on the way there and back."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from editions import content as contents
from editions.composing import uncomposed
from editions.content import schemas
from editions.content.blocks import Block
from editions.inline import KINDS
from editions.issuing import Notice, says_the_same
from editions.models import Edition
from editions.releases import release_source
from editions.segments import segments_of, translated
from editions.vocabulary import ChangeKind, ContentType

from .builders import a_content, a_publisher, an_id, released, status
from .strategies import CONTENTS, OF_TYPE

EXAMPLES = sorted((schemas.FOLDER / "examples").glob("*-2.*.json"))
OLD_EXAMPLES = sorted((schemas.FOLDER / "examples").glob("factsheet-1.*.json"))
SCHEMAS = dict(schemas.schemas())
VALIDATORS = {
    name: Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for name, schema in SCHEMAS.items()
}
EVERY_BLOCK = {each.__struct_config__.tag for each in get_args(Block)}
ANY_CONTENT = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def validator(type: str) -> Draft202012Validator:
    return VALIDATORS[f"{type}-{contents.SCHEMA}.json"]


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def example(name: str) -> dict[str, Any]:
    return read(schemas.FOLDER / "examples" / f"{name}.json")


def objects_in(schema: Any) -> list[dict[str, Any]]:
    """Every object type that the schema describes, however deep."""
    if isinstance(schema, list):
        return [found for part in schema for found in objects_in(part)]
    if not isinstance(schema, dict):
        return []
    here = [schema] if schema.get("type") == "object" else []
    return here + [found for part in schema.values() for found in objects_in(part)]


# The schemas


def test_every_type_has_a_schema_and_an_example():
    assert set(SCHEMAS) == {f"{type}-{contents.SCHEMA}.json" for type in ContentType.values}
    assert {read(path)["type"] for path in EXAMPLES} == set(ContentType.values)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_in_the_repository_is_that_of_the_code(name):
    kept = (schemas.FOLDER / name).read_text(encoding="utf-8")
    assert kept == schemas.as_text(SCHEMAS[name]), "run `make docs`; if anything released has changed, raise SCHEMA"


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_a_valid_schema(name):
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_allows_no_other_member_anywhere(name):
    assert all(each["additionalProperties"] is False for each in objects_in(SCHEMAS[name]))


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_requires_every_member_but_those_of_a_mark(name):
    marks = [each for each in objects_in(SCHEMAS[name]) if each.get("title") == "Mark"]
    assert all(each["required"] == list(each["properties"]) for each in objects_in(SCHEMAS[name]) if each not in marks)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_example_validates(path):
    assert list(validator(read(path)["type"]).iter_errors(read(path))) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_example_comes_back_as_it_was(path):
    assert contents.to_data(contents.from_data(read(path))) == read(path)


def test_example_shows_every_block_and_every_mark():
    text = json.dumps(example("factsheet-2.en"))
    assert all(f'"type": "{each}"' in text for each in {*EVERY_BLOCK, *KINDS})


def test_arabic_example_has_the_structure_of_the_english_one():
    english, arabic = (contents.from_data(example(f"factsheet-2.{each}")) for each in ("en", "ar"))
    texts = {segment.key: segment.text for segment in segments_of(arabic)}
    assert translated(uncomposed(english), "ar", texts) == uncomposed(arabic)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("type", "leaflet"),
        ("id", "asthma"),
        ("language", "English"),
        ("title", ""),
        ("review", {"last_reviewed": "March", "next_review": None, "reviewers": []}),
        ("audience", ["everybody"]),
        ("license", "free"),
        ("publisher", "example-lung-charity"),
        ("internal_note", "ask the nurse"),
    ],
)
def test_schema_refuses(member, value):
    assert validator("factsheet").is_valid(contents.to_data(a_content()))
    assert not validator("factsheet").is_valid(contents.to_data(a_content()) | {member: value})


@pytest.mark.parametrize(
    "mark", [{"type": "blink"}, {"type": "link", "href": "javascript:x"}, {"type": "term", "id": 1}]
)
def test_schema_refuses_a_mark(mark):
    data = contents.to_data(a_content())
    data["sections"][0]["blocks"][0]["text"] = [mark]
    assert not validator("factsheet").is_valid(data)


# There and back


@pytest.mark.parametrize("type", OF_TYPE)
def test_any_content_validates_and_comes_back_as_it_was(type):
    @given(OF_TYPE[type])
    @ANY_CONTENT
    def it_does(content):
        data = json.loads(json.dumps(contents.to_data(content)))
        assert list(validator(type).iter_errors(data)) == []
        assert contents.from_data(data) == content

    it_does()


@given(CONTENTS)
@ANY_CONTENT
def test_type_is_that_of_the_value(content):
    assert contents.to_data(content)["type"] == content.type


@pytest.mark.parametrize(
    "change",
    [
        {"type": "leaflet"},
        {"title": None},
        {"sections": [{"id": str(an_id("s")), "kind": "risks", "heading": "", "blocks": [{"type": "quiz"}]}]},
        {"internal_note": ""},
        {"id": "asthma"},
    ],
)
def test_what_is_no_content_is_not_passed_over(change):
    with pytest.raises(contents.UnknownForm):
        contents.from_data(contents.to_data(a_content()) | change)


def test_unknown_schema_is_an_error():
    with pytest.raises((contents.UnknownForm, KeyError)):
        contents.from_data(contents.to_data(a_content()), 0)


# The first form


@pytest.mark.parametrize("path", OLD_EXAMPLES, ids=lambda path: path.name)
def test_example_of_the_first_form_validates_and_is_read(path):
    Draft202012Validator(read(schemas.FOLDER / "factsheet-1.json")).validate(read(path))
    sheet = contents.from_data(read(path), 1)
    assert (sheet.title, sheet.included.publisher.name) == (read(path)["title"], "Example Lung Charity")
    assert sheet.publisher == sheet.included.publisher.id == contents.publisher_id("example-lung-charity")


def test_first_form_is_lifted_to_what_the_present_schema_describes():
    sheet = contents.from_data(example("factsheet-1.en"), 1)
    assert list(validator("factsheet").iter_errors(contents.to_data(sheet))) == []


def test_first_form_without_a_publisher_is_read():
    line = {"slug": "", "name": "", "url": "", "registration": ""}
    sheet = contents.from_data(example("factsheet-1.en") | {"publisher": line}, 1)
    assert (sheet.publisher, sheet.included.publisher) == (None, None)


@pytest.fixture
def old_edition() -> Edition:
    """A sheet in English and French as the first version of the software released it: nothing knows its neighbours."""
    charity = a_publisher(id=contents.publisher_id("example-lung-charity"))
    released(charity, slug="example-lung-charity")
    sheet = contents.from_data(example("factsheet-1.en"), 1)
    edition = release_source(uncomposed(sheet), slug="asthma", notice=Notice(ChangeKind.CONTENT))
    stored = Edition(
        work=edition.work,
        language="en",
        version=2,
        schema=1,
        content=json.dumps(example("factsheet-1.en")),
        hash="sha256:of the first form",
        change_kind="content",
        released_at=edition.released_at,
    )
    stored.save(force_insert=True)
    return stored


@pytest.mark.django_db
def test_edition_in_the_first_form_is_read(old_edition):
    assert Edition.objects.get(id=old_edition.id).value().title == "Asthma inhalers"


@pytest.mark.django_db
def test_same_words_in_another_form_are_the_same_words(old_edition):
    assert says_the_same(old_edition, old_edition.value())
    assert not says_the_same(old_edition, a_content())


@pytest.mark.django_db
def test_sheet_in_the_first_form_is_not_released_again_unchanged(old_edition):
    sheet = uncomposed(old_edition.value())
    assert release_source(sheet, slug="asthma", notice=Notice(ChangeKind.SAFETY)) is None
    assert status(old_edition, "en") == "current"
