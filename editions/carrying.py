"""Carrying forward: current translations follow a source edition that changed none of their words."""

from __future__ import annotations

from functools import cache

from . import statuses
from .composing import CannotCompose, compose, uncomposed
from .content import Content
from .issuing import Evidence, Notice, is_redacted, issue, publish
from .models import Act, Edition, Publication, Work
from .segments import segments_of, translated
from .vocabulary import ChangeKind


def carry_forward(work: Work, edition: Edition, source: Content, *, by: str) -> None:
    """Give each translation whose every word is still true an edition of the new source, in the same act.

    True are the words of a translation that was current until now and whose source segments are all the same: then
    only neutral parts differ (a review date, a link's place, the order), and these belong to the new edition.
    """
    words, history = set(segments_of(source)), statuses.history_of(work)

    @cache
    def has_the_same_words(made_from: Edition) -> bool:
        return set(segments_of(made_from.value())) == words

    for publication in Publication.objects.translations_of(work).select_related(
        "edition__redaction", "edition__made_from__redaction"
    ):
        made_from = publication.edition.made_from
        if made_from is None or is_redacted(publication.edition) or is_redacted(made_from):
            continue
        newer_kinds = [kind for version, kind in history if made_from.version < version < edition.version]
        if all(kind == ChangeKind.EDITORIAL for kind in newer_kinds) and has_the_same_words(made_from):
            _carry(publication, edition, source, by=by)


def _carry(publication: Publication, edition: Edition, source: Content, *, by: str) -> None:
    """The translation's words in the new edition of the source."""
    translation, work = publication.edition, edition.work
    texts = {segment.key: segment.text for segment in segments_of(translation.value())}
    try:
        composed = compose(translated(uncomposed(source), publication.language, texts))
    except CannotCompose:
        return  # a question was added that is not translated yet: the rule says what the change does
    notice = Notice(ChangeKind.EDITORIAL, edition.change_note, by)
    evidence = Evidence(translation.method, translation.translator, translation.reviewer)
    carried = issue(work, composed, notice, made_from=edition.id, evidence=evidence)
    publish(
        work,
        carried,
        composed.content,
        act=Act.CARRIED_FORWARD,
        by=by,
        note=edition.change_note,
        publication=publication,
    )
