"""Publications: what the public sees now, one row per content and language."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .editions import Edition
from .works import Work


class Status(models.TextChoices):
    """How a publication stands towards its source."""

    CURRENT = "current", _("Current")
    OUTDATED = "outdated", _("Outdated")
    WITHHELD = "withheld", _("Withheld")
    WITHDRAWN = "withdrawn", _("Withdrawn")


SERVED = (Status.CURRENT, Status.OUTDATED)


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Questions about publications."""

    def served(self) -> PublicationQuerySet:
        """Those whose text readers get."""
        return self.filter(status__in=SERVED)

    def translations_of(self, work: Work) -> PublicationQuerySet:
        """The work's languages other than the one it is written in."""
        return self.filter(work=work).exclude(language=work.source_language)


class Publication(models.Model):
    """A content in a language as the public sees it: its current edition and status.

    `own_status` is what it would be without its neighbours; `held_reason` is set while staff withhold the language by
    hand. The columns after it repeat what lists filter and sort by, so that a list is one indexed query.
    """

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="publications")
    language = models.CharField(max_length=16)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices)
    own_status = models.CharField(max_length=10, choices=Status.choices, default=Status.CURRENT)
    held_reason = models.TextField(blank=True)
    type = models.CharField(max_length=20)
    is_source = models.BooleanField()
    title = models.CharField(max_length=255)
    title_key = models.CharField(max_length=255)
    publisher_slug = models.CharField(max_length=255)
    section_kinds = models.TextField(blank=True)
    audience = models.TextField(blank=True)
    released_at = models.DateTimeField()
    last_reviewed = models.DateField(null=True)
    next_review = models.DateField(null=True)

    objects: ClassVar[PublicationQuerySet] = PublicationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        constraints = [models.UniqueConstraint(fields=["work", "language"], name="publication_is_unique")]
        indexes = [
            models.Index(
                fields=["type", "language", "status", "title_key", "id"],
                name="publication_by_title",
            ),
            models.Index(
                fields=["type", "language", "status", "released_at", "id"],
                name="publication_by_release",
            ),
            models.Index(
                fields=["type", "language", "status", "next_review", "id"],
                name="publication_by_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language}, {self.status})"
