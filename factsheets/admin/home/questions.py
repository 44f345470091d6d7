"""What needs doing: the queries behind the home page. Each gives a count and the first few."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from wagtail.models import Page, Task, TaskState, WorkflowState

from editions.languages import BY_CODE, Language
from editions.models import Dependent, Publication, Status, Work
from factsheets.models import PAGE_TYPES

FEW = 5
SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Thing:
    """One line: a content, what it is called, and what there is to say of it."""

    content_id: UUID
    title: str
    language: Language | None = None
    at: Any = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """How many there are, and the first few of them."""

    count: int
    first: list[Thing]


def _few(rows: Any, to_thing: Any) -> Found:
    """Count and first rows by one query."""
    rows = list(rows.annotate(all_of_them=Window(Count("pk")))[:FEW])
    return Found(rows[0].all_of_them if rows else 0, [to_thing(row) for row in rows])


def my_drafts(user: User) -> Found:
    """Pages that I wrote or changed last, and that readers do not have as they stand. The newest first.

    A page that was taken back is no draft until somebody has gone on writing.
    """
    id_columns = [f"{model._meta.model_name}__content_id" for model in PAGE_TYPES]
    gone_on = Work.objects.filter(
        id=OuterRef("content"), withdrawn_at__isnull=False, withdrawn_at__lt=OuterRef("latest_revision_created_at")
    )
    pages = Page.objects.annotate(content=Coalesce(*id_columns)).filter(content__isnull=False)
    mine = pages.filter(Q(latest_revision__user=user) | Q(latest_revision__user=None, owner=user))
    drafts = mine.filter(
        Q(live=True, has_unpublished_changes=True)
        | Q(live=False, first_published_at=None)
        | (Q(live=False) & Exists(gone_on))
    ).only("pk", "draft_title", "latest_revision_created_at")
    return _few(
        drafts.order_by(F("latest_revision_created_at").desc(nulls_last=True), "pk"),
        lambda page: Thing(page.content, page.draft_title, at=page.latest_revision_created_at),
    )


def decides(user: User) -> bool:
    """Whether there is a step of a review in which this person has a say."""
    return _steps_of(user).exists()


def _steps_of(user: User) -> QuerySet[Task]:
    steps = Task.objects.filter(active=True)
    return steps if user.is_superuser else steps.filter(groupapprovaltask__groups__user=user)


def waiting_for_me(user: User) -> Found:
    """Steps of reviews that I may decide on, longest waiting first."""
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__in=_steps_of(user).values("pk"))
    return _reviews(waiting.annotate(object_id=F("revision__object_id"), name=F("revision__object_str")), "started_at")


def sent_by_me(user: User) -> Found:
    """Reviews that I asked for, and that others have to decide on."""
    sent = WorkflowState.objects.filter(requested_by=user, status=WorkflowState.STATUS_IN_PROGRESS)
    return _reviews(sent.annotate(name=F("current_task_state__revision__object_str")), "created_at")


def _reviews(states: Any, since: str) -> Found:
    """A review knows its page by a number in a text; the page knows the content."""
    rows = list(states.annotate(all_of_them=Window(Count("pk"))).order_by(since, "pk")[:FEW])
    contents = _contents_of({int(row.object_id) for row in rows if row.object_id.isdigit()})
    things = [
        Thing(contents[int(row.object_id)], row.name or "", at=getattr(row, since))
        for row in rows
        if row.object_id.isdigit() and int(row.object_id) in contents
    ]
    return Found(rows[0].all_of_them if rows else 0, things)


def _contents_of(page_ids: Iterable[int]) -> dict[int, UUID]:
    id_columns = [f"{model._meta.model_name}__content_id" for model in PAGE_TYPES]
    pages = Page.objects.filter(pk__in=page_ids).annotate(content=Coalesce(*id_columns)).exclude(content=None)
    return dict(pages.values_list("pk", "content"))


def reviews_due() -> Found:
    """What readers have, and what has to be checked again by now or within 60 days. The longest overdue first."""
    due = Publication.objects.filter(is_source=True, next_review__lte=localdate() + SOON)
    rows = due.exclude(status=Status.WITHDRAWN).order_by("next_review", "id")
    return _few(
        rows.only("work_id", "title", "language", "next_review"), lambda row: _released(row, at=row.next_review)
    )


def _released(row: Publication, *, at: date | datetime | None = None, note: str = "") -> Thing:
    return Thing(row.work_id, row.title, BY_CODE[row.language], at=at, note=note)


@dataclass(frozen=True, slots=True)
class Behind:
    """How many translations of one language are outdated or withheld."""

    language: str
    outdated: int
    withheld: int


def translations_behind() -> list[Behind]:
    """By language, in the order of their number."""
    rows = Publication.objects.filter(is_source=False, status__in=[Status.OUTDATED, Status.WITHHELD]).order_by()
    counted = rows.values("language").annotate(
        outdated=Count("pk", filter=Q(status=Status.OUTDATED)), withheld=Count("pk", filter=Q(status=Status.WITHHELD))
    )
    found = [Behind(row["language"], row["outdated"], row["withheld"]) for row in counted]
    return sorted(found, key=lambda each: (-each.withheld - each.outdated, each.language))


def first_behind(languages: list[str]) -> list[tuple[str, Thing]]:
    """The first few translations that are behind in these languages; withheld ones first, then the longest waiting."""
    rows = Publication.objects.filter(is_source=False, status__in=[Status.OUTDATED, Status.WITHHELD])
    source = Publication.objects.filter(work_id=OuterRef("work_id"), is_source=True)
    named = rows.filter(language__in=languages).annotate(
        source_title=Subquery(source.values("title")[:1]), source_language=Subquery(source.values("language")[:1])
    )
    first = named.order_by("-status", "released_at", "id")[:FEW]
    return [
        (language, Thing(work_id, title, BY_CODE[source_language], note=status))
        for language, work_id, title, source_language, status in first.values_list(
            "language", "work_id", "source_title", "source_language", "status"
        )
    ]


@dataclass(frozen=True, slots=True)
class Queue:
    """What has to be released again because something that it includes has changed."""

    count: int
    oldest: datetime | None
    failing: int
    first: list[Thing]


def waiting_for_release() -> Queue:
    """Contents, not languages; those that fail first."""
    totals = Dependent.objects.aggregate(
        count=Count("work_id", distinct=True),
        oldest=Min("since"),
        failing=Count("work_id", distinct=True, filter=Q(failures__gt=0)),
    )
    source = Publication.objects.filter(work_id=OuterRef("work_id"), is_source=True)
    waiting = (
        Dependent.objects.order_by()
        .values("work_id")
        .annotate(
            most_failures=Max("failures"),
            waiting_since=Min("since"),
            title=Subquery(source.values("title")[:1]),
            language=Subquery(source.values("language")[:1]),
        )
    )
    first = [
        Thing(row["work_id"], row["title"] or "", BY_CODE.get(row["language"]), at=row["waiting_since"])
        for row in waiting.order_by("-most_failures", "waiting_since")[:FEW]
    ]
    return Queue(totals["count"], totals["oldest"], totals["failing"], first)
