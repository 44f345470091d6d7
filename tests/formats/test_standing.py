"""The label that a text is outdated, superseded or made by a machine stands in every format, in its own language."""

import json

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from api.formats.media import EVERY, OF_TEXTS
from editions.models import Edition
from editions.vocabulary import ChangeKind
from tests.api.builders import a_reference, an_id, released, released_in

pytestmark = pytest.mark.django_db

OUTDATED = "تغيّر النص الأصلي"
MACHINE = "بمساعدة برنامج ترجمة"


@pytest.mark.parametrize("format", [each.name for each in OF_TEXTS])
def test_outdated_translation_says_so_in_every_format(outdated, read, format):
    text = read("factsheets/inhalers/", lang="ar", format=format).content.decode()
    assert OUTDATED in text
    assert MACHINE in text


@pytest.mark.parametrize("format", [each.name for each in EVERY])
def test_outdated_note_on_a_reference_says_so_in_every_format(outdated, read, format):
    released(a_reference("spacers", note="They had more attacks."), kind=ChangeKind.CONTENT)
    answer = read("references/a-trial-of-spacers/", lang="ar", format=format)
    assert answer.status_code == 200
    assert OUTDATED in answer.content.decode()
    if format in ("csljson", "ris", "bibtex"):
        assert OUTDATED in read("references/", lang="ar", format=format).content.decode()


@pytest.mark.parametrize("format", [each.name for each in OF_TEXTS])
def test_superseded_edition_says_so_in_every_format(outdated, english, read, format):
    assert "A newer edition" in read(f"editions/{english.id}/", format=format).content.decode()


def test_notice_without_a_translation_is_marked_as_english(english, read):
    polish = released_in("pl", Edition.objects.get(work=an_id("bronchi")), method="machine-assisted")
    html = read(f"editions/{polish.id}/", format="html").content.decode()
    (notice,) = BeautifulSoup(html, "lxml").select(".notice")
    assert (notice["lang"], notice["dir"]) == ("en", "ltr")
    data = json.loads(read(f"editions/{polish.id}/", format="jsonld").content)
    assert data["subjectOf"]["usageInfo"][0]["inLanguage"] == "en"
    xml = etree.fromstring(read(f"editions/{polish.id}/", format="xml").content)
    assert xml.find("{*}standing/{*}notice").get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert "\u2066" not in read(f"editions/{polish.id}/", format="txt").content.decode()


def test_status_stands_in_the_attributes_of_the_article(outdated, read):
    html = read("factsheets/inhalers/", lang="ar", format="html").content.decode()
    assert BeautifulSoup(html, "lxml").article["data-status"] == "outdated"
