"""The editor's preview: the draft as a reader will see it, rendered by the same code as the API's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe

from editions.bibliography import vancouver
from editions.composing import compose_what_there_is
from editions.content import Block, Faq, Reference, ReferenceWords, Section, Sheet
from editions.languages import BY_CODE, direction_of
from editions.rendering import Rendering, rendering_of

from .images.pictures import picture
from .snapshots import snapshot

if TYPE_CHECKING:
    from .models import AuthoredPage


def preview_context(page: AuthoredPage) -> dict[str, Any]:
    """What `preview.html` shows: the snapshot that would be released, and the direction of its language."""
    content = compose_what_there_is(snapshot(page, page.source_language, strict=False))
    rendering = rendering_of(content, picture=picture)
    shown = {"content": content, "language": BY_CODE[page.source_language]}
    match content:
        case Sheet():
            return shown | _sheet(content, rendering)
        case Faq():
            return shown | {"html": _html(rendering, content.answer), **_included(content, rendering)}
        case Reference():
            return shown | {"reference": _reference(1, content), "text": vancouver.text_of(content.csl)}
    return shown


def _sheet(sheet: Sheet, rendering: Rendering) -> dict[str, Any]:
    return {"sections": [_section(section, rendering) for section in sheet.sections], **_included(sheet, rendering)}


def _section(section: Section, rendering: Rendering) -> dict[str, Any]:
    return {"section": section, "html": _html(rendering, section.blocks)}


def _included(content: Sheet | Faq, rendering: Rendering) -> dict[str, Any]:
    included = content.included
    return {
        "publisher": included.publisher,
        "faqs": [{"question": faq.question, "html": _html(rendering, faq.answer)} for faq in included.faqs],
        "references": [_reference(number, words) for number, words in enumerate(included.references, 1)],
        "terms": included.terms,
    }


def _html(rendering: Rendering, blocks: tuple[Block, ...]) -> list[SafeString]:
    """Safe: Rendering escapes every text and writes only the inline vocabulary."""
    return [mark_safe(rendering.html(block)) for block in blocks]  # noqa: S308


def _reference(number: int, words: ReferenceWords | Reference) -> dict[str, Any]:
    """A reference stands in its own language and direction, whatever the language around it."""
    language = words.csl.language or "en"
    return {
        "number": number,
        "text": vancouver.text_of(words.csl),
        "language": language,
        "direction": direction_of(language),
        "note": words.note,
        "standing": words.standing,
    }
