"""Redaction: removing the words of an edition by order (court, privacy, copyright). The only act that touches one."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import envelopes, log
from .canonical import canonical_json
from .composing import uncomposed
from .issuing import hash_of
from .models import Act, Edition, Publication, Redaction, Rendition, Work


class CannotRedact(Exception):
    """The edition cannot be redacted; the message says why and what to do first."""


@transaction.atomic
def redact(edition_id: UUID, *, reason: str, by: str) -> Redaction:
    """Replace the edition's words by a tombstone with the reason and the hash of what stood there.

    Raises CannotRedact for an edition that readers are served now (withdraw or release first), by itself or within
    another content; for one that is redacted already; or without a reason.
    """
    log.wait_for_turn()
    edition = Edition.objects.select_related("work").filter(id=edition_id).first()
    if edition is None or not reason.strip():
        raise CannotRedact(_("Name an edition that exists and give the reason that its readers will see."))
    work = Work.objects.locked(edition.work_id)
    assert work is not None  # the foreign key is PROTECT
    _refuse_if_served(edition)
    if hasattr(edition, "redaction"):
        raise CannotRedact(_("This edition was redacted before. Its words are gone already."))
    redaction = Redaction.objects.create(
        edition=edition,
        reason=reason.strip(),
        original_hash=edition.hash,
        words_hash=hash_of(uncomposed(edition.value())),
        at=timezone.now(),
        by=by,
    )
    tombstone = canonical_json({"redacted": {"reason": reason.strip(), "hash": edition.hash}})
    Edition.objects.filter(id=edition.id).update(content=tombstone)
    Redaction.objects.filter(id=redaction.id).update(open=False)
    Rendition.objects.filter(edition=edition).delete()
    Publication.objects.filter(edition=edition).update(title="", title_key="")
    log.record(work, Act.REDACTED, by=by, edition=edition, note=reason.strip())
    envelopes.refresh(work)
    return redaction


def _refuse_if_served(edition: Edition) -> None:
    if Publication.objects.served().filter(edition=edition).exists():
        raise CannotRedact(
            _("Readers are being served this edition. Withhold, unpublish or replace it first, then redact it.")
        )
    within = Publication.objects.served().filter(edition__inclusions__included=edition).order_by("title")
    if titles := [f"{title} ({language})" for title, language in within.values_list("title", "language")[:5]]:
        raise CannotRedact(
            _("Readers are being served these words within %(titles)s. Take them out there first, then redact them.")
            % {"titles": ", ".join(titles)}
        )
