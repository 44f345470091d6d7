"""Carrying forward: current translations follow a source edition that changed none of their words."""

from __future__ import annotations

from functools import cache

from . import statuses
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
    words = set(segments_of(source))

    @cache
    def has_the_same_words(made_from: Edition) -> bool:
        return set(segments_of(made_from.value())) == words

    for publication in Publication.objects.translations_of(work).select_related(
        "edition__redaction", "edition__made_from__redaction"
    ):
        translation = publication.edition
        made_from = translation.made_from
        if made_from is None or is_redacted(translation) or is_redacted(made_from):
            continue
        newer_kinds = statuses.kinds_since(work, translation)[:-1]
        if any(kind != ChangeKind.EDITORIAL for kind in newer_kinds) or not has_the_same_words(made_from):
            continue
        texts = {segment.key: segment.text for segment in segments_of(translation.value())}
        content = translated(source, publication.language, texts)
        notice = Notice(ChangeKind.EDITORIAL, edition.change_note, by)
        evidence = Evidence(translation.method, translation.translator, translation.reviewer)
        carried = issue(work, content, notice, made_from=edition, evidence=evidence)
        publish(work, carried, content, act=Act.CARRIED_FORWARD, by=by, note=edition.change_note)
