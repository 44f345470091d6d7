"""The editor's preview: the draft as a reader will see it, rendered by the same code as the API's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.safestring import mark_safe

from editions.languages import BY_CODE
from editions.rendering import block_html

from .snapshot import snapshot

if TYPE_CHECKING:
    from .models import FactSheet


def preview_context(page: FactSheet) -> dict[str, Any]:
    """What `preview.html` shows: the snapshot that would be released, and the direction of its language."""
    sheet = snapshot(page, page.source_language, strict=False)
    return {
        "sheet": sheet,
        "language": BY_CODE[page.source_language],
        "sections": [
            # Safe: block_html escapes every text and writes only the inline vocabulary.
            {"section": section, "html": [mark_safe(block_html(block)) for block in section.blocks]}  # noqa: S308
            for section in sheet.sections
        ],
    }
