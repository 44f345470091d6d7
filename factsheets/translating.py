"""Translating: saving, confirming and releasing a language, segment by segment.

The workspace, file imports and the demo all come through here. Work is done on *editions* of the source, never on
drafts. Each act is atomic, checks the person's right in that language, and compares before it sets: whoever is second
gets `SegmentTaken` with both texts and loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editions import segments
from editions.currency import gravest
from editions.models import Edition, Work
from editions.models.editions import Redacted
from editions.releases import Evidence, Notice, release_translation
from editions.segments import Segment, segments_of
from editions.vocabulary import ChangeKind, TranslationMethod

from .copying import first_version
from .guards import problems_with_translation
from .materialising import materialise
from .models import Right, SegmentTranslation
from .models.rights import may


class TranslationRefused(Exception):
    """This cannot be done; the message says why and what to do."""


class SegmentTaken(TranslationRefused):
    """Somebody else saved the segment meanwhile. `theirs` is what stands there, `yours` what you sent."""

    def __init__(self, theirs: SegmentTranslation | None, yours: str) -> None:
        super().__init__(_("Somebody else has saved this segment since you opened it. Compare both texts."))
        self.theirs = theirs
        self.yours = yours


class InvalidTranslation(TranslationRefused):
    """The text would mislead its readers; `problems` says how."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class NotFullyConfirmed(TranslationRefused):
    """No source edition has all its segments confirmed. `keys` are those that the newest one lacks."""

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__(
            _("%(count)s segments are not yet translated and confirmed for any edition of the source.")
            % {"count": len(keys)}
        )
        self.keys = keys


@dataclass(frozen=True, slots=True)
class SegmentState:
    """A segment of the current source edition beside its translation. `changed`: made from an older text."""

    source: Segment
    translation: SegmentTranslation | None
    changed: bool

    @property
    def is_done(self) -> bool:
        """Confirmed for the source text as it is now."""
        return self.translation is not None and self.translation.confirmed and not self.changed


def states(content_id: UUID, language: str) -> list[SegmentState]:
    """Every segment of the current source edition in reading order with its state in the language."""
    rows = {row.key: row for row in SegmentTranslation.objects.of(content_id, language)}
    return [
        SegmentState(segment, row, changed=row is not None and row.source_hash != segment.hash)
        for segment in segments_of(_source_of(content_id).value())
        for row in [rows.get(segment.key)]
    ]


@transaction.atomic
def save_segment(
    content_id: UUID,
    language: str,
    key: str,
    text: str,
    *,
    by: AbstractBaseUser,
    expected_version: int = 0,
    method: TranslationMethod = TranslationMethod.HUMAN,
) -> SegmentTranslation:
    """Store a translation of a segment of the current source edition, unconfirmed.

    `expected_version` is the version that the writer saw, 0 for none. Raises PermissionDenied, SegmentTaken,
    InvalidTranslation, or TranslationRefused for an unknown segment or a language that is not enabled.
    """
    _refuse_unless(by, Right.TRANSLATE, language)
    edition, segment = _segment(content_id, language, key)
    if problems := problems_with_translation(segment, text, language):
        raise InvalidTranslation(problems)
    row = _taken_row(content_id, language, key, text, expected_version)
    row.text = text.strip()
    row.source_text, row.source_hash, row.source_edition = segment.text, segment.hash, edition.id
    row.confirmed, row.reviewer = False, ""
    row.method, row.translator = method, by.get_username()
    _store(row)
    materialise(edition, language)
    return row


@transaction.atomic
def confirm_segment(
    content_id: UUID, language: str, key: str, *, by: AbstractBaseUser, expected_version: int
) -> SegmentTranslation:
    """Say that the stored text is right for the segment as the current source edition has it.

    Raises PermissionDenied, SegmentTaken, InvalidTranslation (a number changed in the source, say) and
    TranslationRefused.
    """
    _refuse_unless(by, Right.REVIEW, language)
    edition, segment = _segment(content_id, language, key)
    row = SegmentTranslation.objects.of(content_id, language).select_for_update().filter(key=key).first()
    if row is None or row.version != expected_version:
        raise SegmentTaken(row, row.text if row else "")
    if problems := problems_with_translation(segment, row.text, language):
        raise InvalidTranslation(problems)
    row.source_text, row.source_hash, row.source_edition = segment.text, segment.hash, edition.id
    row.confirmed, row.reviewer = True, by.get_username()
    row.version += 1
    _store(row)
    return row


