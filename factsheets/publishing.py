"""Publishing: what happens to the record when an editor publishes or unpublishes a page.

Called by the receivers inside Wagtail's own act, which `acts.py` has made one transaction: an exception here undoes
the whole publication and keeps the draft.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from editions.issuing import Notice
from editions.models import Edition, WithdrawalReason
from editions.releases import release_source
from editions.vocabulary import ChangeKind
from editions.withdrawals import withdraw

from .materialising import materialise_all
from .models import FactSheet
from .readiness import NotReady, problems_with
from .snapshot import snapshot


def publish(page: FactSheet, revision: Any) -> Edition | None:
    """Release the page's source language as a new edition; None if its words are those of the last one.

    Raises NotReady with every problem found, before anything is written.
    """
    content = snapshot(page, page.source_language)
    if problems := problems_with(content):
        raise NotReady(problems, page.title)
    kind = ChangeKind(page.change_kind or ChangeKind.CONTENT)
    notice = Notice(kind, page.change_note.strip(), actor_of(page, revision))
    edition = release_source(content, slug=page.slug, notice=notice)
    _forget_the_notice(page, revision)
    if edition:
        materialise_all(edition)
    return edition


def unpublish(page: FactSheet) -> None:
    """Take the sheet back in every language; readers learn whether it expired or was unpublished."""
    reason = WithdrawalReason.EXPIRED if page.expired else WithdrawalReason.UNPUBLISHED
    withdraw(page.content_id, reason=reason, by=actor_of(page, None))
    if page.expired:
        _forget_the_expiry(page)


def _forget_the_expiry(page: FactSheet) -> None:
    """A date in the past would keep every form of this page from being saved until somebody finds it."""
    page.expire_at = None
    FactSheet.objects.filter(pk=page.pk).update(expire_at=None)
    for revision in page.revisions.all():
        date = parse_datetime(revision.content.get("expire_at") or "")
        if date and date <= timezone.now():
            content = revision.content | {"expire_at": None}
            page.revisions.filter(pk=revision.pk).update(content=content)


def actor_of(page: FactSheet, revision: Any) -> str:
    """Who acts: the person at the button, else the author of the revision, else nobody (the scheduler)."""
    user = getattr(page, "acting_user", None) or (revision.user if revision else None)
    return user.get_username() if user else ""


def _forget_the_notice(page: FactSheet, revision: Any) -> None:
    """The next change must be judged anew: empty the page, this revision, and the drafts that inherited from it.

    A later draft whose author said something else keeps that.

    `update()` on revisions, because `Revision.save()` does more than save.
    """
    page.change_kind = page.change_note = ""
    FactSheet.objects.filter(pk=page.pk).update(change_kind="", change_note="")
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
