"""Notices: one sentence for readers about what a translation is, beside the fields for machines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from editions.models import Status
from editions.vocabulary import TranslationMethod

OUTDATED = _("The original has changed since this translation was made. Parts may be out of date.")
INCLUDED_OUTDATED = _("Something that this text includes has changed. Parts may be out of date.")
SUPERSEDED = _("A newer edition of this text has been released.")
MACHINE_ASSISTED = _("This text was translated with the help of a machine.")


class Notice(NamedTuple):
    """The sentences and the language that they are in; both None if there is nothing to say."""

    text: str | None
    language: str | None


def notice(*, language: str, status: str, method: str, by_neighbour: bool = False) -> Notice:
    """What a reader of this text ought to be told, in its language if we have a catalogue of it.

    `by_neighbour`: if it is outdated, then by something that it includes, since it has the newest words of its own.
    """
    sentences = list(_sentences(status, method, by_neighbour))
    if not sentences:
        return Notice(None, None)
    english = _in("en", sentences)
    if language not in dict(settings.LANGUAGES):
        return Notice(" ".join(english), "en")
    said = _in(language, sentences)
    # A sentence that is the same has not been translated, and English is never labelled Arabic.
    if any(ours == theirs for ours, theirs in zip(said, english, strict=True)):
        return Notice(" ".join(english), "en")
    return Notice(" ".join(said), language)


def _sentences(status: str, method: str, by_neighbour: bool) -> Iterator[str | Promise]:
    if status == Status.OUTDATED:
        yield INCLUDED_OUTDATED if by_neighbour else OUTDATED
    if status == "superseded":
        yield SUPERSEDED
    if method == TranslationMethod.MACHINE_ASSISTED:
        yield MACHINE_ASSISTED


def _in(language: str, sentences: list[str | Promise]) -> list[str]:
    with translation.override(language):
        return [str(sentence) for sentence in sentences]
