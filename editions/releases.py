"""Releases: the acts that make an edition. Everything that publishes, schedules or imports comes through here.

`release_source` for the language a content is written in, `release_translation` for the others. Both are atomic, lock
the work, leave a Change, and return the edition they made or None if there was nothing new to release.
"""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import envelopes, log, slugs, statuses, withdrawals
from .carrying import carry_forward
from .content import Content
from .issuing import Evidence, Notice, hash_of, issue, publish, says_the_same
from .models import Act, Edition, Redaction, Work
from .segments import keys_of, segments_of, translated


class ReleaseRefused(Exception):
    """This release would mislead a reader; the message says why and what to do."""


@transaction.atomic
def release_source(content: Content, *, slug: str, notice: Notice) -> Edition | None:
    """Release the source language: next edition if the words differ, reinstatement if it was withdrawn.

    Translations whose words are untouched are carried forward; the others get the status that the rule gives. Raises
    slugs.SlugRefused and ReleaseRefused.
    """
    _refuse_shared_keys(content)
    log.wait_for_turn()
    work = _work_of(content, slug, notice)
    renamed = slugs.take(work, slug, by=notice.by)
    previous = Edition.objects.of_source(work).last()
    unchanged = previous is not None and says_the_same(previous, content)
    if unchanged and not (renamed or work.is_withdrawn):
        return None
    _refuse_redacted_words(work, content)
    edition = None if unchanged else issue(work, content, notice)
    if work.is_withdrawn:
        withdrawals.lift(work)
    if edition:
        publish(work, edition, content, act=Act.RELEASED, by=notice.by, note=notice.note)
        carry_forward(work, edition, content, by=notice.by)
    statuses.bring_up_to_date(work, by=notice.by, cause=edition)
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
    if previous and previous.made_from == made_from and says_the_same(previous, content):
        return None
    _refuse_redacted_words(work, content)
    edition = issue(work, content, notice, made_from=made_from, evidence=evidence)
    publish(work, edition, content, act=Act.RELEASED, by=notice.by, note=notice.note)
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


def _refuse_shared_keys(content: Content) -> None:
    """Two pieces with one key would share one translation."""
    shared = [key for key, count in Counter(keys_of(content)).items() if count > 1]
    if shared:
        raise ReleaseRefused(
            _("Two pieces of the sheet have the same identifier: %(keys)s. Save the sheet in the editor again.")
            % {"keys": ", ".join(shared[:5])}
        )


def _refuse_redacted_words(work: Work, content: Content) -> None:
    if Redaction.objects.filter(edition__work=work, original_hash=hash_of(content)).exists():
        raise ReleaseRefused(_("These words were removed by order and cannot be released again. Change the text."))


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
