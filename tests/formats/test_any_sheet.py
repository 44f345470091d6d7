"""Any sheet at all can be written in every format: HTML well-formed, XML valid."""

import json
import re

from hypothesis import HealthCheck, given, settings
from lxml import etree
from markdown_it import MarkdownIt

from api.formats.media import HTML, JSON_LD, MARKDOWN, TEXT, XML
from api.formats.presenting import presented
from api.v1.xml_schema import FILE
from tests.editions.strategies import SHEETS

from .builders import a_shown

ANY = settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
SCHEMA = etree.XMLSchema(etree.parse(FILE))


@given(SHEETS)
@ANY
def test_any_sheet_is_well_formed_html_and_valid_xml(sheet):
    shown = a_shown(sheet)
    html = presented(shown, HTML, heading_level=5)
    etree.fromstring(re.sub(r"<(img|source|br)([^>]*)>", r"<\1\2/>", html))
    SCHEMA.assertValid(etree.fromstring(presented(shown, XML, heading_level=2).encode()))


@given(SHEETS)
@ANY
def test_any_sheet_is_text_markdown_and_json_ld(sheet):
    shown = a_shown(sheet)
    assert presented(shown, TEXT, heading_level=2).endswith("\n")
    MarkdownIt("commonmark").parse(presented(shown, MARKDOWN, heading_level=2))
    assert json.loads(presented(shown, JSON_LD, heading_level=2))["inLanguage"]
