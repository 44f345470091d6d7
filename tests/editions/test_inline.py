"""The inline vocabulary: what it reads and writes, and above all what it refuses."""

import time

import msgspec
import pytest
from hypothesis import given, settings

from editions.inline import MAX_DEPTH, Inline, InvalidInline, Mark, parse, to_markup, to_text

from .strategies import INLINES, TEXTS

MEGABYTE = 1_000_000
SECONDS = 5  # of CPU: generous; what is not linear would take hours


def problem_with(markup: str) -> str:
    """Why the markup is refused, or nothing. Any other exception is a bug."""
    try:
        parse(markup)
    except InvalidInline as problem:
        return str(problem)
    return ""


@given(INLINES)
@settings(deadline=None)
def test_any_inline_comes_back_from_its_markup(text):
    assert parse(to_markup(text)) == text


@given(INLINES)
@settings(deadline=None)
def test_any_inline_comes_back_from_its_stored_form(text):
    stored = msgspec.json.encode(text)
    assert msgspec.json.decode(stored, type=Inline) == text


@given(TEXTS)
def test_no_text_whatsoever_is_an_error_of_another_kind(text):
    assert isinstance(problem_with(text), str)


@given(TEXTS)
def test_what_is_read_is_written_in_one_way(text):
    if not problem_with(text):
        assert parse(to_markup(parse(text))) == parse(text)


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        ("at <b>night</b>", ("at ", Mark("strong", ("night",)))),
        ("at <STRONG>night</STRONG>", ("at ", Mark("strong", ("night",)))),
        ("<i>not</i> now", (Mark("emphasis", ("not",)), " now")),
        ('<bdi dir="ltr">10–20 mg</bdi>', (Mark("ltr", ("10–20 mg",)),)),
        ("<a href='TEL:999'>999</a>", (Mark("link", ("999",), href="tel:999"),)),
        (
            '<a href="https://x.example/?a=1&section=2">x</a>',
            (Mark("link", ("x",), "https://x.example/?a=1&section=2"),),
        ),
        ('<a href="https://x.example/?a=1&amp;b=2">x</a>', (Mark("link", ("x",), "https://x.example/?a=1&b=2"),)),
        ("salt &amp; water", ("salt & water",)),
        ("INR < 2 or > 3, <3", ("INR < 2 or > 3, <3",)),
        ("wh<b></b>eeze", ("wheeze",)),
        ("wh<b/>eeze", ("wheeze",)),
        ("می‌خواهم", ("می‌خواهم",)),
        ("", ()),
    ],
)
def test_markup_is_read_as(markup, read):
    assert parse(markup) == read


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x</script>",
        "<p>x</p>",
        "<img src=x>",
        "<u>x</u>",
        "<br>",
        "<br/>",
        "<svg onload=x>",
        "<bdi>1</bdi>",
    ],
)
def test_element_outside_the_vocabulary_is_refused(markup):
    with pytest.raises(InvalidInline, match="not allowed"):
        parse(markup)


@pytest.mark.parametrize(
    "markup",
    [
        '<b class="big">x</b>',
        '<em onclick="x()">x</em>',
        '<bdi dir="rtl">1</bdi>',
        '<bdi dir="ltr" id="x">1</bdi>',
        "<b hidden>x</b>",
        '<a href="https://x.example/" target="_blank">x</a>',
        '<a href="https://x.example/" onclick="x()">x</a>',
    ],
)
def test_attribute_outside_the_vocabulary_is_refused(markup):
    with pytest.raises(InvalidInline, match="not allowed"):
        parse(markup)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6a;avascript&colon;alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//lungs.example/",
        "/admin/",
        "https:admin",
        "https://",
        "https://lungs.example/a b",
        "https://[lungs.example/",
        "tel:",
        "",
    ],
)
def test_link_that_is_no_full_address_is_refused(href):
    with pytest.raises(InvalidInline):
        parse(f'<a href="{href}">x</a>')


