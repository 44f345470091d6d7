"""Writing the log of changes; every act in this package takes its turn and ends here, inside its own transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import connection
from django.utils import timezone

from .models import Act, Change, Edition, Publication, Work
from .models.publications import SERVED

# One key for the whole log: acts queue behind each other on PostgreSQL, so ids are given in the order in which
# transactions commit and a reader of the log cannot miss a late row. SQLite has one writer anyway.
_LOG_LOCK = 0x65646974


def wait_for_turn() -> None:
    """Let no other act run until this transaction ends. Every act begins with it, before any row is locked.

    An act touches other works than its own (envelopes of those that it replaces). If it queued only at its end, two
    acts could each wait for a row of the other, or write an envelope from statuses that the other has just changed.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOG_LOCK])


def record(
    work: Work,
    act: Act,
    *,
    by: str,
    publication: Publication | None = None,
    note: str = "",
    edition: Edition | None = None,
    cause: Edition | None = None,
) -> Change:
    """Append one line. With a publication, the line carries its language, status and edition.

    Kind and note are those of `cause`, the edition of another language that brought the act about, if there is one.
    """
    wait_for_turn()
    edition = edition or (publication.edition if publication else None)
    telling = cause or edition
    return Change.objects.create(
        work=work,
        language=publication.language if publication else "",
        act=act,
        status=publication.status if publication else "",
        edition=edition,
        kind=telling.change_kind if telling else "",
        note=note or (cause.change_note if cause else ""),
        at=timezone.now(),
        by=by,
    )


def record_statuses(
    publications: Iterable[Publication],
    *,
    by: str,
    cause: Edition | None = None,
    were_withdrawn: Collection[int] = (),
) -> None:
    """Append a line for each of these, whose status has changed: together, for there may be hundreds."""
    publications = list(publications)
    kinds = {} if cause else _kinds_of(publications)
    now = timezone.now()
    Change.objects.bulk_create(
        Change(
            work_id=each.work_id,
            language=each.language,
            act=Act.REINSTATED if each.pk in were_withdrawn and each.status in SERVED else Act.STATUS_CHANGED,
            status=each.status,
            edition_id=each.edition_id,
            kind=cause.change_kind if cause else kinds[each.edition_id],
            note=cause.change_note if cause else "",
            at=now,
            by=by,
        )
        for each in publications
    )


def _kinds_of(publications: list[Publication]) -> dict[UUID, str]:
    editions = Edition.objects.filter(id__in=[each.edition_id for each in publications])
    return dict(editions.values_list("id", "change_kind")) if publications else {}
