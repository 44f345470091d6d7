"""Words: the few sentences of our own in a feed, each labelled with the language that it really is in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from editions import languages

from .news import Entry

TITLE = _("Fact sheets: what is new")
CHANGED = _("What changed: %(value)s")
REVIEWED = _("Last reviewed: %(value)s")
NEXT_REVIEW = _("Next review: %(value)s")


class Said(NamedTuple):
    """A sentence and the tag of its language."""

    text: str
    tag: str


def said(sentence: Promise, language: str, **values: str) -> Said:
    """The sentence in this language, or in English where the catalogue has no translation of it."""
    with translation.override("en"):
        english = str(sentence)
    if language in dict(settings.LANGUAGES):
        with translation.override(language):
            text = str(sentence)
    else:
        text = english
    is_translated = text != english
    return Said(text % values if values else text, languages.language(language).tag if is_translated else "en")


def feed_title(language: str, topic: str | None) -> Said:
    """What the feed is called, with the language that it is about in its own name."""
    title = said(TITLE, language)
    about = [languages.language(language).native_name, *([topic] if topic else [])]
    return Said(f"{title.text} ({', '.join(about)})", title.tag)


def body_of(entry: Entry, language: str) -> str:
    """The entry as HTML: what it is about, what changed, and when it was reviewed; each in its own language."""
    return "\n".join(_paragraphs(entry, language, languages.language(language).tag))


def _paragraphs(entry: Entry, language: str, tag: str) -> Iterator[SafeString]:
    if entry.notice and entry.notice_language:
        yield _paragraph(Said(entry.notice, entry.notice_language))
    if entry.summary:
        yield _paragraph(Said(entry.summary, tag))
    for sentence, value in (
        (CHANGED, entry.note),
        (REVIEWED, entry.last_reviewed),
        (NEXT_REVIEW, entry.next_review),
    ):
        if value:
            yield _paragraph(said(sentence, language, value=value))


def _paragraph(text: Said) -> SafeString:
    return format_html('<p lang="{}" dir="{}">{}</p>', text.tag, languages.direction_of(text.tag), text.text)
