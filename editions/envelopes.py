"""Envelopes: the small part of an answer that changes beside the immutable bytes of an edition.

Slug, statuses of every language, newest source version, withdrawal. Written as JSON into the work's row by each act,
so that a status change is one UPDATE and rewrites no edition's bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from . import positions
from .models import Publication, Slug, Work
from .models.publications import SERVED


def refresh(work: Work) -> None:
    """Write the work's envelope anew and raise its version; also of the works that name this one as replacement."""
    refresh_all([work])


def refresh_all(works: Iterable[Work]) -> None:
    """The same for many at once, by a fixed number of queries to read them."""
    by_id = {work.id: work for work in works}
    if not by_id:
        return
    for replaced in Work.objects.filter(replacement__in=list(by_id)):
        by_id.setdefault(replaced.id, replaced)
    publications = _publications_of(by_id)
    slugs = _slugs_of({*by_id, *(work.replacement_id for work in by_id.values() if work.replacement_id)})
    for work in by_id.values():
        _write(work, _envelope_of(work, publications.get(work.id, []), slugs))
    positions.move(by_id)


def refresh_language(work: Work, publication: Publication) -> None:
    """Write the line of one language anew, where an act has touched nothing else: nothing is read for it."""
    envelope = json.loads(work.envelope)
    lines = {line["code"]: line for line in envelope["languages"]}
    lines[publication.language] = _language_line(publication)
    envelope["languages"] = [lines[code] for code in sorted(lines)]
    if publication.language == work.source_language:
        envelope["source_version"] = publication.edition.version
    _write(work, envelope)
    positions.move([work.id])


def _write(work: Work, envelope: dict[str, Any]) -> None:
    work.envelope = json.dumps(envelope, ensure_ascii=False, separators=(",", ":"))
    work.envelope_version += 1
    work.envelope_changed_at = timezone.now()
    work.save(update_fields=["envelope", "envelope_version", "envelope_changed_at"])


def _publications_of(works: Iterable[UUID]) -> dict[UUID, list[Publication]]:
    """The publications of each work by their language; of their editions the version alone is read."""
    found = Publication.objects.filter(work__in=list(works)).select_related("edition").order_by("language")
    by_work: dict[UUID, list[Publication]] = {}
    for each in found.only("work_id", "language", "status", "held_reason", "edition__version"):
        by_work.setdefault(each.work_id, []).append(each)
    return by_work


def _slugs_of(works: Iterable[UUID]) -> Mapping[UUID, str]:
    return dict(Slug.objects.filter(work__in=list(works), current=True).values_list("work_id", "slug"))


def _envelope_of(work: Work, publications: list[Publication], slugs: Mapping[UUID, str]) -> dict[str, Any]:
    source = next((each for each in publications if each.language == work.source_language), None)
    return {
        "slug": slugs[work.id],
        "source_language": work.source_language,
        "source_version": source.edition.version if source else None,
        "languages": [_language_line(publication) for publication in publications],
        "withdrawal": _withdrawal_of(work, slugs),
    }


def _language_line(publication: Publication) -> dict[str, Any]:
    line: dict[str, Any] = {"code": publication.language, "status": publication.status}
    if publication.status in SERVED:
        line |= {"version": publication.edition.version, "edition": str(publication.edition_id)}
    if publication.held_reason:
        line["reason"] = publication.held_reason
    return line


def _withdrawal_of(work: Work, slugs: Mapping[UUID, str]) -> dict[str, Any] | None:
    if not work.withdrawn_at:
        return None
    replacement = work.replacement
    return {
        "at": work.withdrawn_at.isoformat(),
        "reason": work.withdrawal_reason,
        "note": work.withdrawal_note,
        "replacement": {"id": str(replacement.id), "type": replacement.type, "slug": slugs[replacement.id]}
        if replacement
        else None,
    }
