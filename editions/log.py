"""Writing the log of changes; every act in this package ends here, inside its own transaction."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from .models import Act, Change, Edition, Publication, Work

# One key for the whole log: writers of changes queue behind each other on PostgreSQL, so ids are given in the order
# in which transactions commit and a reader of the log cannot miss a late row. SQLite has one writer anyway.
_LOG_LOCK = 0x65646974


def record(
    work: Work,
    act: Act,
    *,
    by: str,
    publication: Publication | None = None,
    note: str = "",
    edition: Edition | None = None,
) -> Change:
    """Append one line. With a publication, the line carries its language, status and edition."""
    _queue_for_the_log()
    edition = edition or (publication.edition if publication else None)
    return Change.objects.create(
        work=work,
        language=publication.language if publication else "",
        act=act,
        status=publication.status if publication else "",
        edition=edition,
        kind=edition.change_kind if edition else "",
        note=note,
        at=timezone.now(),
        by=by,
    )


def _queue_for_the_log() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOG_LOCK])
