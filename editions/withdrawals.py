"""Withdrawals: taking a content back in every language, explaining it, and lifting it again."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from . import envelopes, log
from .following import News, follow
from .models import Act, Dependent, Publication, Status, WithdrawalReason, Work
from .search import index as search
from .vocabulary import ChangeKind


class UnusableReplacement(Exception):
    """The content named as replacement is unknown, withdrawn, or the withdrawn one itself."""


class NotWithdrawn(Exception):
    """Only a withdrawn content has a withdrawal to explain."""


@transaction.atomic
def withdraw(work_id: UUID, *, reason: WithdrawalReason, by: str) -> bool:
    """Take the content back in all languages; readers get 410 with the reason. Deleting is for ever.

    Says whether anything changed: a content never released, deleted, or withdrawn for the same reason already, is
    left alone.
    """
    log.wait_for_turn()
    work = Work.objects.locked(work_id)
    if work is None or work.deleted_at or (work.is_withdrawn and work.withdrawal_reason == reason):
        return False
    work.withdrawn_at = work.withdrawn_at or timezone.now()
    work.withdrawal_reason = reason
    if reason == WithdrawalReason.DELETED:
        work.deleted_at = timezone.now()
    work.save(update_fields=["withdrawn_at", "withdrawal_reason", "deleted_at"])
    Publication.objects.filter(work=work).update(status=Status.WITHDRAWN, own_status=Status.WITHDRAWN)
    search.forget(work)
    for publication in Publication.objects.filter(work=work).select_related("edition"):
        log.record(work, Act.WITHDRAWN, by=by, publication=publication, note=reason)
    envelopes.refresh(work)
    follow(work, News(ChangeKind.CONTENT, by=by))
    return True


@transaction.atomic
def explain(work_id: UUID, *, note: str, replacement_id: UUID | None, by: str) -> None:
    """Say in public words why a content was withdrawn and which one readers should use instead.

    Raises NotWithdrawn, and UnusableReplacement for one that readers cannot get either.
    """
    log.wait_for_turn()
    work = Work.objects.locked(work_id)
    if work is None or not work.is_withdrawn:
        raise NotWithdrawn(str(work_id))
    work.withdrawal_note = note
    work.replacement = _usable(replacement_id, instead_of=work) if replacement_id else None
    work.save(update_fields=["withdrawal_note", "replacement"])
    log.record(work, Act.WITHDRAWAL_EXPLAINED, by=by, note=note)
    envelopes.refresh(work)


def _usable(replacement_id: UUID, *, instead_of: Work) -> Work:
    replacement = Work.objects.filter(id=replacement_id, withdrawn_at__isnull=True).first()
    if replacement is None or replacement == instead_of:
        raise UnusableReplacement(str(replacement_id))
    return replacement


def lift(work: Work) -> None:
    """Forget the withdrawal; part of a release of the source, which gives every language its status again."""
    work.withdrawn_at = None
    work.deleted_at = None
    work.withdrawal_reason = ""
    work.withdrawal_note = ""
    work.replacement = None
    work.save(update_fields=["withdrawn_at", "deleted_at", "withdrawal_reason", "withdrawal_note", "replacement"])
    Dependent.objects.filter(work=work).update(not_before=timezone.now())  # what neighbours did meanwhile
