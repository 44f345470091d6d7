"""Whatever a text says, it stays text: in HTML, Markdown, plain text, XML, JSON-LD and the formats of references."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from markdown_it import MarkdownIt

from api.formats.media import BIBTEX, CSL_JSON, HTML, JSON_LD, MARKDOWN, RIS, TEXT, XML
from api.formats.presenting import presented
from api.v1.xml_schema import FILE
from editions.inline import FORBIDDEN_CHARACTERS
from factsheets.importing import read

from .builders import a_shown
from .hostile import ALL, a_hostile_reference, a_hostile_sheet

ISOLATES = {"\u2066", "\u2067", "\u2068", "\u2069"}
EVERYWHERE = (JSON_LD, HTML, MARKDOWN, TEXT, XML)


def sheet_in(format):
    return presented(a_shown(a_hostile_sheet(), notice=ALL, notice_language="en"), format, heading_level=2)


def reference_in(format):
    return presented(a_shown(a_hostile_reference(), notice=ALL, notice_language="en"), format, heading_level=2)


@pytest.mark.parametrize("format", [*EVERYWHERE, CSL_JSON, RIS, BIBTEX], ids=lambda each: each.name)
def test_no_hidden_character_is_left(format):
    text = reference_in(format) if format in (CSL_JSON, RIS, BIBTEX) else sheet_in(format)
    text.encode()
    hidden = (FORBIDDEN_CHARACTERS | {"\ufffe", "\uffff"}) - ISOLATES - {"\r"}
    assert not set(text) & hidden
    assert "\r" not in text or format is RIS


@pytest.mark.parametrize("format", EVERYWHERE, ids=lambda each: each.name)
def test_isolates_stand_in_pairs(format):
    depth = 0
    for character in sheet_in(format):
        depth += (character in ISOLATES and character != "\u2069") - (character == "\u2069")
        assert 0 <= depth <= 3
    assert depth == 0


def test_html_has_no_element_or_address_of_the_text():
    html = sheet_in(HTML)
    soup = BeautifulSoup(html, "lxml")
    assert {each.name for each in soup.article.find_all()} <= {
        "a", "bdi", "blockquote", "br", "caption", "dd", "dfn", "div", "dl", "dt", "em", "figcaption", "figure",
        "footer", "h2", "h3", "h4", "img", "li", "ol", "p", "picture", "section", "source", "span", "strong", "table",
        "tbody", "td", "th", "thead", "time", "tr", "ul",
    }  # fmt: skip
    attributes = {name for each in soup.find_all() for name in each.attrs}
    assert not {name for name in attributes if name.startswith("on") or name == "style"}
    assert not [each for each in soup.find_all(href=True) if each["href"].startswith("javascript")]
    assert len(soup.find_all("article")) == 1
    assert "alert(1)" in soup.get_text()


def test_html_is_closed_as_it_is_opened():
    void = re.sub(r"<(img|source|br)([^>]*)>", r"<\1\2/>", sheet_in(HTML))
    etree.fromstring(void)  # as XML, which forgives nothing


def test_markdown_shows_what_the_text_says():
    """A real parser of CommonMark finds no markup in it but ours, and every sign of the text."""
    tokens = MarkdownIt("commonmark").parse(sheet_in(MARKDOWN))
    inline = [child for token in tokens if token.type == "inline" for child in token.children]
    assert {token.type for token in tokens} <= {
        "heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close", "blockquote_open",
        "blockquote_close", "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
        "ordered_list_open", "ordered_list_close",
    }  # fmt: skip
    assert {child.type for child in inline} <= {
        "text", "strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close", "image", "softbreak",
        "text_special",
    }  # fmt: skip
    targets = [child.attrGet("href") or child.attrGet("src") for child in inline if child.attrs]
    assert all(target.startswith(("https://", "http://testserver/")) for target in targets)
    shown = " ".join("".join(child.content for child in token.children or []) for token in tokens)
    for words in ("<script>alert(1)</script>", "**y** [a](javascript:x) ![i](x) `code` ~~~ | > - 1. <b> \\", "&amp;"):
        assert words in shown


def test_text_cannot_underline_a_heading_of_its_own():
    lines = sheet_in(TEXT).split("\n")
    underlined = [at for at, line in enumerate(lines) if line and set(line) <= {"=", "-"} and lines[at - 1]]
    assert len(underlined) == 6  # title, one section, terms, links, references, about


def test_xml_is_well_formed_and_valid():
    document = etree.fromstring(sheet_in(XML).encode())
    etree.XMLSchema(etree.parse(FILE)).assertValid(document)
    assert "]]>" in document.findtext("{*}title")
    assert "<script>alert(1)</script>" in document.findtext("{*}title")


def test_json_ld_can_stand_in_a_script_element():
    text = sheet_in(JSON_LD)
    assert "<" not in text
    assert "<script>alert(1)</script>" in json.loads(text)["name"]
    assert "javascript:alert" not in json.dumps(json.loads(text).get("relatedLink", []))
    assert "url" not in json.loads(text)["publisher"]


def test_ris_is_one_record_whatever_its_fields_say():
    text = reference_in(RIS)
    assert [line[:2] for line in text.split("\r\n") if line[:2] in ("TY", "ER")] == ["TY", "ER"]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in text.split("\r\n")[:-1])
    assert "\n" not in text.replace("\r\n", "")
    assert len(read(text.encode()).records) == 1


def test_bibtex_is_one_entry_whatever_its_fields_say():
    text = reference_in(BIBTEX)
    found = read(text.encode())
    (record,) = found.records
    assert found.problems == () or all(problem.field for problem in found.problems)
    assert not re.search(r"(?<!\\)%", re.sub(r"  (doi|url) = .*", "", text))
    assert text.count("{") == text.count("}")
    assert "Forged" in record.csl.title


def test_csl_json_is_one_item():
    (item,) = json.loads(reference_in(CSL_JSON))
    assert "Forged" in item["title"]
