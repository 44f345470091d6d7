"""Dates for readers, as their language writes them: `1 March 2026`, `1 مارس 2026`, `2026年3月1日`.

The table holds what CLDR says of our languages (its long form, with the names of months). Reading it from Babel would
cost a worker a megabyte for each language; a test compares every date of the table with Babel's.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

from editions import languages

TABLE = Path(__file__).with_name("dates.json")

# Where the digits of each numbering system of CLDR begin.
_ZEROS = {"latn": 0x30, "arab": 0x660, "arabext": 0x6F0, "beng": 0x9E6, "deva": 0x966}


def written(day: date, code: str) -> str:
    """The date in the language of that code, in the digits that it uses."""
    form = _table()[code]
    values = {"d": str(day.day), "M": str(day.month), "y": str(day.year), "month": form["months"][day.month - 1]}
    text: str = form["pattern"].format(**values)
    zero = _ZEROS[languages.language(code).digits]
    return "".join(chr(zero + int(each)) if each in "0123456789" else each for each in text)


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads(TABLE.read_text(encoding="utf-8"))
    return table
