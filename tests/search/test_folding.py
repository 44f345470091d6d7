"""Folding, words and highlights: properties that hold for any text, and what they cost at worst."""

from __future__ import annotations

import html
import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editions.languages import CATALOGUE
from editions.search.asking import NothingAsked, ask, ladder
from editions.search.expressions import for_postgresql, for_sqlite
from editions.search.folding import LONGEST_TOKEN, folded, letters
from editions.search.highlights import highlights, is_boundary
from editions.search.preparing import prepare
from editions.search.texts import PLACES, Text
from editions.search.tokens import mark_of
from editions.search.words import words

LANGUAGES = st.sampled_from([language.code for language in CATALOGUE])
SIGNS = st.characters() | st.sampled_from(
    "aéłŁßİıœ'’ -كيىةأإآؤئءاًُّـہھیکالوفبডড়য়র‍্যো韧带ガｶﾞ각\u0301\u200c\u200d\u2066\u2069\n0٣৫"
)
TEXTS = st.text(SIGNS, max_size=60)


@given(TEXTS)
@example("\u00df\u0130\u01c5\ufdfa")
def test_folding_twice_is_folding_once(text):
    assert letters(letters(text)) == letters(text)


@given(TEXTS, LANGUAGES)
def test_folding_is_the_same_in_any_form_of_unicode(text, language):
    for form in ("NFC", "NFD"):
        assert letters(unicodedata.normalize(form, text[:20])) == letters(text[:20])


@given(TEXTS, LANGUAGES)
def test_tokens_hold_nothing_that_a_database_could_act_upon(text, language):
    for word in words(text, language):
        for token in word.folded.tokens:
            assert 0 < len(token) <= LONGEST_TOKEN
            assert all(sign.isalnum() or unicodedata.category(sign)[0] == "M" for sign in token)
            assert token == token.translate(dict.fromkeys(map(ord, "\"'*:&|!()^\\ ")))


@given(TEXTS, LANGUAGES)
def test_words_stand_in_the_text_and_are_not_cut_from_their_marks(text, language):
    for word in words(text, language):
        assert 0 <= word.start < word.end <= len(text)
        if word.end < len(text) and unicodedata.category(text[word.end])[0] == "M" and ord(text[word.end]) < 0x10000:
            assert len(text[word.start : word.end]) <= 2  # signs, which have no marks


@given(TEXTS, LANGUAGES)
def test_question_and_text_are_folded_alike(text, language):
    """Every word of a text finds that text."""
    prepared = prepare(Text("x", lines=(text,)), type="factsheet", language=language)
    tokens = prepared.tokens.split(" ")
    for word in words(prepared.text[2:], language):
        for key in word.folded.keys:
            assert f"{mark_of(language)}f{key}" in tokens


@given(TEXTS, TEXTS, LANGUAGES)
def test_any_question_becomes_an_expression(text, other, language):
    try:
        asked = ask(text[:200], language)
    except NothingAsked:
        return
    for step in ladder(asked):
        quoted = re.sub(r'"[^"]*"\*?', "", for_sqlite(step))
        assert set(quoted) <= set("() ANDORT")
        assert set(re.sub(r"'[^']*'(:\*)?", "", for_postgresql(step))) <= set("() &|!")
    shown = _highlighted(asked, text, other, language)
    for highlight in shown:
        plain = html.unescape(re.sub("</?mark>", "", highlight.html))
        assert "<" not in re.sub("</?mark>", "", highlight.html)
        assert highlight.field in PLACES
        assert plain.strip("… \u2066\u2067\u2069") in _stored(text, other, language)


def _stored(text, other, language):
    return prepare(Text(text, lines=(other, text)), type="factsheet", language=language).text


def _highlighted(asked, text, other, language):
    prepared = prepare(Text(text, lines=(other, text)), type="factsheet", language=language)
    return highlights(asked, text=prepared.text, ends=prepared.ends, stands=prepared.stands)


def snippet(q, line, language="en"):
    prepared = prepare(Text("-", lines=(line,)), type="factsheet", language=language)
    asked = ask(q, language)
    return highlights(asked, text=prepared.text, ends=prepared.ends, stands=prepared.stands)[-1].html


def test_marked_text_is_escaped():
    assert snippet("knee", "<b>knee</b> & leg") == "&lt;b&gt;<mark>knee</mark>&lt;/b&gt; &amp; leg"


def test_original_words_are_marked_and_not_the_folded_ones():
    assert snippet("ركبة", "للرُّكبة أربطة", "ar") == "<mark>للرُّكبة</mark> أربطة"
    assert snippet("epaule", "L’épaule fait mal", "fr") == "L’<mark>épaule</mark> fait mal"
    assert snippet("韧带损", "多数韧带损伤会好", "zh-hans") == "多数<mark>韧带损</mark>伤会好"


def test_long_line_is_cut_between_words():
    shown = snippet("knee", f"{'word ' * 100}knee {'word ' * 100}")
    assert len(shown) < 260
    assert re.fullmatch(r"… (word )+<mark>knee</mark>( word)+ …", shown)


@pytest.mark.parametrize("sign", ["ক্ষো", "e\u0301\u0302", "👩🏽‍⚕️", "🇬🇧"])
def test_line_without_blanks_is_cut_between_characters(sign):
    line = (
        f"{sign * 150}knee{sign * 150}" if sign[0] != "ক" and sign[0] != "e" else f"{sign * 150}、knee、{sign * 150}"
    )
    prepared = prepare(Text("-", lines=(line,)), type="factsheet", language="en")
    for place in range(1, len(line)):
        if is_boundary(line, place):
            assert unicodedata.category(line[place])[0] != "M"
    shown = highlights(ask("knee", "en"), text=prepared.text, ends=prepared.ends, stands=prepared.stands)[-1].html
    inner = re.sub("</?mark>|[… ]", "", shown)
    at = prepared.text.index(inner)
    assert is_boundary(prepared.text, at)
    assert is_boundary(prepared.text, at + len(inner))


def test_numbers_stay_isolated_where_a_snippet_is_cut():
    numbers = "\u2066" + " ".join(["10"] * 100) + "\u2069"
    shown = snippet("ركبة", f"{numbers} ركبة {numbers}", "ar")
    assert shown.count("\u2066") == shown.count("\u2069") == 2


@pytest.mark.parametrize(
    "text",
    ["e" + "\u0301\u0316" * 5000, "x" * 1_000_000, "word " * 200_000, "ا" * 500_000, "中" * 300_000, "'" * 500_000,
     "ﷺ" * 100_000],
)  # fmt: skip
def test_hostile_text_costs_little(text):
    begin = time.process_time()
    prepared = prepare(Text("x", lines=(text,)), type="factsheet", language="ar")
    assert time.process_time() - begin < 2
    assert len(prepared.tokens) < 2_000_000


def test_marks_of_languages_are_different():
    marks = {mark_of(language.code) for language in CATALOGUE}
    assert len(marks) == len(CATALOGUE)
    assert {len(mark) for mark in marks} == {4}


def test_welsh_words_meet_in_their_radical_and_not_in_a_sound():
    def meet(one, other):
        return bool(set(folded(one, "cy").keys) & set(folded(other, "cy").keys))

    assert meet("cath", "nghath")
    assert meet("poen", "mhoen")
    assert meet("gwaed", "waed")
    assert not meet("pam", "mam")
    assert not meet("chwith", "cwith")
