"""Issuing: writing the next edition of a language and pointing its publication at it; a part of every release."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils import timezone

from . import content as contents
from . import log, statuses
from .canonical import canonical_json, content_hash
from .content import Content
from .models import Act, Edition, Publication, Work
from .projection import render
from .vocabulary import ChangeKind


@dataclass(frozen=True, slots=True)
class Notice:
    """What a release tells its readers: what changed for them, and whose act it was."""

    kind: ChangeKind
    note: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a translation came about; every part goes into the edition."""

    method: str
    translator: str = ""
    reviewer: str = ""


def issue(
    work: Work,
    content: Content,
    notice: Notice,
    *,
    made_from: Edition | None = None,
    evidence: Evidence | None = None,
) -> Edition:
    """Write the next edition of the content's language, and its rendition."""
    canonical = canonical_json(contents.to_data(content))
    latest = Edition.objects.in_language(work, content.language).last()
    edition = Edition.objects.create(
        id=uuid.uuid4(),
        work=work,
        language=content.language,
        version=latest.version + 1 if latest else 1,
        schema=contents.SCHEMA,
        content=canonical,
        hash=content_hash(canonical),
        made_from=made_from,
        change_kind=notice.kind,
        change_note=notice.note,
        method=evidence.method if evidence else "",
        translator=evidence.translator if evidence else "",
        reviewer=evidence.reviewer if evidence else "",
        released_at=timezone.now(),
        released_by=notice.by,
    )
    render(edition)
    return edition


def publish(work: Work, edition: Edition, content: Content, *, act: Act, by: str, note: str) -> Publication:
    """Point the language's publication at its new edition, give it its status and log the act."""
    publication, _created = Publication.objects.update_or_create(
        work=work,
        language=edition.language,
        defaults={
            "edition": edition,
            "type": work.type,
            "is_source": edition.language == work.source_language,
            "title": content.title,
            "title_key": content.title.casefold()[:255],  # “ß” becomes two letters
            "publisher_slug": content.publisher.slug,
            "section_kinds": " ".join(sorted({section.kind for section in content.sections})),
            "released_at": edition.released_at,
            "last_reviewed": content.review.last_reviewed,
            "next_review": content.review.next_review,
        },
    )
    publication.work = work
    publication.edition = edition
    statuses.set_status(publication, statuses.due_status(publication))
    log.record(work, act, by=by, publication=publication, note=note)
    return publication


def is_redacted(edition: Edition) -> bool:
    """True if the words of this edition were removed by order."""
    return hasattr(edition, "redaction")


def says_the_same(edition: Edition, content: Content) -> bool:
    """True if an edition of this content would hold the same words."""
    return not is_redacted(edition) and edition.hash == hash_of(content)


def hash_of(content: Content) -> str:
    """The hash that an edition of this content has."""
    return content_hash(canonical_json(contents.to_data(content)))
