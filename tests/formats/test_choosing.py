"""A format is chosen by Accept or by `format=`, is what Content-Type says, or is refused in words."""

import pytest
from lxml import etree

from api.collections import COLLECTIONS
from api.formats.media import EVERY, OF_TEXTS
from api.v1.xml_schema import FILE
from editions.models import Edition
from tests.api.builders import a_content, released

pytestmark = pytest.mark.django_db

SLUGS = {
    "factsheets": "inhalers",
    "faqs": "can-i-use-a-spacer",
    "references": "a-trial-of-spacers",
    "topics": "breathing",
    "terms": "bronchi",
    "publishers": "example-lung-charity",
}
ADDRESSES = {each.type: f"{each.folder}/{SLUGS[each.folder]}/" for each in COLLECTIONS}


def accepting(read, path, accept, **parameters):
    return read(path, headers={"Accept": accept}, **parameters)


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda each: each.type)
def test_every_type_has_its_formats_by_name_and_by_media_type(english, read, collection):
    for format in collection.formats:
        named = read(ADDRESSES[collection.type], format=format.name)
        wanted = accepting(read, ADDRESSES[collection.type], format.media_type)
        assert (named.status_code, wanted.status_code) == (200, 200)
        assert named["Content-Type"] == wanted["Content-Type"] == format.content_type
        assert named.content == wanted.content
        assert named["Vary"] == "Accept, Accept-Encoding, Accept-Language"


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda each: each.type)
def test_every_edition_has_the_formats_of_its_type(english, read, collection):
    edition = Edition.objects.filter(work__type=collection.type).first()
    for format in collection.formats:
        assert read(f"editions/{edition.id}/", format=format.name)["Content-Type"] == format.content_type


def test_formats_of_one_address_have_tags_of_their_own(english, read):
    tags = {read("factsheets/inhalers/", lang="en", format=format.name)["ETag"] for format in OF_TEXTS}
    assert len(tags) == len(OF_TEXTS)


def test_reader_who_has_the_html_gets_no_bytes_of_it(english, read):
    tag = read("factsheets/inhalers/", format="html")["ETag"]
    assert read("factsheets/inhalers/", format="html", headers={"If-None-Match": tag}).status_code == 304
    assert read("factsheets/inhalers/", format="md", headers={"If-None-Match": tag}).status_code == 200


def test_browser_gets_html_and_a_program_json(english, read):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert accepting(read, "factsheets/inhalers/", browser)["Content-Type"] == "text/html; charset=utf-8"
    assert accepting(read, "factsheets/inhalers/", "*/*")["Content-Type"] == "application/json"


def test_what_is_not_to_be_had_is_refused_with_what_is(english, read):
    problem = accepting(read, "factsheets/inhalers/", "image/png, application/x-bibtex")
    assert (problem.status_code, problem.json()["code"]) == (406, "not-acceptable")
    assert problem.json()["available"] == [format.media_type for format in OF_TEXTS]
    assert problem.json()["formats"] == ["json", "jsonld", "html", "md", "txt", "xml"]
    assert problem["Content-Type"] == "application/problem+json"


def test_edition_of_a_sheet_is_none_for_citation_programs(english, read):
    answer = read(f"editions/{english.id}/", format="ris")
    assert (answer.status_code, answer.json()["formats"]) == (406, [format.name for format in OF_TEXTS])
    second_best = accepting(read, f"editions/{english.id}/", "application/x-bibtex, text/plain;q=0.1")
    assert second_best["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("format", ["pdf", "HTML", "", "html,md", "ris"])
def test_unknown_format_is_refused_by_name(english, read, format):
    problem = read("factsheets/inhalers/", format=format).json()
    assert (problem["status"], problem["parameter"]) == (400, "format")
    assert problem["allowed"] == [each.name for each in OF_TEXTS]


@pytest.mark.parametrize("path", ["factsheets/", "faqs/", "languages/", "factsheets/inhalers/editions/", ""])
def test_lists_other_than_of_references_are_json_only(english, read, path):
    assert read(path, format="html").json()["allowed"] == ["json"]


def test_page_of_references_tells_its_neighbours_in_a_header(english, read, settings):
    answer = read("references/", format="ris", page_size=1)
    assert answer.content.count(b"TY  - ") == 1
    address, relation = answer["Link"].split("; ")
    assert relation == 'rel="next"'
    following = read(address.strip("<>").removeprefix(settings.SITE_URL))
    assert b"A trial of spacers" in following.content
    assert 'rel="prev"' in following["Link"]
    assert "Link" in following["Access-Control-Expose-Headers"]


def test_links_lead_to_the_other_formats(english, read, settings):
    urls = read("references/a-trial-of-spacers/", lang="en").json()["urls"]
    types = {
        name: read(url.removeprefix(settings.SITE_URL))["Content-Type"].partition(";")[0] for name, url in urls.items()
    }
    for format in EVERY:
        assert types[format.link or "self"] == format.media_type


def test_links_of_an_edition_lead_to_its_formats(english, read, settings):
    urls = read(f"editions/{english.id}/").json()["urls"]
    assert urls["markdown"] == f"https://sheets.example/api/v1/editions/{english.id}/?format=md"
    assert set(urls) == {
        "self", "html", "jsonld", "markdown", "txt", "xml", "content", "factsheet", "editions"
    }  # fmt: skip


def test_old_slug_leads_to_the_same_format(english, read):
    released(a_content(summary="New."), slug="asthma-in-adults")
    answer = read("factsheets/asthma/", format="md")
    assert (answer.status_code, answer["Location"]) == (308, "/api/v1/factsheets/asthma-in-adults/?format=md")


def test_head_of_a_document_has_its_headers_and_no_bytes(english, client):
    answer = client.head("/api/v1/factsheets/inhalers/?format=html")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["Content-Type"] == "text/html; charset=utf-8"


def test_other_formats_cost_one_query_more(english, read, django_assert_num_queries):
    with django_assert_num_queries(2):
        read("factsheets/inhalers/", format="html")


def test_problems_stay_json_whatever_was_asked_for(english, read):
    answer = read("factsheets/nowhere/", format="html")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    missing = accepting(read, "factsheets/inhalers/", "text/html", lang="cy")
    assert missing.json()["code"] == "translation-missing"


def test_xml_schema_is_served(read):
    answer = read("schema/xml/")
    assert answer["Content-Type"] == "application/xml"
    assert answer.content == FILE.read_bytes()
    etree.XMLSchema(etree.fromstring(answer.content))


def test_fallback_is_labelled_in_every_format(english, read):
    for format in ("html", "md", "txt", "xml", "jsonld"):
        answer = read("factsheets/inhalers/", lang="cy", fallback="missing", format=format)
        assert answer["Content-Language"] == "en"
        assert "The original is shown." in answer.content.decode(), format
