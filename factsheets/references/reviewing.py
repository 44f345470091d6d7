"""Reviewing: what a retracted or superseded reference asks of the contents that cite it.

`publishing` calls `follow_standing` and `follow_citations` in the act that releases; the editor's panel and the home
page show what is open; `finish` closes one by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from editions.content import Reference as ReferenceContent
from editions.models import Edition, Inclusion, Publication, Role, Status
from editions.vocabulary import Standing
from factsheets.models import PAGE_TYPES
from factsheets.models.review_tasks import ReviewTask


def follow_standing(edition: Edition) -> None:
    """Of a reference just released: ask for a review of all that cites it, or no longer, as its standing says."""
    now_said, before = edition.value(), _before(edition)
    if not isinstance(now_said, ReferenceContent):
        return
    said = (now_said.standing, now_said.superseded_by)
    if isinstance(before, ReferenceContent) and said == (before.standing, before.superseded_by):
        return
    ReviewTask.objects.filter(cause_id=edition.work_id, done_at__isnull=True).update(done_at=timezone.now())
    if now_said.standing:
        _open(edition.work_id, now_said.standing)


def follow_citations(edition: Edition) -> None:
    """Of any other content just released by itself: close what was asked because of references that it has dropped."""
    cited = Inclusion.objects.filter(edition=edition, role=Role.REFERENCE).values("work_id")
    dropped = ReviewTask.objects.filter(content_id=edition.work_id, done_at__isnull=True).exclude(cause_id__in=cited)
    dropped.update(done_at=timezone.now())


@transaction.atomic
def finish(task: ReviewTask, *, by: str) -> bool:
    """Somebody has read the content again; False if it was closed in the meantime."""
    still_open = ReviewTask.objects.filter(pk=task.pk, done_at__isnull=True)
    return bool(still_open.update(done_at=timezone.now(), done_by=by))


def _before(edition: Edition) -> object:
    earlier = Edition.objects.in_language(edition.work, edition.language).filter(version__lt=edition.version).last()
    return earlier.value() if earlier else None


def _open(cause_id: UUID, reason: str) -> None:
    """One task for each content that cites it in any language, however many languages those are."""
    citing = Publication.objects.filter(
        edition__inclusions__work_id=cause_id, edition__inclusions__role=Role.REFERENCE
    ).exclude(status=Status.WITHDRAWN)
    now = timezone.now()
    ReviewTask.objects.bulk_create(
        ReviewTask(content_id=content_id, cause_id=cause_id, reason=reason, opened_at=now)
        for content_id in citing.order_by().values_list("work_id", flat=True).distinct()
    )


@dataclass(frozen=True, slots=True)
class Described:
    """A task in words: which content, because of which reference, and where to mend it."""

    task: ReviewTask
    title: str
    message: str
    edit_url: str
    done_url: str


def described(tasks: Iterable[ReviewTask]) -> list[Described]:
    """The tasks with their titles, by a fixed number of queries."""
    tasks = list(tasks)
    pages = _pages_of({task.content_id for task in tasks})
    causes = _titles_of({task.cause_id for task in tasks})
    newer_than = _newer_than(tasks)
    titles = _titles_of(set(newer_than.values()))
    newer = {cause: titles.get(id, "") for cause, id in newer_than.items()}
    return [
        Described(
            task,
            title,
            _message(task, causes.get(task.cause_id, ""), newer.get(task.cause_id, "")),
            reverse("wagtailadmin_pages:edit", args=[key]),
            reverse("factsheets_reviewed", args=[task.pk]),
        )
        for task in tasks
        for key, title in [pages.get(task.content_id, (0, ""))]
        if key
    ]


def _message(task: ReviewTask, title: str, newer: str) -> str:
    if task.reason == Standing.RETRACTED:
        return _("“%(title)s”, which it cites, has been retracted.") % {"title": title}
    if newer:
        return _("“%(title)s”, which it cites, is superseded by “%(newer)s”.") % {"title": title, "newer": newer}
    return _("“%(title)s”, which it cites, is superseded.") % {"title": title}


_NAMED = ("content_id", "pk", "title")


def _pages_of(ids: set[UUID]) -> dict[UUID, tuple[int, str]]:
    """Key and working title of the pages of these contents."""
    rows = (row for model in PAGE_TYPES for row in model.objects.filter(content_id__in=ids).values_list(*_NAMED))
    return {content_id: (key, title) for content_id, key, title in rows}


def _titles_of(ids: set[UUID]) -> dict[UUID, str]:
    return dict(Publication.objects.filter(work_id__in=ids, is_source=True).values_list("work_id", "title"))


def _newer_than(tasks: list[ReviewTask]) -> dict[UUID, UUID]:
    """By reference, the one that has taken its place."""
    superseded = {task.cause_id for task in tasks if task.reason == Standing.SUPERSEDED}
    named = Inclusion.objects.filter(edition__work_id__in=superseded, role=Role.SUPERSEDED_BY)
    current = Publication.objects.filter(work_id__in=superseded, is_source=True).values("edition_id")
    return dict(named.filter(edition_id__in=current).values_list("edition__work_id", "work_id"))
