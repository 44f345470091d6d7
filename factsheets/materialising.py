"""Materialising: the language columns of a row, written from the segment rows. The only writer of them.

A column mirrors the structure of the current source edition, with the translated texts that there are. It lets
Wagtail's own tools (usage, search, reports) see translations; nothing that readers get is read from it.
"""

from __future__ import annotations

from editions.models import Edition
from editions.segments import partly_translated

from .columns import column
from .models import MODEL_OF, SegmentTranslation
from .snapshots import columns_from


def materialise(source: Edition, language: str) -> None:
    """Write one language's columns of what the edition belongs to."""
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
            column(name, language): value
            for language, by_key in texts.items()
            for name, value in columns_from(partly_translated(content, language, by_key)).items()
        }
        model = MODEL_OF[source.work.type]
        model._default_manager.filter(content_id=source.work_id).update(**values)