@transaction.atomic
def release_language(
    content_id: UUID, language: str, *, by: AbstractBaseUser, kind: ChangeKind | None = None, note: str = ""
) -> Edition | None:
    """Release the language from the newest source edition that is confirmed in every segment.

    Without `kind`, the edition carries the gravest kind of the source editions that it catches up with. Returns None
    if readers have exactly this already. Raises PermissionDenied, NotFullyConfirmed, ReleaseRefused (text older than
    the last safety change, or the source withdrawn) and TranslationRefused.
    """
    _refuse_unless(by, Right.RELEASE, language)
    _refuse_disabled(language)
    made_from = newest_confirmed(content_id, language)
    rows = {row.key: row for row in SegmentTranslation.objects.of(content_id, language).confirmed()}
    source = made_from.value()
    texts = {key: rows[key].text for key in segments.keys_of(source)}
    notice = Notice(kind or _kind_of_catching_up(made_from, language), note, by.get_username())
    used = [rows[key] for key in texts]
    return release_translation(
        segments.translated(source, language, texts), made_from=made_from, notice=notice, evidence=_evidence(used)
    )


def newest_confirmed(content_id: UUID, language: str) -> Edition:
    """The newest source edition for which every segment is confirmed. Raises NotFullyConfirmed."""
    confirmed = SegmentTranslation.objects.of(content_id, language).confirmed()
    done = set(confirmed.values_list("key", "source_hash"))
    newest = _source_of(content_id)
    for edition in Edition.objects.of_source(newest.work).reverse():
        if not _lacking(edition, done):
            return edition
    raise NotFullyConfirmed(_lacking(newest, done))


def _lacking(edition: Edition, done: set[tuple[str, str]]) -> list[str]:
    """Keys of the edition's segments that are not confirmed; a redacted edition can never be a source again."""
    try:
        content = edition.value()
    except Redacted:
        return [""]
    return [segment.key for segment in segments_of(content) if (segment.key, segment.hash) not in done]


def _kind_of_catching_up(made_from: Edition, language: str) -> ChangeKind:
    """What this release does to readers of the language's last edition."""
    last = Edition.objects.in_language(made_from.work, language).last()
    since = last.made_from.version if last and last.made_from else 0
    passed = Edition.objects.of_source(made_from.work).filter(version__gt=since, version__lte=made_from.version)
    kinds = [edition.change_kind for edition in passed]
    return (gravest(kinds) or ChangeKind.EDITORIAL) if last else ChangeKind.CONTENT


def _evidence(rows: Sequence[SegmentTranslation]) -> Evidence:
    """Everybody who had a hand in it; one machine-made segment makes the whole machine-assisted."""
    by_machine = any(row.method == TranslationMethod.MACHINE_ASSISTED for row in rows)
    return Evidence(
        method=TranslationMethod.MACHINE_ASSISTED if by_machine else TranslationMethod.HUMAN,
        translator=", ".join(sorted({row.translator for row in rows})),
        reviewer=", ".join(sorted({row.reviewer for row in rows if row.reviewer})),
    )


def _segment(content_id: UUID, language: str, key: str) -> tuple[Edition, Segment]:
    """The current source edition and its segment of that key."""
    _refuse_disabled(language)
    edition = _source_of(content_id)
    if language == edition.language:
        raise TranslationRefused(_("This is the source language. It is written in the page editor."))
    found = next((segment for segment in segments_of(edition.value()) if segment.key == key), None)
    if found is None:
        raise TranslationRefused(
            _("The current source edition has no segment “%(key)s”. Reload to see what has changed.")
            % {"key": key[:100]}
        )
    return edition, found


def _source_of(content_id: UUID) -> Edition:
    work = Work.objects.filter(id=content_id).first()
    edition = Edition.objects.of_source(work).select_related("work").last() if work else None
    if edition is None:
        raise TranslationRefused(_("This sheet has not been published yet, so there is nothing to translate."))
    return edition


def _taken_row(content_id: UUID, language: str, key: str, text: str, expected_version: int) -> SegmentTranslation:
    """The row to write, with its next version; SegmentTaken if somebody else was faster."""
    row = SegmentTranslation.objects.of(content_id, language).select_for_update().filter(key=key).first()
    if (row.version if row else 0) != expected_version:
        raise SegmentTaken(row, text)
    if row is None:
        return SegmentTranslation(content_id=content_id, language=language, key=key, version=1)
    row.version += 1
    return row


def _store(row: SegmentTranslation) -> None:
    row.changed_at = timezone.now()
    row.save()
    first_version(row).save()


def _refuse_unless(user: AbstractBaseUser, right: Right, language: str) -> None:
    if not may(user, right, language):
        raise PermissionDenied(
            _("You do not have the right to do this in “%(language)s”: %(right)s.")
            % {"language": language, "right": right.label}
        )


def _refuse_disabled(language: str) -> None:
    if language not in settings.CONTENT_LANGUAGES:
        raise TranslationRefused(
            _("The language “%(language)s” is not enabled on this site.") % {"language": language}
        )
