"""The OpenAPI document is the one that is committed, is valid, and is true of real answers."""

from pathlib import Path

import pytest
import yaml
from django.utils import timezone
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from api import openapi
from editions import redaction, withdrawals, withholding
from editions.models import Publisher, WithdrawalReason
from editions.vocabulary import ChangeKind

from .builders import ASTHMA, CLINIC, a_content, a_sheet_called, released, released_in

SNAPSHOT = Path(__file__).resolve().parents[2] / "docs" / "reference" / "openapi.yaml"


def test_committed_copy_is_the_document_of_today():
    committed = yaml.safe_load(SNAPSHOT.read_text(encoding="utf-8"))
    assert committed == yaml.safe_load(yaml.safe_dump(openapi.document())), "run `make docs`"


def test_document_is_valid_openapi_3_1():
    assert openapi.document()["openapi"] == "3.1.0"
    validate_schema(openapi.document())


def test_document_names_every_address_and_only_reads():
    paths = openapi.document()["paths"]
    assert list(paths) == [
        "/api/v1/",
        "/api/v1/editions/{id}/",
        "/api/v1/factsheets/",
        "/api/v1/factsheets/{slug}/",
        "/api/v1/factsheets/{slug}/editions/",
        "/api/v1/languages/",
        "/api/v1/publishers/",
        "/api/v1/publishers/{slug}/",
        "/api/v1/schema/",
    ]
    assert {method for methods in paths.values() for method in methods} == {"get"}


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
    Publisher.objects.create(slug=CLINIC.slug, name=CLINIC.name, changed_at=timezone.now())
    sheet, history = "/api/v1/factsheets/{slug}/", "/api/v1/factsheets/{slug}/editions/"
    edition = "/api/v1/editions/{id}/"
    asked = [
        ("/api/v1/", ""),
        ("/api/v1/languages/", "languages/"),
        ("/api/v1/factsheets/", "factsheets/?page_size=1&lang=fr&fallback=missing"),
        ("/api/v1/factsheets/", "factsheets/?nonsense=1"),
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
        ("/api/v1/publishers/", "publishers/"),
        ("/api/v1/publishers/{slug}/", f"publishers/{CLINIC.slug}/"),
    ]
    wrong = {path: problems_with(route, read(path)) for route, path in asked}
    assert {path: found for path, found in wrong.items() if found} == {}