def test_second_address_of_a_link_does_not_hide_the_first():
    link = parse('<a href="javascript:x" href="https://lungs.example/">x</a>')
    assert to_markup(link) == '<a href="https://lungs.example/">x</a>'


HIDDEN = [
    "\u202e",
    "\u202a",
    "\u2066",
    "\u2069",
    "\u200b",
    "\ufeff",
    "\u2060",
    "\u00ad",
    "\u2028",
    "\x00",
    "\x1b",
    "\x85",
]


@pytest.mark.parametrize("character", HIDDEN, ids=ascii)
def test_invisible_character_is_refused_and_named(character):
    with pytest.raises(InvalidInline, match=f"U\\+{ord(character):04X}"):
        parse(f"10{character}20 mg")


@pytest.mark.parametrize("reference", ["&#x202e;", "&#8238;", "&#x200B;", "&ZeroWidthSpace;", "&shy;", "&#x2066"])
def test_invisible_character_is_refused_behind_a_reference(reference):
    with pytest.raises(InvalidInline, match=r"U\+"):
        parse(f"10{reference} 20 mg")


def test_invisible_character_is_refused_in_an_address():
    with pytest.raises(InvalidInline, match=r"U\+202E"):
        parse('<a href="https://lungs.example/&#x202e;">x</a>')


def test_half_a_character_is_refused():
    with pytest.raises(InvalidInline, match=r"U\+D800"):
        parse("wheeze \ud800")


@pytest.mark.parametrize("markup", ["<b>x", "<b><em>x</em>", "x <b", '<a href="https://lungs.example/', "<a <b>x</b>"])
def test_unclosed_mark_is_refused(markup):
    with pytest.raises(InvalidInline, match="not closed"):
        parse(markup)


@pytest.mark.parametrize(
    "markup", ["<b><em>x</b></em>", "x</b>", "<b>x</em>", "</p>", "<b>x</b></b>", "</3>", "x </b"]
)
def test_crossed_or_stray_end_is_refused(markup):
    with pytest.raises(InvalidInline, match="not open"):
        parse(markup)


@pytest.mark.parametrize("markup", ["<!-- x -->", "x<!--", "<!DOCTYPE html>", "<?php x ?>", "<![CDATA[x]]>", "<!"])
def test_comment_or_declaration_is_refused(markup):
    with pytest.raises(InvalidInline, match="Comments"):
        parse(markup)


def test_marks_may_be_nested_up_to_the_limit():
    assert to_text(parse("<b>" * MAX_DEPTH + "x" + "</b>" * MAX_DEPTH)) == "x"


def test_deeper_nesting_is_refused():
    with pytest.raises(InvalidInline, match="too deeply"):
        parse("<b>" * (MAX_DEPTH + 1) + "x" + "</b>" * (MAX_DEPTH + 1))


def test_link_inside_a_link_is_refused():
    with pytest.raises(InvalidInline, match="too deeply"):
        parse('<a href="tel:999"><b><a href="tel:111">x</a></b></a>')


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "<",
        "< ",
        "<a ",
        '<a href="',
        "<a b",
        "</",
        "<!",
        "&",
        "&amp;",
        "&#9",
        "<b></b>",
        "x<b></b>",
        "<b>x</b>",
        "<b>",
    ],
)
def test_a_megabyte_of_anything_is_read_or_refused_at_once(piece):
    started = time.process_time()
    assert len(problem_with(piece * (MEGABYTE // len(piece)))) < 500
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("inside", [" ", " a", " a=1", ' a="', " =", "/", "a"])
def test_a_megabyte_inside_one_tag_is_read_or_refused_at_once(inside):
    started = time.process_time()
    with pytest.raises(InvalidInline):
        parse("<b" + inside * (MEGABYTE // len(inside)))
    assert time.process_time() - started < SECONDS


def test_number_longer_than_python_reads_is_text():
    text = "&#" + "9" * 10_000 + ";"
    assert to_text(parse(text)) == text


def test_words_are_escaped_in_markup():
    assert to_markup(("<script> & co",)) == "&lt;script&gt; &amp; co"
