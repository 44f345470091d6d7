"""Saving and confirming segments: compare and set, so that whoever is second loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editions.log import wait_for_turn
from editions.models import Edition
from editions.segments import Segment, segments_of
from editions.vocabulary import TranslationMethod
from factsheets.guards import problems_with_translation
from factsheets.materialising import materialise
from factsheets.models import Right, SegmentTranslation, SegmentVersion
from factsheets.models.translations import history_line

from .refusals import (
    InvalidTranslation,
    SegmentTaken,
    SourceChanged,
    TranslationRefused,
    refuse_unless,
    source_edition,
)

LONGEST_NAME = 255

# What a write may change of a row that is there.
_WRITTEN = [
    *("text", "source_text", "source_hash", "source_edition", "confirmed"),
    *("method", "translator", "reviewer", "version", "changed_at"),
]


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody had before their eyes: the hash of the source text, and the version of the row, 0 for none."""

    source_hash: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wrote for a segment, and what they saw while writing."""

    text: str
    seen: Seen


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

    @property
    def seen(self) -> Seen:
        """What a person who is shown this state has seen: goes back with what they write or confirm."""
        return Seen(self.source.hash, self.translation.version if self.translation else 0)


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

    Raises PermissionDenied, SourceChanged, SegmentTaken, InvalidTranslation, and TranslationRefused for an unknown
    segment.
    """
    refuse_unless(by, Right.TRANSLATE, language)
    wait_for_turn()  # nobody publishes the source between what is checked here and what is written
    seen = {key: draft.seen for key, draft in drafts.items()}
    edition, segments = _segments_as_seen(content_id, language, seen)
    rows = _rows_as_seen(content_id, language, seen)
    _refuse_misleading(segments, {key: draft.text for key, draft in drafts.items()})
    for key, draft in drafts.items():
        row = rows.setdefault(key, SegmentTranslation(content_id=content_id, language=language, key=key, version=0))
        row.text = draft.text.strip()
        row.confirmed, row.reviewer = False, ""
        row.method, row.translator = method, name_of(by)
    _store(rows, segments, edition, by)
    materialise(edition, language)
    return rows


@transaction.atomic
def confirm_segments(
    content_id: UUID, language: str, seen: Mapping[str, Seen], *, by: User
) -> dict[str, SegmentTranslation]:
    """Say that the stored texts are right for the segments as the current source edition has them.

    `seen` names by key the source and the translation that were read. Raises PermissionDenied, SourceChanged,
    SegmentTaken, InvalidTranslation (a text that was stored before a guard existed, say) and TranslationRefused.
    """
    refuse_unless(by, Right.REVIEW, language)
    wait_for_turn()
    edition, segments = _segments_as_seen(content_id, language, seen)
    rows = _rows_as_seen(content_id, language, seen)
    if missing := [key for key in seen if key not in rows]:
        raise TranslationRefused(_("There is no translation of “%(keys)s” yet.") % {"keys": ", ".join(missing)})
    _refuse_misleading(segments, {key: row.text for key, row in rows.items()})
    for row in rows.values():
        row.confirmed, row.reviewer = True, name_of(by)
    _store(rows, segments, edition, by)
    return rows


def name_of(user: User) -> str:
    """The name under which a person stands in the evidence."""
    return (user.get_full_name() or user.get_username())[:LONGEST_NAME]


def _segments_as_seen(content_id: UUID, language: str, keys: Mapping[str, Seen]) -> tuple[Edition, dict[str, Segment]]:
    """The current source edition and its segments of these keys; SourceChanged if one says something else by now."""
    edition = source_edition(content_id)
    if language == edition.language:
        raise TranslationRefused(_("This is the source language. It is written in the page editor."))
    found = {segment.key: segment for segment in segments_of(edition.value()) if segment.key in keys}
    if unknown := [key[:100] for key in keys if key not in found]:
        raise TranslationRefused(
            _("The current source edition has no segment “%(keys)s”. Reload to see what has changed.")
            % {"keys": ", ".join(unknown)}
        )
    if changed := {key: segment for key, segment in found.items() if segment.hash != keys[key].source_hash}:
        raise SourceChanged(changed)
    return edition, found


def _rows_as_seen(content_id: UUID, language: str, seen: Mapping[str, Seen]) -> dict[str, SegmentTranslation]:
    """The rows of these keys, locked; SegmentTaken if one is not in the version that the writer saw."""
    stored = SegmentTranslation.objects.of(content_id, language).filter(key__in=seen).select_for_update()
    rows = {row.key: row for row in stored.order_by("key")}
    taken = {
        key: rows.get(key) for key, saw in seen.items() if (rows[key].version if key in rows else 0) != saw.version
    }
    if taken:
        raise SegmentTaken(taken)
    return rows


def _refuse_misleading(segments: Mapping[str, Segment], texts: Mapping[str, str]) -> None:
    problems = {key: said for key, text in texts.items() if (said := problems_with_translation(segments[key], text))}
    if problems:
        raise InvalidTranslation(problems)


def _store(
    rows: Mapping[str, SegmentTranslation], segments: Mapping[str, Segment], edition: Edition, by: User
) -> None:
    """Write the rows as made from these segments, and a line of history for each; three queries, however many."""
    now = timezone.now()
    for key, row in rows.items():
        row.source_text, row.source_hash = segments[key].text, segments[key].hash
        row.source_edition, row.changed_at = edition.id, now
        row.version += 1
    new, known = ([row for row in rows.values() if bool(row.pk) is is_known] for is_known in (False, True))
    SegmentTranslation.objects.bulk_create(new)
    # They exist and are locked, so every insert becomes an update; `bulk_update` takes longer than one query a row.
    SegmentTranslation.objects.bulk_create(known, update_conflicts=True, unique_fields=["id"], update_fields=_WRITTEN)
    SegmentVersion.objects.bulk_create(SegmentVersion(**history_line(row, by=name_of(by))) for row in rows.values())
