"""Who is told of what: languages, types and kinds are respected, and what readers lose is told in any case."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from api.webhooks import openapi
from api.webhooks.fanning import fan_out
from api.webhooks.models import Delivery, Position
from api.webhooks.pinging import ping
from editions.models import Change
from editions.redaction import redact
from editions.slugs import take
from editions.withdrawals import explain, withdraw
from editions.withholding import stop_withholding, withhold
from tests.editions.builders import (
    FOUR_PUFFS,
    SHAKE,
    a_content,
    a_question,
    publisher_released,
    release,
    released,
    the_work,
    translated_and_released,
)

from .builders import an_endpoint, data, fanned_out, told

pytestmark = pytest.mark.django_db
EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "reference" / "examples"
SHEETS = {"types": ["factsheet"]}
NEW = {"paragraphs": [SHAKE, FOUR_PUFFS]}


@pytest.fixture(autouse=True)
def publisher():
    """Released before anybody listens."""
    publisher_released(a_content())
    fanned_out()


def test_release_is_told():
    endpoint = an_endpoint()
    released()
    assert told(endpoint) == [("content.released", "en", "current")]


def test_payload_names_what_has_changed_and_holds_nothing_of_it():
    endpoint = an_endpoint()
    edition = released(note="New doses.")
    fanned_out()
    change = Change.objects.get(edition=edition)
    assert data(endpoint.deliveries.get()) == {
        "type": "content.released",
        "timestamp": change.at.isoformat().replace("+00:00", "Z"),
        "data": {
            "change": change.id,
            "act": "released",
            "id": str(edition.work_id),
            "type": "factsheet",
            "language": "en",
            "status": "current",
            "kind": "content",
            "version": 1,
            "edition": f"http://testserver/api/v1/editions/{edition.id}/",
            "url": f"http://testserver/api/v1/factsheets/{edition.work_id}/?lang=en",
        },
    }


def test_only_languages_that_it_listens_to():
    endpoint = an_endpoint(languages=["fr", "zh-hans"])
    source = released()
    for language in ("fr", "pl", "zh-hans"):
        translated_and_released(source, language)
    assert [language for _type, language, _status in told(endpoint)] == ["fr", "zh-Hans"]


def test_only_types_that_it_listens_to():
    endpoint = an_endpoint(types=["faq"])
    released()
    released(a_question())
    assert len(told(endpoint)) == 1


def test_only_kinds_that_it_listens_to():
    endpoint = an_endpoint(**SHEETS, kinds=["safety"])
    released(kind="content")
    released(a_content(**NEW), kind="safety")
    assert [data(each)["data"]["kind"] for each in endpoint.deliveries.all()] == []
    fanned_out()
    assert [data(each)["data"]["kind"] for each in endpoint.deliveries.all()] == ["safety"]


def test_translation_that_is_withheld_is_told_whatever_the_kind():
    endpoint = an_endpoint(languages=["fr"], kinds=["editorial"])
    translated_and_released(released(), "fr")
    released(a_content(**NEW), kind="safety")
    assert told(endpoint) == [("content.withheld", "fr", "withheld")]


def test_translation_that_comes_back_is_told_whatever_the_kind():
    endpoint = an_endpoint(languages=["fr"], kinds=["safety"])
    translated_and_released(released(), "fr")
    newer = released(a_content(**NEW), kind="safety")
    translated_and_released(newer, "fr", kind="editorial")
    assert told(endpoint) == [("content.withheld", "fr", "withheld"), ("content.released", "fr", "current")]


def test_withholding_by_hand_and_its_end_are_told():
    endpoint = an_endpoint(languages=["fr"], kinds=["safety"])
    edition = translated_and_released(released(), "fr")
    withhold(edition.work_id, "fr", reason="A wrong word.", by="Claire")
    stop_withholding(edition.work_id, "fr", by="Claire")
    assert told(endpoint) == [("content.withheld", "fr", "withheld"), ("content.status_changed", "fr", "current")]


def test_withdrawal_its_words_and_its_end_are_told():
    endpoint = an_endpoint(kinds=["safety"], **SHEETS)
    edition = released()
    withdraw(edition.work_id, reason="unpublished", by="Amal")
    explain(edition.work_id, note="Out of date.", replacement_id=None, by="Amal")
    release(a_content())
    assert told(endpoint) == [
        ("content.withdrawn", "en", "withdrawn"),
        ("content.withdrawal_explained", None, None),
        ("content.reinstated", "en", "current"),
    ]


def test_sheet_that_comes_back_with_other_words_is_told():
    endpoint = an_endpoint(kinds=["safety"], **SHEETS)
    edition = released()
    withdraw(edition.work_id, reason="unpublished", by="Amal")
    released(a_content(**NEW), kind="editorial")
    assert [type for type, _language, _status in told(endpoint)][-1] == "content.released"


def test_redaction_is_told_in_the_language_of_the_edition():
    french, polish = an_endpoint(languages=["fr"], kinds=["safety"]), an_endpoint(languages=["pl"])
    source = released()
    old = translated_and_released(source, "fr")
    translated_and_released(source, "fr", texts={"title": "Inhalateurs"})
    redact(old.id, reason="By order of a court.", by="Amal")
    assert told(french) == [("content.redacted", "fr", None)]
    assert told(polish) == []


def test_new_slug_is_told_to_all_languages():
    endpoint = an_endpoint(languages=["fr"])
    take(the_work(released()), "puffers", by="Amal")
    assert told(endpoint) == [("content.renamed", None, None)]


def test_outdated_translation_is_told_by_its_kind():
    listens, does_not = (
        an_endpoint(languages=["fr"], kinds=["content"]),
        an_endpoint(languages=["fr"], kinds=["safety"]),
    )
    translated_and_released(released(), "fr")
    released(a_content(**NEW), kind="content")
    assert told(listens)[-1] == ("content.status_changed", "fr", "outdated")
    assert told(does_not) == []


def test_every_payload_is_as_documented(receiver):
    endpoint = an_endpoint(receiver.url)
    source = released()
    old = translated_and_released(source, "fr")
    translated_and_released(source, "fr", texts={"title": "Inhalateurs"})
    withhold(source.work_id, "fr", reason="A wrong word.", by="Claire")
    redact(old.id, reason="By order of a court.", by="Amal")
    take(the_work(source), "puffers", by="Amal")
    withdraw(source.work_id, reason="unpublished", by="Amal")
    explain(source.work_id, note="", replacement_id=None, by="Amal")
    ping(endpoint, by="Amal")
    fanned_out()
    schemas = {"ping": openapi.PING_SCHEMA}
    for delivery in Delivery.objects.all():
        schema = schemas.get(delivery.type, openapi.CHANGE_SCHEMA)
        closed = schema | {"additionalProperties": False}
        Draft202012Validator(closed, format_checker=FormatChecker()).validate(data(delivery))
        assert data(delivery)["data"].keys() == schema["properties"]["data"]["properties"].keys()
    assert len({delivery.type for delivery in Delivery.objects.all()}) == 7


def test_example_in_the_docs_is_as_documented():
    example = json.loads((EXAMPLES / "webhook.json").read_text(encoding="utf-8"))
    Draft202012Validator(openapi.CHANGE_SCHEMA).validate(example)


# Reading the log on


def test_each_line_makes_one_delivery_however_often_the_log_is_read():
    endpoint = an_endpoint()
    released()
    fanned_out()
    Position.objects.update(change_id=0)
    fanned_out()
    assert endpoint.deliveries.filter(change__work__type="factsheet").count() == 1


def test_endpoint_is_not_told_of_what_was_before_it():
    released()
    fanned_out()
    assert told(an_endpoint()) == []


def test_disabled_endpoint_hears_nothing():
    endpoint = an_endpoint()
    endpoint.disabled_at = "2026-03-02T09:00Z"
    endpoint.save()
    released()
    assert told(endpoint) == []


def test_reading_on_costs_the_same_queries_for_many_lines_and_endpoints(django_assert_num_queries):
    for lines, endpoints in ((1, 1), (3, 20)):
        for _number in range(endpoints):
            an_endpoint()
        for number in range(lines):
            released(a_content(summary=f"{lines} {number}"))
        with django_assert_num_queries(10):
            fan_out()
    assert Delivery.objects.count() == 1 + 3 * 21


def test_log_without_news_is_read_by_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        fanned_out()
