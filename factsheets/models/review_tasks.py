"""Review tasks: what somebody has to read again because a reference that it cites was retracted or superseded."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.models import Publication, Role, Status
from editions.vocabulary import Standing


class ReviewTaskQuerySet(models.QuerySet["ReviewTask"]):
    """Questions about review tasks."""

    def open(self) -> ReviewTaskQuerySet:
        """Those that still have to be done. What nobody cites or reads any more needs no review."""
        citing = Publication.objects.filter(
            work_id=models.OuterRef("content_id"),
            edition__inclusions__work_id=models.OuterRef("cause_id"),
            edition__inclusions__role=Role.REFERENCE,
        ).exclude(status=Status.WITHDRAWN)
        return self.filter(models.Exists(citing), done_at__isnull=True).order_by("opened_at", "id")


class ReviewTask(models.Model):
    """One content to be read again because of one reference. `content_id` and `cause_id` are ids of works.

    `done_by` is empty where nobody had to read it: it no longer cites the reference, or that was rehabilitated.
    """

    content_id = models.UUIDField(_("content"), editable=False)
    cause_id = models.UUIDField(_("reference"), editable=False)
    reason = models.CharField(_("reason"), max_length=20, choices=Standing.choices)
    opened_at = models.DateTimeField(_("since"))
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.CharField(_("done by"), max_length=255, blank=True)

    objects: ClassVar[ReviewTaskQuerySet] = ReviewTaskQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("review task")
        verbose_name_plural = _("review tasks")
        constraints = [
            models.UniqueConstraint(
                fields=["content_id", "cause_id"],
                condition=models.Q(done_at__isnull=True),
                name="review_task_is_open_once",
            )
        ]
        indexes = [models.Index(fields=["cause_id", "done_at"], name="review_task_by_cause")]

    def __str__(self) -> str:
        return f"{self.content_id}: {self.get_reason_display()} {self.cause_id}"


def open_tasks() -> ReviewTaskQuerySet:
    """What is to be read again, longest waiting first. The admin's home page lists it (`reviewing.described`)."""
    return ReviewTask.objects.open()
