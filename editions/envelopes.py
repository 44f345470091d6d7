"""Envelopes: the small part of an answer that changes beside the immutable bytes of an edition.

Slug, statuses of every language, newest source version, withdrawal. Written as JSON into the work's row by each act,
so that a status change is one UPDATE and rewrites no edition's bytes.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils import timezone

from .models import Publication, Work
from .models.publications import SERVED


def refresh(work: Work) -> None:
    """Write the work's envelope anew and raise its version; also of the works that name this one as replacement."""
    _write(work)
    for replaced in Work.objects.filter(replacement=work):
        _write(replaced)


def _write(work: Work) -> None:
    work.envelope = json.dumps(_envelope_of(work), ensure_ascii=False, separators=(",", ":"))
    work.envelope_version += 1
    work.envelope_changed_at = timezone.now()
    work.save(update_fields=["envelope", "envelope_version", "envelope_changed_at"])


def _envelope_of(work: Work) -> dict[str, Any]:
    publications = list(work.publications.select_related("edition", "edition__made_from").order_by("language"))
    source = next((p for p in publications if p.language == work.source_language), None)
    return {
        "slug": _current_slug(work),
        "source_language": work.source_language,
        "source_version": source.edition.version if source else None,
        "languages": [_language_line(publication) for publication in publications],
        "withdrawal": _withdrawal_of(work),
    }


def _language_line(publication: Publication) -> dict[str, Any]:
    line: dict[str, Any] = {"code": publication.language, "status": publication.status}
    if publication.status in SERVED:
        line |= {"version": publication.edition.version, "edition": str(publication.edition_id)}
    if publication.held_reason:
        line["reason"] = publication.held_reason
    return line


def _withdrawal_of(work: Work) -> dict[str, Any] | None:
    if not work.withdrawn_at:
        return None
    replacement = work.replacement
    return {
        "at": work.withdrawn_at.isoformat(),
        "reason": work.withdrawal_reason,
        "note": work.withdrawal_note,
        "replacement": {"id": str(replacement.id), "type": replacement.type, "slug": _current_slug(replacement)}
        if replacement
        else None,
    }


def _current_slug(work: Work) -> str:
    return work.slugs.get(current=True).slug
