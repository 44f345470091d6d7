"""What can stand in the way of a translator, each with the words that the translator is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editions.models import Edition
from editions.segments import Segment
from factsheets.models import Right, SegmentTranslation
from factsheets.models.rights import may
from factsheets.naming import language_name


class TranslationRefused(Exception):
    """This cannot be done; the message says why and what to do."""


class SegmentTaken(TranslationRefused):
    """Somebody else saved segments meanwhile. `theirs` is what stands there by key, None where nothing does."""

    def __init__(self, theirs: Mapping[str, SegmentTranslation | None]) -> None:
        super().__init__(
            _("Somebody else has saved “%(keys)s” since you opened it. Compare both texts.")
            % {"keys": ", ".join(theirs)}
        )
        self.theirs = theirs


class SourceChanged(TranslationRefused):
    """The source moved on while somebody worked. `now` is its text by key as the newest edition has it."""

    def __init__(self, now: Mapping[str, Segment]) -> None:
        super().__init__(
            _("The source of “%(keys)s” has changed since you opened it. Read what it says now.")
            % {"keys": ", ".join(now)}
        )
        self.now = now


class InvalidTranslation(TranslationRefused):
    """Texts that would mislead their readers; `problems` says how, by segment key."""

    def __init__(self, problems: Mapping[str, Sequence[str]]) -> None:
        super().__init__("\n".join(f"{key}: {' '.join(said)}" for key, said in problems.items()))
        self.problems = problems


class NotFullyConfirmed(TranslationRefused):
    """No source edition has all its segments confirmed. `keys` are those that the newest one lacks."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(
            ngettext(
                "%(count)s segment is not yet translated and confirmed.",
                "%(count)s segments are not yet translated and confirmed.",
                len(keys),
            )
            % {"count": len(keys)}
        )
        self.keys = keys


def refuse_unless(user: User, right: Right, language: str) -> None:
    """Raise PermissionDenied if the person lacks the right, TranslationRefused if the language is not enabled."""
    if not may(user, right, language):
        raise PermissionDenied(
            _("You do not have the right to do this in “%(language)s”: %(right)s.")
            % {"language": language_name(language), "right": right.label}
        )
    if language not in settings.CONTENT_LANGUAGES:
        raise TranslationRefused(
            _("The language “%(language)s” is not enabled on this site.") % {"language": language}
        )


def source_edition(content_id: UUID) -> Edition:
    """The newest edition of the source. Raises TranslationRefused while there is none that can be read."""
    of_source = Edition.objects.filter(work=content_id, language=F("work__source_language"))
    edition = of_source.select_related("work", "redaction").order_by("version").last()
    if edition is None or hasattr(edition, "redaction"):
        raise TranslationRefused(_("This sheet has not been published yet, so there is nothing to translate."))
    return edition
