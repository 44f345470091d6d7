"""Shown: what a presenter is given, the frozen words of an edition and how they stand at the moment. Pure values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from editions import labels, languages
from editions.content import AnyContent
from editions.languages import Language, direction_of

from .cleaning import cleaned

Members = dict[str, Any]

NOT_IN_THIS_LANGUAGE = _("This text is not available in the language that was asked for. The original is shown.")
OUTDATED_IN_THIS_LANGUAGE = _("The translation that was asked for is out of date. The original is shown.")

_FALLBACKS: dict[str, Promise] = {
    "missing": NOT_IN_THIS_LANGUAGE,
    "withheld": NOT_IN_THIS_LANGUAGE,
    "outdated": OUTDATED_IN_THIS_LANGUAGE,
}


class Said(NamedTuple):
    """Words, and the BCP 47 tag of the language that they are in; empty if it is not known."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        """“ltr” or “rtl”."""
        return direction_of(self.language)


@dataclass(frozen=True, slots=True)
class Shown:
    """A content in the language served. `members` are those that stand beside its words in JSON, under their names.

    `status` is `source`, `current`, `outdated` or, of an edition, `superseded`.
    """

    content: AnyContent
    language: Language
    status: str
    notices: tuple[Said, ...]
    members: Members

    def said(self, text: str) -> Said:
        """Words of the content itself."""
        return Said(text, self.language.tag)

    def label(self, message: Promise) -> Said:
        """A word of ours, in the language of the content if our catalogues have it, else in English."""
        return Said(*labels.label(message, self.language.code))


def shown(content: AnyContent, members: Members) -> Shown:
    """The content with what JSON says beside it (`contents.identity`, `contents.standing`), or beside an edition."""
    members = cleaned(members)
    return Shown(
        content=cleaned(content),
        language=languages.language(content.language),
        status=members.get("status") or members["translation"]["status"],
        notices=tuple(notices_in(members)),
        members=members,
    )


def notices_in(members: Members) -> Iterator[Said]:
    """What readers ought to be told: why they read this language, and how it stands."""
    asked = members["language"]
    if fallback := _FALLBACKS.get(asked["reason"] or ""):
        wanted = languages.lookup([asked["requested"] or ""], languages.BY_CODE)
        yield Said(*labels.label(fallback, wanted or "en"))
    translation = members["translation"]
    if translation["notice"]:
        yield Said(translation["notice"], languages.language(translation["notice_language"]).tag)
