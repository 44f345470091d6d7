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
from .composing import CannotCompose, Composed, compose, uncomposed
from .content import Content
from .following import News, follow
from .issuing import Evidence, Notice, hash_of, is_redacted, issue, publish, says_the_same
from .models import Act, Dependent, Edition, Redaction, Work
from .segments import keys_of, segments_of, translated
from .vocabulary import ChangeKind


class ReleaseRefused(Exception):
    """This release would mislead a reader; the message says why and what to do."""


class NeighboursMissing(ReleaseRefused):
    """Something that the content includes is not released in its language. `missing` says what."""

    def __init__(self, problem: CannotCompose) -> None:
        super().__init__(
            _("It includes what readers of this language do not get: %(names)s. Release that first, or take it out.")
            % {"names": problem}
        )
        self.missing = problem.missing


@transaction.atomic
def release_source(content: Content, *, slug: str, notice: Notice) -> Edition | None:
    """Release the source language: next edition if the words differ, reinstatement if it was withdrawn.

    The words of its neighbours are put in here, as they are released. Translations whose words are untouched are
    carried forward; the others get the status that the rule gives. Raises slugs.SlugRefused and ReleaseRefused.
    """
    _refuse_shared_keys(content)
    log.wait_for_turn()
    composed = _composed(content)
    content = composed.content
    work = _work_of(content, slug, notice)
    renamed = slugs.take(work, slug, by=notice.by)
    previous = Edition.objects.of_source(work).last()
    unchanged = previous is not None and says_the_same(previous, content)
    was_withdrawn = work.is_withdrawn
    if unchanged and not (renamed or was_withdrawn):
        return None
    _refuse_redacted_words(work, content)
    edition = None if unchanged else _issued(work, composed, notice, previous)
    if was_withdrawn:
        withdrawals.lift(work)
    if edition:
        act = Act.RECOMPOSED if edition.is_recomposed else Act.RELEASED
        publish(work, edition, content, act=act, by=notice.by, note=edition.change_note)
        carry_forward(work, edition, content, by=notice.by)
    statuses.bring_up_to_date(work, by=notice.by, cause=edition)
    envelopes.refresh(work)
    follow(work, _news(notice, edition, was_withdrawn=was_withdrawn))
    return edition


def _issued(work: Work, composed: Composed, notice: Notice, previous: Edition | None) -> Edition:
    """The next edition. If only its neighbours' words have changed, it says of itself what that change said.

    Otherwise publishing again while dependents wait would make translations outdated in which nothing has changed.
    """
    if previous is None or is_redacted(previous) or uncomposed(previous.value()) != uncomposed(composed.content):
        return issue(work, composed, notice)
    if line := Dependent.objects.filter(work=work, language=work.source_language).first():
        notice = Notice(ChangeKind(line.kind), line.note, notice.by)
    return issue(work, composed, notice, is_recomposed=True)


def _news(notice: Notice, edition: Edition | None, *, was_withdrawn: bool) -> News:
    """What the release means to contents that include this one: of unchanged words the notice says nothing."""
    if edition:
        return News(ChangeKind(edition.change_kind), edition.change_note, notice.by)
    return News(ChangeKind.CONTENT if was_withdrawn else ChangeKind.EDITORIAL, by=notice.by)


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
    composed = _composed(content)
    content = composed.content
    previous = Edition.objects.in_language(work, content.language).select_related("made_from").last()
    _refuse_going_back(made_from, previous)
    if previous and previous.made_from == made_from and says_the_same(previous, content):
        return None
    _refuse_redacted_words(work, content)
    edition = issue(work, composed, notice, made_from=made_from.id, evidence=evidence)
    publish(work, edition, content, act=Act.RELEASED, by=notice.by, note=notice.note)
    envelopes.refresh(work)
    follow(work, News(notice.kind, notice.note, notice.by), languages=[content.language])
    return edition


def _composed(content: Content) -> Composed:
    try:
        return compose(uncomposed(content))
    except CannotCompose as problem:
        raise NeighboursMissing(problem) from problem


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
    removed = {each for pair in _hashes_of_removed_words(work) for each in pair}
    if removed and not removed.isdisjoint([hash_of(content), hash_of(uncomposed(content))]):
        raise ReleaseRefused(_("These words were removed by order and cannot be released again. Change the text."))


def _hashes_of_removed_words(work: Work) -> list[tuple[str, str]]:
    return list(Redaction.objects.filter(edition__work=work).values_list("original_hash", "words_hash"))


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
    if uncomposed(content) != translated(uncomposed(made_from.value()), content.language, texts):
        raise ValueError("A translation keeps the structure and the neutral parts of its source edition.")
