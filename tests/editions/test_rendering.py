"""Rendering: blocks as HTML and text, with everything escaped, cited by number, and turned the right way round."""

from html.parser import HTMLParser
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from editions import inline
from editions.content import Paragraph, Steps
from editions.rendering import Rendering, rendering_of

from .builders import an_id, some_items
from .strategies import BLOCKS, SHEETS

IDS = [an_id("reference", str(number)) for number in range(1, 8)]
NUMBERS = {id: number for number, id in enumerate(IDS, 1)}
TERM = an_id("term")
ANY = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


class Balance(HTMLParser):
    """Fails on an element that is closed in the wrong place or is none of ours."""

    ours = {
        *("a", "bdi", "cite", "dfn", "em", "p", "span", "strong"),
        *("blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "li", "ol", "ul"),
        *("caption", "table", "tbody", "td", "th", "thead", "tr"),
    }

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        assert tag in self.ours, tag
        assert not any(name.startswith("on") or name == "style" for name, _value in attrs)
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def html(markup: str, **how) -> str:
    return Rendering(NUMBERS, frozenset([TERM]), **how).inline_html(inline.parse(markup))


def plain(markup: str) -> str:
    return Rendering(NUMBERS, frozenset([TERM])).plain(inline.parse(markup))


def cite(*numbers: int, between: str = "") -> str:
    return between.join(f'<cite data-reference="{IDS[number - 1]}"></cite>' for number in numbers)


@given(BLOCKS)
@ANY
def test_any_block_is_whole_html_of_our_elements(block):
    balance = Balance()
    balance.feed(Rendering().html(block))
    balance.close()
    assert balance.open == []


@given(SHEETS)
@ANY
def test_any_sheet_can_be_rendered(sheet):
    rendering = rendering_of(sheet)
    for section in sheet.sections:
        for block in section.blocks:
            assert isinstance(rendering.html(block) + rendering.text(block), str)


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        (cite(2), "[2]"),
        (cite(2, 4, 5, 6), "[2,4–6]"),
        (cite(6, 4, 5, 2, between=" "), "[2,4–6]"),
        (f"{cite(1)} and {cite(2)}", "[1] and [2]"),
    ],
)
def test_citations_at_one_place_are_one_group(markup, said):
    assert plain(markup).replace("\u2066", "").replace("\u2069", "") == said


def test_citation_leads_to_its_reference_and_reads_from_left_to_right():
    assert html(cite(2, 3)) == (
        '<a class="citation" href="#ref-2" role="doc-noteref" dir="ltr" data-references="2 3">[2,3]</a>'
    )


def test_citation_of_nothing_known_is_left_out():
    assert html(f'Rest.<cite data-reference="{UUID(int=1)}"></cite>') == "Rest."


def test_term_without_a_definition_is_plain_words():
    assert html(f'<dfn data-term="{TERM}">a</dfn><dfn data-term="{UUID(int=1)}">b</dfn>') == (
        f'<dfn data-term="{TERM}">a</dfn>b'
    )


def test_link_to_a_content_gets_its_address():
    link = f'<a data-content="{IDS[0]}" data-type="faq">x</a>'
    assert f'href="/faq/{IDS[0]}"' in html(link, address=lambda type, id: f"/{type}/{id}")


def test_number_and_foreign_phrase_are_isolated_in_plain_text():
    assert plain('<bdi dir="ltr">2 mg</bdi> <span lang="ar">سلام</span>') == "\u20662 mg\u2069 \u2067سلام\u2069"


def test_words_are_escaped():
    assert html("&lt;script&gt; &amp; co") == "&lt;script&gt; &amp; co"


def test_steps_are_numbered():
    steps = Steps(an_id("s"), some_items("s", "Shake.", "Breathe out."))
    assert Rendering().text(steps) == "1. Shake.\n2. Breathe out."


def test_paragraph():
    assert Rendering().html(Paragraph(an_id("p"), ("Shake.",))) == "<p>Shake.</p>"
