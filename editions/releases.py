"""Releases: the acts that make an edition. Everything that publishes, schedules or imports comes through here.

`release_source` for the language a content is written in, `release_translation` for the others. Both are atomic, lock
the work, leave a Change, and return the edition they made or None if there was nothing new to release.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cache

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import content as contents
from . import envelopes, log, slugs, statuses, withdrawals
from .canonical import canonical_json, content_hash
from .content import Content
from .models import Act, Edition, Publication, Work
from .projection import render
from .segments import segments_of, translated
from .vocabulary import ChangeKind


class ReleaseRefused(Exception):
    """This release would mislead a reader; the message says why and what to do."""


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


@transaction.atomic
def release_source(content: Content, *, slug: str, notice: Notice) -> Edition | None:
    """Release the source language: next edition if the words differ, reinstatement if it was withdrawn.

    Translations whose words are untouched are carried forward; the others get the status that the rule gives. Raises
    slugs.SlugRefused and ReleaseRefused.
    """
    log.wait_for_turn()
    work = _work_of(content, slug, notice)
    renamed = slugs.take(work, slug, by=notice.by)
    previous = Edition.objects.of_source(work).last()
    unchanged = previous is not None and _says_the_same(previous, content)
    if unchanged and not (renamed or work.is_withdrawn):
        return None
    edition = None if unchanged else _new_edition(work, content, notice)
    if work.is_withdrawn:
        withdrawals.lift(work)
    if edition:
        _publish(work, edition, content, act=Act.RELEASED, by=notice.by, note=notice.note)
        _carry_forward(work, edition, content, by=notice.by)
    statuses.bring_up_to_date(work, by=notice.by)
    envelopes.refresh(work)
    return edition


@transaction.atomic
def release_translation(content: Content, *, made_from: Edition, notice: Notice, evidence: Evidence) -> Edition | None:
    """Release one language of a content, made from the source edition `made_from`.

    Raises ReleaseRefused while the source is withdrawn, or if `made_from` is older than the last safety change or
    than what readers of the language have.
    """
    log.wait_for_turn()
    work = Work.objects.locked(content.id)
    if work is None or work.is_withdrawn:
        raise ReleaseRefused(_("The source is not published, so no translation of it can be released."))
    _check_made_from(work, content, made_from)
    _refuse_text_behind_safety(work, made_from)
    previous = Edition.objects.in_language(work, content.language).select_related("made_from").last()
    _refuse_going_back(made_from, previous)
    if previous and previous.made_from == made_from and _says_the_same(previous, content):
        return None
    edition = _new_edition(work, content, notice, made_from=made_from, evidence=evidence)
    _publish(work, edition, content, act=Act.RELEASED, by=notice.by, note=notice.note)
    envelopes.refresh(work)
    return edition


def _work_of(content: Content, slug: str, notice: Notice) -> Work:
    """The locked work of this content, made on its first release."""
    work = Work.objects.locked(content.id)
    if work is None:
        if problem := slugs.problem_with(type=content.type, slug=slug, work_id=content.id):
            raise slugs.SlugRefused(problem)
        return Work.objects.create(
            id=content.id, type=content.type, source_language=content.language, created_at=timezone.now()
        )
    if work.source_language != content.language:
        raise ReleaseRefused(
            _("This sheet is written in %(source)s. Its source language cannot change after the first release.")
            % {"source": work.source_language}
        )
    return work


def _refuse_text_behind_safety(work: Work, made_from: Edition) -> None:
    if made_from.version < (safety := statuses.last_safety_version(work)):
        raise ReleaseRefused(
            _(
                "This translation was made from source edition %(made_from)s, but edition %(safety)s changed it for "
                "the safety of its readers. Translate what changed since and confirm it first."
            )
            % {"made_from": made_from.version, "safety": safety}
        )


def _refuse_going_back(made_from: Edition, previous: Edition | None) -> None:
    if previous and previous.made_from and made_from.version < previous.made_from.version:
        raise ReleaseRefused(
            _(
                "Readers have a translation of source edition %(newer)s already, and this one was made from edition "
                "%(made_from)s. Confirm every segment of the newer edition first."
            )
            % {"newer": previous.made_from.version, "made_from": made_from.version}
        )


def _check_made_from(work: Work, content: Content, made_from: Edition) -> None:
    """A translation has the structure and the neutral parts of the source edition that it names, or it would lie."""
    is_source = made_from.work_id == work.id and made_from.language == work.source_language
    if not is_source or content.language == work.source_language:
        raise ValueError("A translation is made from a source edition of its own work, in another language.")
    texts = {segment.key: segment.text for segment in segments_of(content)}
    if content != translated(made_from.value(), content.language, texts):
        raise ValueError("A translation keeps the structure and the neutral parts of its source edition.")


def _new_edition(
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


def _publish(work: Work, edition: Edition, content: Content, *, act: Act, by: str, note: str) -> Publication:
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


def _carry_forward(work: Work, edition: Edition, source: Content, *, by: str) -> None:
    """Give each translation whose every word is still true an edition of the new source, in the same act.

    True are the words of a translation that was current until now and whose source segments are all the same: then
    only neutral parts differ (a review date, a link's place, the order), and these belong to the new edition.
    """
    words = set(segments_of(source))

    @cache
    def has_the_same_words(made_from: Edition) -> bool:
        return set(segments_of(made_from.value())) == words

    for publication in Publication.objects.translations_of(work).select_related(
        "edition__redaction", "edition__made_from__redaction"
    ):
        translation = publication.edition
        made_from = translation.made_from
        if made_from is None or _is_redacted(translation) or _is_redacted(made_from):
            continue
        newer_kinds = statuses.kinds_since(work, translation)[:-1]
        if any(kind != ChangeKind.EDITORIAL for kind in newer_kinds) or not has_the_same_words(made_from):
            continue
        texts = {segment.key: segment.text for segment in segments_of(translation.value())}
        content = translated(source, publication.language, texts)
        notice = Notice(ChangeKind.EDITORIAL, edition.change_note, by)
        evidence = Evidence(translation.method, translation.translator, translation.reviewer)
        carried = _new_edition(work, content, notice, made_from=edition, evidence=evidence)
        _publish(work, carried, content, act=Act.CARRIED_FORWARD, by=by, note=edition.change_note)


def _is_redacted(edition: Edition) -> bool:
    return hasattr(edition, "redaction")


def _says_the_same(edition: Edition, content: Content) -> bool:
    return not _is_redacted(edition) and edition.hash == hash_of(content)


def hash_of(content: Content) -> str:
    """The hash that an edition of this content has."""
    return content_hash(canonical_json(contents.to_data(content)))
