"""Snapshots: what was written in, a plain Content out. `columns_from` goes the other way.

The neighbours that a content includes are named by id here; their words are put in at release (`editions.composing`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from editions.content import AnyContent, Content, Faq, Publisher, Reference, Sheet, Term, Topic

from .pages import faq_columns, faq_of, reference_of, sheet_columns, sheet_of
from .snippets import publisher_of, term_of, topic_of

if TYPE_CHECKING:
    from factsheets.models import Authored

__all__ = ["columns_from", "snapshot"]

_OF_TYPE: dict[str, Any] = {
    "factsheet": sheet_of,
    "faq": faq_of,
    "reference": reference_of,
    "publisher": publisher_of,
    "topic": topic_of,
    "term": term_of,
}


def snapshot(authored: Authored, language: str, *, strict: bool = True) -> AnyContent:
    """The content as it stands in this language.

    Raises inline.InvalidInline if a text holds more than the inline vocabulary; with `strict=False`, for previews of
    drafts, such a text is shown without its marks instead.
    """
    content: AnyContent = _OF_TYPE[authored.released_as](authored, language, strict=strict)
    return content


def columns_from(content: Content) -> dict[str, Any]:
    """The translated fields, by their bare names, that `snapshot` would read as this content."""
    match content:
        case Sheet():
            return sheet_columns(content)
        case Faq():
            return faq_columns(content)
        case Reference():
            return {"note": content.note}
        case Publisher():
            names = ("contact", "disclaimer", "copyright", "acknowledgement")
            return {name: getattr(content, name) for name in names}
        case Topic():
            return {"name": content.title, "summary": content.summary}
        case Term():
            return {"term": content.title, "definition": content.definition}
    raise TypeError(type(content))
