"""Markdown: what CommonMark makes of it is what the text means, in every script."""

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from api.formats.media import MARKDOWN
from api.formats.presenting import presented
from editions import inline
from tests.api.builders import a_content, a_list, a_paragraph, a_section, a_table, some_steps

from .builders import a_shown


def rendered(*blocks, language="en"):
    """The section below its heading, as HTML by a real parser."""
    sheet = a_content(language=language, summary="", sections=(a_section("treatment", "x", *blocks),))
    text = presented(a_shown(sheet), MARKDOWN, heading_level=2)
    html = MarkdownIt("commonmark").render(text)
    return html.partition("<h2>x</h2>\n")[2].partition("\n<h2>")[0]


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("a <strong>b</strong> c", "a <strong>b</strong> c"),
        ("<strong>b</strong>", "<strong>b</strong>"),
        ("a<strong> b </strong>c", "a <strong>b</strong> c"),
        ("<em>a</em><strong>b</strong>", "a<strong>b</strong>"),
        ("<strong>a <em>b</em> c</strong>", "<strong>a <em>b</em> c</strong>"),
        ("<strong><em>b</em></strong>", "<em>b</em>"),
        ("重要<strong>是</strong>的", "重要<strong>是</strong>的"),
        ("重要<strong>“是”</strong>的", "重要“是”的"),
        ("<strong>Stop!</strong> Now", "<strong>Stop!</strong> Now"),
        (
            '<a href="https://a.example/?b=1&amp;copy=2(c)">x*y</a>',
            '<a href="https://a.example/?b=1&amp;copy=2(c)">x*y</a>',
        ),
        ('<a href="tel:999"><strong>999</strong></a>', '<a href="tel:999"><strong>999</strong></a>'),
        ("1. a", "1. a"),
        ("- a", "- a"),
        ("# a #", "# a #"),
        ("2019) a", "2019) a"),
        ("a_b_c * d", "a_b_c * d"),
        ("https://a.example/_b_", "https://a.example/_b_"),
    ],
)
def test_marks_come_through_and_signs_stay_signs(markup, html):
    assert rendered(a_paragraph("p", markup)) == f"<p>{html}</p>"


def test_numbers_are_isolated_in_a_text_from_right_to_left_only():
    number = a_paragraph("p", '<bdi dir="ltr">10–20 mg</bdi>')
    assert rendered(number) == "<p>10–20 mg</p>"
    assert rendered(number, language="ar") == "<p>\u206610–20 mg\u2069</p>"


def test_lists_that_follow_each_other_stay_two():
    html = rendered(a_list("a", "1", "2"), a_list("b", "3"), some_steps("c", "4"), some_steps("d", "5"))
    assert (html.count("<ul>"), html.count("<ol>")) == (2, 2)


def test_table_is_a_list_of_its_rows():
    html = rendered(a_table("t", ("Colour", "When"), ("Blue", "For | attacks"), caption="Colours"))
    assert html.startswith("<p><strong>Colours</strong></p>")
    assert "<strong>Blue</strong>\n<ul>\n<li>When: For | attacks</li>" in html


def test_text_without_marks_is_what_was_written():
    words = inline.parse("Every sign: ! \" # $ % &amp; ' ( ) * + , - . / : ; &lt; = &gt; ? @ [ \\ ] ^ _ ` { | } ~")
    paragraph = replace(a_paragraph("p", "x"), text=words)
    assert "! &quot; # $ % &amp; ' ( ) * + , - . / : ; &lt; = &gt; ? @ [ \\ ] ^ _ ` { | } ~" in rendered(paragraph)
