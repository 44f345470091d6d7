"""Publishing: what happens to the record when an editor publishes or unpublishes a page, or saves a snippet.

Called by the receivers inside Wagtail's own act, which `acts.py` has made one transaction: an exception here undoes
the whole publication and keeps the draft.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from editions.issuing import Notice
from editions.models import Edition, WithdrawalReason, Work
from editions.releases import release_source
from editions.vocabulary import ChangeKind
from editions.withdrawals import withdraw
from factsheets.references.reviewing import follow_citations, follow_standing

from .images.keeping import keep_those_of
from .materialising import materialise_all
from .models import SNIPPET_TYPES, Authored, AuthoredPage, AuthoredSnippet
from .readiness import NotReady, blocking, problems_with
from .snapshots import snapshot


def publish(page: AuthoredPage, revision: Any) -> Edition | None:
    """Release the page's source language as a new edition; None if its words are those of the last one.

    Raises NotReady with every problem found, before anything is written.
    """
    edition = _release(page, by=actor_of(page, revision))
    _forget_the_notice(page, revision)
    return edition


def publish_snippet(snippet: AuthoredSnippet) -> Edition | None:
    """Release a publisher, topic or term as it was saved. Raises NotReady."""
    edition = _release(snippet, by=actor_of(snippet, None))
    snippet.change_kind = snippet.change_note = ""
    type(snippet)._default_manager.filter(pk=snippet.pk).update(change_kind="", change_note="")
    return edition


def publish_waiting_snippets() -> tuple[list[AuthoredSnippet], list[NotReady]]:
    """Release publishers, topics and terms that never were, as they stand: those from before they had editions.

    Returns what was released, and why something could not be; that waits until somebody saves it.
    """
    released, refused = [], []
    for model in SNIPPET_TYPES:
        for snippet in model._default_manager.exclude(content_id__in=Work.objects.values("id")):
            try:
                publish_snippet(snippet)
                released.append(snippet)
            except NotReady as problem:
                refused.append(problem)
    return released, refused


def _release(authored: Authored, *, by: str) -> Edition | None:
    content = snapshot(authored, authored.source_language)
    if problems := blocking(problems_with(content)):
        raise NotReady(problems, str(authored))
    keep_those_of(content)
    kind = ChangeKind(authored.change_kind or ChangeKind.CONTENT)
    edition = release_source(content, slug=authored.slug, notice=Notice(kind, authored.change_note.strip(), by))
    if edition:
        materialise_all(edition)
        follow_standing(edition)
        follow_citations(edition)
    return edition


def unpublish(page: AuthoredPage) -> None:
    """Take the content back in every language; readers learn whether it expired or was unpublished."""
    reason = WithdrawalReason.EXPIRED if page.expired else WithdrawalReason.UNPUBLISHED
    withdraw(page.content_id, reason=reason, by=actor_of(page, None))
    if page.expired:
        _forget_the_expiry(page)


def _forget_the_expiry(page: AuthoredPage) -> None:
    """A date in the past would keep every form of this page from being saved until somebody finds it."""
    page.expire_at = None
    type(page)._default_manager.filter(pk=page.pk).update(expire_at=None)
    for revision in page.revisions.all():
        date = parse_datetime(revision.content.get("expire_at") or "")
        if date and date <= timezone.now():
            content = revision.content | {"expire_at": None}
            page.revisions.filter(pk=revision.pk).update(content=content)


def actor_of(authored: Authored, revision: Any) -> str:
    """Who acts: the person at the button, else the author of the revision, else nobody (the scheduler)."""
    user = authored.acting_user or (revision.user if revision else None)
    return user.get_username() if user else ""


def _forget_the_notice(page: AuthoredPage, revision: Any) -> None:
    """The next change must be judged anew: empty the page, this revision, and the drafts that inherited from it.

    A later draft whose author said something else keeps that.

    `update()` on revisions, because `Revision.save()` does more than save.
    """
    page.change_kind = page.change_note = ""
    type(page)._default_manager.filter(pk=page.pk).update(change_kind="", change_note="")
    if revision is None:
        return
    said = _notice_in(revision)
    for each in page.revisions.filter(created_at__gte=revision.created_at):
        if any(said) and _notice_in(each) == said:
            each.content |= {"change_kind": "", "change_note": ""}
            page.revisions.filter(pk=each.pk).update(content=each.content)
    revision.content |= {"change_kind": "", "change_note": ""}


def _notice_in(revision: Any) -> tuple[str, str]:
    return revision.content.get("change_kind") or "", revision.content.get("change_note") or ""
