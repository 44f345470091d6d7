"""Keeping each translation's status true to the rule in `currency`, whenever a source edition or a hold changes."""

from __future__ import annotations

from django.conf import settings

from . import log
from .currency import status_after
from .models import Act, Edition, Publication, Status, Work
from .models.publications import SERVED
from .vocabulary import ChangeKind


def kinds_since(work: Work, edition: Edition) -> list[str]:
    """Change kinds of the source editions after the one that this translation was made from, oldest first."""
    made_from_version = edition.made_from.version if edition.made_from else edition.version
    newer = Edition.objects.of_source(work).filter(version__gt=made_from_version)
    return list(newer.values_list("change_kind", flat=True))


def due_status(publication: Publication) -> Status:
    """The status that the publication ought to have: the rule, unless withheld by hand, redacted or withdrawn."""
    work = publication.work
    if work.is_withdrawn:
        return Status.WITHDRAWN
    if publication.held_reason or hasattr(publication.edition, "redaction"):
        return Status.WITHHELD
    if publication.language == work.source_language:
        return Status.CURRENT
    return status_after(kinds_since(work, publication.edition), safety_policy=settings.SAFETY_POLICY)


def bring_up_to_date(work: Work, *, by: str, cause: Edition | None = None) -> list[Publication]:
    """Give every publication the status it ought to have; log and return those that changed.

    `cause` is the source edition that may have changed them: its kind and note go into the log.
    """
    changed = []
    for publication in Publication.objects.filter(work=work).select_related(
        "edition__made_from", "edition__redaction"
    ):
        publication.work = work
        was_withdrawn = publication.status == Status.WITHDRAWN
        if set_status(publication, due_status(publication)):
            back = was_withdrawn and publication.status in SERVED
            act = Act.REINSTATED if back else Act.STATUS_CHANGED
            log.record(work, act, by=by, publication=publication, cause=cause)
            changed.append(publication)
    return changed


def set_status(publication: Publication, status: Status) -> bool:
    """Write the status if it differs; say whether it did."""
    if publication.status == status:
        return False
    publication.status = status
    publication.save(update_fields=["status"])
    return True


def last_safety_version(work: Work) -> int:
    """Version of the newest source edition that was released as a safety change, 0 if there was none.

    The first edition replaces nothing, so it is no safety change for anybody.
    """
    safety = Edition.objects.of_source(work).filter(change_kind=ChangeKind.SAFETY, version__gt=1).last()
    return safety.version if safety else 0
