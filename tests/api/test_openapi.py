"""The OpenAPI document is the one that is committed, is valid, and is true of real answers."""

from pathlib import Path

import pytest
import yaml
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from api import openapi
from api.collections import BY_TYPE
from editions import redaction, withdrawals, withholding
from editions.models import Publication, WithdrawalReason
from editions.vocabulary import ChangeKind

from .builders import ASTHMA, FOLDERS, a_content, a_sheet_called, inhalers, released, released_in

SNAPSHOT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "openapi.yaml"


def test_committed_copy_is_the_document_of_today():
    committed = yaml.safe_load(SNAPSHOT.read_text(encoding="utf-8"))
    assert committed == yaml.safe_load(yaml.safe_dump(openapi.document())), "run `make docs`"


def test_document_is_valid_openapi_3_1():
    assert openapi.document()["openapi"] == "3.1.0"
    validate_schema(openapi.document())


def test_document_names_every_address_and_only_reads():
    paths = openapi.document()["paths"]
    of_types = {f"/api/v1/{folder}/{rest}" for folder in FOLDERS for rest in ("", "{slug}/", "{slug}/editions/")}
    others = {"/api/v1/", "/api/v1/editions/{id}/", "/api/v1/languages/", "/api/v1/schema/", "/api/v1/docs/"}
    assert of_types | others <= set(paths)
    assert {method for methods in paths.values() for method in methods} == {"get", "head", "options"}


@pytest.mark.django_db
def test_document_served_is_the_same(read):
    assert read("schema/").json()["paths"].keys() == openapi.document()["paths"].keys()


def closed(schema):
    """The schema with every object closed, so that a member which is not documented is an error.

    Blocks are told apart by `type`, and each alternative is closed by itself.
    """
    if isinstance(schema, dict):
        closed_members = {key: closed(value) for key, value in schema.items()}
        if "properties" in schema:
            closed_members["additionalProperties"] = False
        return closed_members
    return [closed(each) for each in schema] if isinstance(schema, list) else schema


def problems_with(path, answer):
    document = openapi.document()
    media_type = answer["Content-Type"]
    response = document["paths"][path]["get"]["responses"][str(answer.status_code)]
    shared = document["components"]["responses"].get(response.get("$ref", "").rpartition("/")[2])
    response = shared or response
    schema = response["content"][media_type]["schema"]
    whole = {**closed(schema), "components": closed(document["components"])}
    return [error.message for error in Draft202012Validator(whole).iter_errors(answer.json())]


@pytest.mark.django_db
def test_every_answer_is_as_documented(read):
    first = released()
    french = released_in("fr", first, method="machine-assisted")
    second = released(a_content(summary="New."), kind=ChangeKind.CONTENT)
    polish = released_in("pl", second)
    withholding.withhold(ASTHMA, "pl", reason="A dose is wrong.", by="Test Editor")
    redaction.redact(first.id, reason="By order of a court.", by="Test Editor")
    diabetes = a_sheet_called("Diabetes")
    withdrawals.withdraw(diabetes.work_id, reason=WithdrawalReason.EXPIRED, by="Test Editor")
    withdrawals.explain(diabetes.work_id, note="", replacement_id=ASTHMA, by="Test Editor")
    sheet, history = "/api/v1/factsheets/{slug}/", "/api/v1/factsheets/{slug}/editions/"
    edition = "/api/v1/editions/{id}/"
    asked = [
        ("/api/v1/", ""),
        ("/api/v1/languages/", "languages/"),
        ("/api/v1/factsheets/", "factsheets/?page_size=1&lang=fr&fallback=missing"),
        ("/api/v1/factsheets/", "factsheets/?nonsense=1"),
        ("/api/v1/search/", "search/?q=asthma&lang=fr"),
        ("/api/v1/search/", "search/?q=asthma&lang=en&type=factsheet"),
        ("/api/v1/search/", "search/?lang=fr"),
        (sheet, "factsheets/asthma/"),
        (sheet, "factsheets/asthma/?lang=fr"),
        (sheet, "factsheets/asthma/?lang=cy"),
        (sheet, "factsheets/asthma/?lang=pl"),
        (sheet, "factsheets/diabetes/"),
        (sheet, "factsheets/nowhere/"),
        (history, "factsheets/asthma/editions/"),
        (edition, f"editions/{second.id}/"),
        (edition, f"editions/{first.id}/"),
        (edition, f"editions/{french.id}/"),
        (edition, f"editions/{polish.id}/"),
        (edition, f"editions/{diabetes.id}/"),
        ("/api/v1/changes/", "changes/"),
        ("/api/v1/changes/", read("changes/?page_size=1").json()["next"].removeprefix("http://testserver")),
        ("/api/v1/changes/", "changes/?since=x"),
        ("/api/v1/feeds/{language}/json/", "feeds/fr/json/"),
    ]
    wrong = {path: problems_with(route, read(path)) for route, path in asked}
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.django_db
def test_every_type_of_content_is_as_documented(read):
    inhalers()
    asked = []
    for publication in Publication.objects.select_related("work"):
        folder, slug = BY_TYPE[publication.type].folder, publication.work.slugs.get(current=True).slug
        asked += [
            (f"/api/v1/{folder}/", f"{folder}/"),
            (f"/api/v1/{folder}/{{slug}}/", f"{folder}/{slug}/"),
            (f"/api/v1/{folder}/{{slug}}/editions/", f"{folder}/{slug}/editions/"),
            ("/api/v1/editions/{id}/", f"editions/{publication.edition_id}/"),
        ]
    wrong = {path: problems_with(route, read(path)) for route, path in dict.fromkeys(asked)}
    assert {path: found for path, found in wrong.items() if found} == {}
    assert {route.split("/")[3] for route, _path in asked} == {*FOLDERS, "editions"}
