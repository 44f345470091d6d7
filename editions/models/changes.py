"""Changes: the append-only log of every act. Feed cursor, outbox and audit trail at once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.vocabulary import ChangeKind

from .editions import Edition
from .publications import Status
from .works import Work


class Act(models.TextChoices):
    """What happened."""

    RELEASED = "released", _("Released")
    CARRIED_FORWARD = "carried_forward", _("Carried forward to the new source edition")
    RECOMPOSED = "recomposed", _("Released again with the changed text of a neighbour")
    STATUS_CHANGED = "status_changed", _("Status changed")
    WITHHELD = "withheld", _("Withheld by hand")
    NO_LONGER_WITHHELD = "no_longer_withheld", _("No longer withheld by hand")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    WITHDRAWAL_EXPLAINED = (
        "withdrawal_explained",
        _("Reason or replacement of a withdrawal changed"),
    )
    REINSTATED = "reinstated", _("Reinstated")
    RENAMED = "renamed", _("Slug changed")
    REDACTED = "redacted", _("Redacted")


class Change(models.Model):
    """One line of the log. `language` is empty where the act touches the whole content; `status` is after it."""

    id = models.BigAutoField(primary_key=True)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="changes")
    language = models.CharField(max_length=16, blank=True)
    act = models.CharField(max_length=20, choices=Act.choices)
    status = models.CharField(max_length=10, choices=Status.choices, blank=True)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ChangeKind.choices, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["id"]
        indexes = [models.Index(fields=["language", "id"], name="change_by_language")]

    def __str__(self) -> str:
        return f"{self.id} {self.act} {self.work_id} {self.language}"
