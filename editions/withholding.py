"""Withholding one language by hand, with a reason that readers are told, and ending it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from . import envelopes, log, statuses
from .following import News, follow
from .models import Act, Publication, Work
from .vocabulary import ChangeKind


class CannotWithhold(Exception):
    """There is nothing to withhold or to give back; the message says why."""


@transaction.atomic
def withhold(work_id: UUID, language: str, *, reason: str, by: str) -> Publication:
    """Stop serving one translation until `stop_withholding`. Raises CannotWithhold."""
    if not reason.strip():
        raise CannotWithhold(_("Give a reason. Readers see it instead of the text."))
    publication = _locked(work_id, language)
    if publication.is_source:
        raise CannotWithhold(_("The source language cannot be withheld. Unpublish the sheet instead."))
    return _hold(publication, reason.strip(), act=Act.WITHHELD, by=by)


@transaction.atomic
def stop_withholding(work_id: UUID, language: str, *, by: str) -> Publication:
    """Give the translation the status again that the rule gives; that may be withheld. Raises CannotWithhold."""
    publication = _locked(work_id, language)
    if not publication.held_reason:
        raise CannotWithhold(_("This language is not withheld by hand."))
    return _hold(publication, "", act=Act.NO_LONGER_WITHHELD, by=by)


def _locked(work_id: UUID, language: str) -> Publication:
    log.wait_for_turn()
    work = Work.objects.locked(work_id)
    publication = Publication.objects.filter(work_id=work_id, language=language).select_related("edition__made_from")
    found = publication.first()
    if work is None or found is None:
        raise CannotWithhold(_("This language has not been released."))
    found.work = work
    return found


def _hold(publication: Publication, reason: str, *, act: Act, by: str) -> Publication:
    publication.held_reason = reason
    publication.save(update_fields=["held_reason"])
    statuses.judge(publication.work, [publication])
    statuses.settle([publication])
    log.record(publication.work, act, by=by, publication=publication, note=reason)
    envelopes.refresh(publication.work)
    follow(publication.work, News(ChangeKind.CONTENT, by=by), languages=[publication.language])
    return publication
