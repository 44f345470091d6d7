"""Keeping each publication's status true, whenever a source edition, a hold or a neighbour changes.

A publication has a status of its own, by the rule in `currency`; what readers get goes by the worst of that, of the
neighbours whose words it holds (a sheet with an outdated disclaimer is outdated), and of what still waits to be put in
(a sheet with the old words of a question is not served while the new ones were written for safety).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.conf import settings
from django.db.models import F

from . import log
from .currency import status_after, worst
from .models import FROZEN, Dependent, Edition, Inclusion, Publication, Status, Work
from .search import index as search
from .vocabulary import ChangeKind

History = Sequence[tuple[int, str]]


def history_of(work: Work) -> History:
    """Version and change kind of the source editions, oldest first.

    Only of those in which the content itself changed: what its neighbours did shows in their own status.
    """
    own = Edition.objects.of_source(work).of_its_own_accord()
    return list(own.values_list("version", "change_kind"))


def kinds_since(history: History, edition: Edition) -> list[str]:
    """Change kinds of the source editions after the one that this translation was made from, oldest first."""
    made_from_version = edition.made_from.version if edition.made_from else edition.version
    return [kind for version, kind in history if version > made_from_version]


def bring_up_to_date(work: Work, *, by: str, cause: Edition | None = None) -> list[Publication]:
    """Give every publication the status it ought to have; log and return those that changed.

    `cause` is the source edition that may have changed them: its kind and note go into the log.
    """
    publications = list(
        Publication.objects.filter(work=work)
        .select_related("edition__made_from", "edition__redaction")
        .defer("edition__content", "edition__made_from__content")
    )
    were_withdrawn = {each.pk for each in publications if each.status == Status.WITHDRAWN}
    judge(work, publications)
    changed = settle(publications)
    log.record_statuses(changed, by=by, cause=cause, were_withdrawn=were_withdrawn)
    return changed


def judge(work: Work, publications: Iterable[Publication], *, are_new: bool = False) -> None:
    """Write the status that each has by itself: the rule, unless withheld by hand, redacted or withdrawn.

    Editions that `are_new` have not been redacted, which saves asking.
    """
    history: History | None = None
    for publication in publications:
        publication.work = work
        if history is None and _goes_by_the_rule(publication):
            history = history_of(work)
        is_redacted = not are_new and hasattr(publication.edition, "redaction")
        own = _own_status(publication, history or (), is_redacted=is_redacted)
        if publication.own_status != own:
            publication.own_status = own
            Publication.objects.filter(pk=publication.pk).update(own_status=own)


def _goes_by_the_rule(publication: Publication) -> bool:
    return publication.language != publication.work.source_language and not publication.work.is_withdrawn


def _own_status(publication: Publication, history: History, *, is_redacted: bool) -> Status:
    if publication.work.is_withdrawn:
        return Status.WITHDRAWN
    if publication.held_reason or is_redacted:
        return Status.WITHHELD
    if not _goes_by_the_rule(publication):
        return Status.CURRENT
    return status_after(kinds_since(history, publication.edition), safety_policy=settings.SAFETY_POLICY)


def settle(publications: Iterable[Publication]) -> list[Publication]:
    """Write the status that follows from all there is to consider; return those whose status changed.

    A fixed number of queries, however many publications there are, beside those for what is found anew.
    """
    publications = list(publications)
    beside = _statuses_beside(publications)
    changed: dict[Status, list[Publication]] = {}
    for publication in publications:
        status = worst([publication.own_status, *beside.get(publication.pk, ())])
        if publication.status != status:
            publication.status = status
            changed.setdefault(status, []).append(publication)
    for status, those in changed.items():
        Publication.objects.filter(pk__in=[each.pk for each in those]).update(status=status)
    search.keep(publications)
    return [publication for those in changed.values() for publication in those]


def _statuses_beside(publications: list[Publication]) -> dict[int, list[str]]:
    """By publication, the statuses that its neighbours and its waiting release ask for, where not current."""
    of_edition = {publication.edition_id: publication.pk for publication in publications}
    of_place = {(publication.work_id, publication.language): publication.pk for publication in publications}
    found: dict[int, list[str]] = {}
    for edition_id, status in _behind(of_edition):
        found.setdefault(of_edition[edition_id], []).append(status)
    waiting = Dependent.objects.filter(work_id__in={work_id for work_id, _language in of_place})
    for work_id, language, status in waiting.values_list("work_id", "language", "meanwhile"):
        if (work_id, language) in of_place:
            found.setdefault(of_place[work_id, language], []).append(status)
    return found


def _behind(editions: Iterable[UUID]) -> Iterable[tuple[UUID, str]]:
    """Editions with the status of each neighbour that is not current in the language of the words frozen."""
    behind = Inclusion.objects.filter(
        edition__in=list(editions),
        role__in=FROZEN,
        work__publications__language=F("language"),
        work__publications__status__in=[Status.OUTDATED, Status.WITHHELD],
    )
    return behind.values_list("edition_id", "work__publications__status")


def last_safety_version(work: Work) -> int:
    """Version of the newest source edition that was released as a safety change, 0 if there was none.

    The first edition replaces nothing, so it is no safety change for anybody.
    """
    safety = (version for version, kind in history_of(work) if kind == ChangeKind.SAFETY and version > 1)
    return max(safety, default=0)
