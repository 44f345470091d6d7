"""Saving and confirming segments: compare and set, so that whoever is second loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editions.models import Edition
from editions.segments import Segment, segments_of
from editions.vocabulary import TranslationMethod
from factsheets.guards import problems_with_translation
from factsheets.materialising import materialise
from factsheets.models import Right, SegmentTranslation, SegmentVersion
from factsheets.models.translations import history_line

from .refusals import InvalidTranslation, SegmentTaken, TranslationRefused, refuse_unless, source_edition


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wrote for a segment, and the version of the row that they saw while writing, 0 for none."""

    text: str
    seen_version: int = 0


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
        for segment in segments_of(source_edition(content_id).value())
        for row in [rows.get(segment.key)]
    ]


@transaction.atomic
def save_segments(
    content_id: UUID,
    language: str,
    drafts: Mapping[str, Draft],
    *,
    by: User,
    method: TranslationMethod = TranslationMethod.HUMAN,
) -> dict[str, SegmentTranslation]:
    """Store translations of segments of the current source edition by key, unconfirmed: all of them or none.

    Raises PermissionDenied, SegmentTaken, InvalidTranslation, and TranslationRefused for an unknown segment.
    """
    refuse_unless(by, Right.TRANSLATE, language)
    edition, segments = _segments(content_id, language, drafts)
    rows = _rows_as_seen(content_id, language, {key: draft.seen_version for key, draft in drafts.items()})
    _refuse_misleading(segments, {key: draft.text for key, draft in drafts.items()}, language)
    for key, draft in drafts.items():
        row = rows.setdefault(key, SegmentTranslation(content_id=content_id, language=language, key=key, version=0))
        row.text = draft.text.strip()
        row.confirmed, row.reviewer = False, ""
        row.method, row.translator = method, name_of(by)
        _store(row, segments[key], edition, by)
    materialise(edition, language)
    return rows


@transaction.atomic
def confirm_segments(
    content_id: UUID, language: str, seen_versions: Mapping[str, int], *, by: User
) -> dict[str, SegmentTranslation]:
    """Say that the stored texts are right for the segments as the current source edition has them.

    `seen_versions` names by key the version of the text that was read. Raises PermissionDenied, SegmentTaken,
    InvalidTranslation (a number changed in the source, say) and TranslationRefused.
    """
    refuse_unless(by, Right.REVIEW, language)
    edition, segments = _segments(content_id, language, seen_versions)
    rows = _rows_as_seen(content_id, language, seen_versions)
    if missing := [key for key in seen_versions if key not in rows]:
        raise TranslationRefused(_("There is no translation of “%(keys)s” yet.") % {"keys": ", ".join(missing)})
    _refuse_misleading(segments, {key: row.text for key, row in rows.items()}, language)
    for key, row in rows.items():
        row.confirmed, row.reviewer = True, name_of(by)
        _store(row, segments[key], edition, by)
    return rows


def name_of(user: User) -> str:
    """The name under which a person stands in the evidence."""
    return user.get_full_name() or user.get_username()


def _segments(content_id: UUID, language: str, keys: Mapping[str, object]) -> tuple[Edition, dict[str, Segment]]:
    """The current source edition and its segments of these keys."""
    edition = source_edition(content_id)
    if language == edition.language:
        raise TranslationRefused(_("This is the source language. It is written in the page editor."))
    found = {segment.key: segment for segment in segments_of(edition.value()) if segment.key in keys}
    if unknown := [key[:100] for key in keys if key not in found]:
        raise TranslationRefused(
            _("The current source edition has no segment “%(keys)s”. Reload to see what has changed.")
            % {"keys": ", ".join(unknown)}
        )
    return edition, found


def _rows_as_seen(content_id: UUID, language: str, seen: Mapping[str, int]) -> dict[str, SegmentTranslation]:
    """The rows of these keys, locked; SegmentTaken if one is not in the version that the writer saw."""
    stored = SegmentTranslation.objects.of(content_id, language).filter(key__in=seen).select_for_update()
    rows = {row.key: row for row in stored.order_by("key")}
    taken = {
        key: rows.get(key) for key, version in seen.items() if (rows[key].version if key in rows else 0) != version
    }
    if taken:
        raise SegmentTaken(taken)
    return rows


def _refuse_misleading(segments: Mapping[str, Segment], texts: Mapping[str, str], language: str) -> None:
    problems = {
        key: said for key, text in texts.items() if (said := problems_with_translation(segments[key], text, language))
    }
    if problems:
        raise InvalidTranslation(problems)


def _store(row: SegmentTranslation, segment: Segment, edition: Edition, by: User) -> None:
    """Write the row as made from this segment, and a line of its history."""
    row.source_text, row.source_hash, row.source_edition = segment.text, segment.hash, edition.id
    row.version += 1
    row.changed_at = timezone.now()
    row.save()
    SegmentVersion.objects.create(**history_line(row, by=name_of(by)))
