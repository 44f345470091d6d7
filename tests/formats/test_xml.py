"""XML: every answer is valid by the schema that we ship, in any language, and says what a typesetter needs."""

import pytest
from lxml import etree

from api.collections import BY_TYPE
from api.v1.xml_schema import FILE
from editions.models import Publication

pytestmark = pytest.mark.django_db

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACE = {"d": "urn:factsheets:document:1"}


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.parse(FILE))


def document(read, path, **asked):
    return etree.fromstring(read(path, format="xml", **asked).content)


def test_every_content_and_edition_is_valid_in_every_language(outdated, read, schema):
    for publication in Publication.objects.select_related("work"):
        folder, language = BY_TYPE[publication.type].folder, publication.language
        for path in (f"{folder}/{publication.work_id}/", f"editions/{publication.edition_id}/"):
            asked = {} if path.startswith("editions") else {"lang": language}
            found = document(read, path, **asked)
            schema.assertValid(found)
            assert found.get(LANG) == language


def test_whatever_has_a_direction_has_a_language(outdated, read):
    found = document(read, "factsheets/inhalers/", lang="ar")
    assert all(each.get(LANG) for each in found.iter() if each.get("dir"))
    assert found.find(".//d:foreign", NAMESPACE).get(LANG) == "la"
    assert [each.text for each in found.findall(".//d:ltr", NAMESPACE)] == ["2–4", "020 7946 0958"]
    works = found.findall(".//d:work", NAMESPACE)
    assert {(each.get(LANG), each.get("dir")) for each in works} == {("en", "ltr")}


def test_citations_name_numbers_that_are_there(english, read):
    found = document(read, "factsheets/inhalers/")
    numbers = {each.get("number") for each in found.findall(".//d:reference", NAMESPACE)}
    cited = {number for each in found.findall(".//d:citation", NAMESPACE) for number in each.get("numbers").split()}
    assert cited == numbers == {"1", "2"}


def test_work_reads_as_the_line_of_the_list(english, read):
    found = document(read, "factsheets/inhalers/")
    work = found.find(".//d:work", NAMESPACE)
    assert "".join(work.itertext()) == read("factsheets/inhalers/").json()["references"][0]["text"]


def test_edition_and_its_hash_are_named_for_the_imprint(english, read):
    edition = document(read, "factsheets/inhalers/").find("d:edition", NAMESPACE)
    assert (edition.get("id"), edition.get("hash")) == (str(english.id), english.hash)
