"""Writing the log of changes; every act in this package takes its turn and ends here, inside its own transaction."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from .models import Act, Change, Edition, Publication, Work

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
