"""Issuing: writing the next edition of a language and pointing its publication at it; a part of every release."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils import timezone

from . import content as contents
from . import log, statuses
from .canonical import canonical_json, content_hash
from .composing import Composed, record_places
from .content import Content, Faq, Sheet
from .models import Act, Dependent, Edition, Publication, Work
from .projection import render_new
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
    composed: Composed,
    notice: Notice,
    *,
    made_from: uuid.UUID | None = None,
    evidence: Evidence | None = None,
    is_recomposed: bool = False,
) -> Edition:
    """Write the next edition of the content's language, whose words it holds, and its rendition.

    `made_from` is the id of the source edition that a translation was made from.
    """
    content = composed.content
    canonical = canonical_json(contents.to_data(content))
    latest = Edition.objects.in_language(work, content.language).values_list("version", flat=True).last()
    edition = Edition.objects.create(
        id=uuid.uuid4(),
        work=work,
        language=content.language,
        version=(latest or 0) + 1,
        schema=contents.SCHEMA,
        content=canonical,
        hash=content_hash(canonical),
        made_from_id=made_from,
        change_kind=notice.kind,
        change_note=notice.note,
        method=evidence.method if evidence else "",
        translator=evidence.translator if evidence else "",
        reviewer=evidence.reviewer if evidence else "",
        released_at=timezone.now(),
        released_by=notice.by,
        is_recomposed=is_recomposed,
    )
    record_places(edition, composed.places)
    render_new(edition)
    return edition


def publish(
    work: Work,
    edition: Edition,
    content: Content,
    *,
    act: Act,
    by: str,
    note: str,
    publication: Publication | None = None,
) -> Publication:
    """Point the language's publication at its new edition, give it its status and log the act.

    The edition was composed in this act, so that nothing of its neighbours waits to be put in any more. `publication`
    is the present one, if the caller has read it already.
    """
    Dependent.objects.filter(work=work, language=edition.language).delete()
    publication = publication or Publication.objects.filter(work=work, language=edition.language).first()
    publication = publication or Publication(work=work, language=edition.language)
    for name, value in (_columns_of_edition(edition) | _columns_of(content)).items():
        setattr(publication, name, value)
    publication.save()
    if not edition.is_recomposed:  # what a neighbour says changes nothing of one's own
        statuses.judge(work, [publication], are_new=True)
    statuses.settle([publication])
    log.record(work, act, by=by, publication=publication, note=note)
    return publication


def _columns_of_edition(edition: Edition) -> dict[str, object]:
    """What every publication repeats of its edition."""
    return {
        "work": edition.work,
        "edition": edition,
        "type": edition.work.type,
        "is_source": edition.language == edition.work.source_language,
        "released_at": edition.released_at,
    }


def _columns_of(content: Content) -> dict[str, object]:
    """What lists filter and sort by, of those types that have it."""
    title_key = content.title.casefold()[:255]  # “ß” becomes two letters
    columns: dict[str, object] = {"title": content.title[:255], "title_key": title_key}
    if isinstance(content, Sheet | Faq):
        columns |= {
            "publisher_slug": content.included.publisher.slug if content.included.publisher else "",
            "last_reviewed": content.review.last_reviewed,
            "next_review": content.review.next_review,
        }
    if isinstance(content, Sheet):
        columns |= {
            "section_kinds": " ".join(sorted({section.kind for section in content.sections})),
            "audience": " ".join(sorted(content.audience)),
        }
    return columns


def is_redacted(edition: Edition) -> bool:
    """True if the words of this edition were removed by order."""
    return hasattr(edition, "redaction")


def says_the_same(edition: Edition, content: Content) -> bool:
    """True if an edition of this content would hold the same words, in whatever form the older one is stored."""
    if is_redacted(edition):
        return False
    return edition.hash == hash_of(content) if edition.schema == contents.SCHEMA else edition.value() == content


def hash_of(content: Content) -> str:
    """The hash that an edition of this content has."""
    return content_hash(canonical_json(contents.to_data(content)))
