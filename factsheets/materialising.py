"""Materialising: the language columns of the page row, written from the segment rows. The only writer of them.

A column mirrors the structure of the current source edition, with the translated texts that there are. It lets
Wagtail's own tools (usage, search, reports) see translations; nothing that readers get is read from it.
"""

from __future__ import annotations

import json
from typing import Any

from editions.content import Content
from editions.models import Edition
from editions.segments import ALTERNATIVE_TITLES, SUMMARY, TITLE, partly_translated

from .columns import column
from .models import FactSheet, SegmentTranslation
from .snapshot import body_of


def materialise(source: Edition, language: str) -> None:
    """Write one language's columns of the page that the edition belongs to."""
    rows = SegmentTranslation.objects.of(source.work_id, language)
    _write(source, {language: dict(rows.values_list("key", "text"))})


def materialise_all(source: Edition) -> None:
    """Write the columns of every language that somebody has worked on, in one UPDATE."""
    texts: dict[str, dict[str, str]] = {}
    rows = SegmentTranslation.objects.filter(content_id=source.work_id)
    for language, key, text in rows.values_list("language", "key", "text"):
        texts.setdefault(language, {})[key] = text
    _write(source, texts)


def _write(source: Edition, texts: dict[str, dict[str, str]]) -> None:
    if texts:
        content = source.value()
        values = {
            name: value
            for language, by_key in texts.items()
            for name, value in _columns(content, language, by_key).items()
        }
        FactSheet.objects.filter(content_id=source.work_id).update(**values)


def _columns(content: Content, language: str, texts: dict[str, str]) -> dict[str, Any]:
    translation = partly_translated(content, language, texts)
    return {
        column("headline", language): texts.get(TITLE, ""),
        column("alternative_titles", language): texts.get(ALTERNATIVE_TITLES, ""),
        column("summary", language): texts.get(SUMMARY, ""),
        column("body", language): json.dumps(body_of(translation)),
    }
