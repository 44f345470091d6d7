"""Works: what all languages and editions of one content have in common, above all its UUID and its slugs."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.vocabulary import ContentType


class WithdrawalReason(models.TextChoices):
    """Why readers no longer get a content at all."""

    UNPUBLISHED = "unpublished", _("Unpublished")
    EXPIRED = "expired", _("Expired")
    DELETED = "deleted", _("Deleted")


class WorkQuerySet(models.QuerySet["Work"]):
    """Questions about works."""

    def locked(self, work_id: uuid.UUID) -> Work | None:
        """The work, locked until the transaction ends, so that acts on one content follow one another."""
        return self.select_for_update().filter(id=work_id).first()


class Work(models.Model):
    """One content for ever. `envelope` is what changes beside the immutable bytes: slug, statuses, withdrawal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    type = models.CharField(max_length=20, choices=ContentType.choices)
    source_language = models.CharField(max_length=16)
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=20, choices=WithdrawalReason.choices, blank=True)
    withdrawal_note = models.TextField(blank=True)
    replacement = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces")
    deleted_at = models.DateTimeField(null=True, blank=True)
    envelope = models.TextField(default="{}")
    envelope_version = models.PositiveBigIntegerField(default=0)
    envelope_changed_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Work]] = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")

    def __str__(self) -> str:
        return f"{self.type} {self.id}"

    @property
    def is_withdrawn(self) -> bool:
        """True while no language of the content is public."""
        return self.withdrawn_at is not None


class Slug(models.Model):
    """A name that a content has or had. It stays the content's for ever, so an old link never means another text."""

    type = models.CharField(max_length=20, choices=ContentType.choices)
    slug = models.CharField(max_length=255)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="slugs")
    current = models.BooleanField(default=True)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("slug")
        verbose_name_plural = _("slugs")
        constraints = [
            models.UniqueConstraint(fields=["type", "slug"], name="slug_is_unique_per_type_for_ever"),
            models.UniqueConstraint(
                fields=["work"], condition=models.Q(current=True), name="work_has_one_current_slug"
            ),
        ]

    def __str__(self) -> str:
        return self.slug
