"""Dates are written as CLDR has them, whatever the language. `WRITE_EXAMPLES=1 pytest …` writes the table again."""

import json
import os
import re
from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date

from api.formats.dates import TABLE, written
from editions.languages import CATALOGUE

# CLDR names Dari by its country; our English is that of Britain.
LOCALES = {"prs": "fa_AF", "en": "en_GB"}


def locale_of(language):
    return Locale.parse(LOCALES.get(language.code) or language.tag.replace("-", "_"))


def form_of(locale):
    tokens = {"d": "{d}", "M": "{M}", "MMMM": "{month}", "LLLL": "{month}", "y": "{y}"}

    def written(found):
        return found["quoted"] if found["quoted"] is not None else tokens[found[0]]

    pattern = locale.date_formats["long"].pattern
    months = locale.months["format"]["wide"]
    return {
        "pattern": re.sub(r"'(?P<quoted>[^']*)'|[A-Za-z]+", written, pattern),
        "months": [months[number] for number in range(1, 13)],
    }


def test_table_is_what_cldr_says():
    table = {language.code: form_of(locale_of(language)) for language in CATALOGUE}
    text = json.dumps(table, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("WRITE_EXAMPLES"):
        TABLE.write_text(text, encoding="utf-8")
    assert text == TABLE.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", [each for each in CATALOGUE if each.digits == "latn"], ids=lambda each: each.code)
def test_every_month_is_written_as_cldr_writes_it(language):
    days = [date(2026, month, 3) for month in range(1, 13)]
    theirs = [format_date(day, "long", locale=locale_of(language)) for day in days]
    assert [written(day, language.code) for day in days] == theirs


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "1 March 2026"),
        ("ar", "1 مارس 2026"),
        ("fa", "۱ مارس ۲۰۲۶"),
        ("bn", "১ মার্চ, ২০২৬"),
        ("zh-hans", "2026年3月1日"),
    ],
)
def test_date_has_the_digits_of_its_language(code, text):
    assert written(date(2026, 3, 1), code) == text
