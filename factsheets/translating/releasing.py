"""Releasing a language: the one act by which a translation reaches readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from editions import segments
from editions.currency import gravest
from editions.issuing import Evidence, Notice
from editions.log import wait_for_turn
from editions.models import Edition
from editions.models.editions import Redacted
from editions.releases import release_translation
from editions.vocabulary import ChangeKind, TranslationMethod
from factsheets.models import Right, SegmentTranslation

from .refusals import NotFullyConfirmed, refuse_unless, source_edition
from .saving import LONGEST_NAME


@transaction.atomic
def release_language(
    content_id: UUID, language: str, *, by: User, kind: ChangeKind | None = None, note: str = ""
) -> Edition | None:
    """Release the language from the newest source edition that is confirmed in every segment.

    Without `kind`, the edition carries the gravest kind of the source editions that it catches up with. Returns None
    if readers have exactly this already. Raises PermissionDenied, NotFullyConfirmed, TranslationRefused, and
    editions.releases.ReleaseRefused (text older than the last safety change, or the source withdrawn).
    """
    refuse_unless(by, Right.RELEASE, language)
    wait_for_turn()  # or a segment confirmed for a newer edition could slip in between the check and the release
    made_from = newest_confirmed(content_id, language)
    source = made_from.value()
    wanted = set(segments.keys_of(source))
    rows = SegmentTranslation.objects.of(content_id, language).confirmed().filter(key__in=wanted)
    content = segments.translated(source, language, {row.key: row.text for row in rows})
    notice = Notice(kind or _kind_of_catching_up(made_from, language), note, by.get_username())
    return release_translation(content, made_from=made_from, notice=notice, evidence=_evidence(list(rows)))


def newest_confirmed(content_id: UUID, language: str) -> Edition:
    """The newest source edition for which every segment is confirmed. Raises NotFullyConfirmed."""
    confirmed = SegmentTranslation.objects.of(content_id, language).confirmed()
    done = set(confirmed.values_list("key", "source_hash"))
    newest = source_edition(content_id)
    for edition in Edition.objects.of_source(newest.work).select_related("redaction").reverse():
        if not _lacking(edition, done):
            return edition
    raise NotFullyConfirmed(_lacking(newest, done))


def _lacking(edition: Edition, done: set[tuple[str, str]]) -> list[str]:
    """Keys of the edition's segments that are not confirmed; a redacted edition can never be a source again."""
    try:
        content = edition.value()
    except Redacted:
        return [""]
    return [segment.key for segment in segments.segments_of(content) if (segment.key, segment.hash) not in done]


def _kind_of_catching_up(made_from: Edition, language: str) -> ChangeKind:
    """What this release does to readers of the language's last edition."""
    last = Edition.objects.in_language(made_from.work, language).last()
    if last is None:
        return ChangeKind.CONTENT
    since = last.made_from.version if last.made_from else 0
    passed = Edition.objects.of_source(made_from.work).filter(version__gt=since, version__lte=made_from.version)
    return gravest(passed.values_list("change_kind", flat=True)) or ChangeKind.EDITORIAL


def _evidence(rows: Sequence[SegmentTranslation]) -> Evidence:
    """Everybody who had a hand in it; one machine-made segment makes the whole machine-assisted."""
    by_machine = any(row.method == TranslationMethod.MACHINE_ASSISTED for row in rows)
    return Evidence(
        method=TranslationMethod.MACHINE_ASSISTED if by_machine else TranslationMethod.HUMAN,
        translator=_names(row.translator for row in rows),
        reviewer=_names(row.reviewer for row in rows),
    )


def _names(names: Iterable[str]) -> str:
    """Each person once; a list that is too long for the record says that there are more."""
    joined = ", ".join(sorted({name for name in names if name}))
    return joined if len(joined) <= LONGEST_NAME else f"{joined[: LONGEST_NAME - 1]}…"
