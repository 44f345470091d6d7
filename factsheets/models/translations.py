"""Segment rows: the truth of translations in progress, one row per content, language and segment, with its history."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.vocabulary import TranslationMethod


class SegmentTranslationQuerySet(models.QuerySet["SegmentTranslation"]):
    """Questions about segment rows."""

    def of(self, content_id: object, language: str) -> SegmentTranslationQuerySet:
        """The rows of one content in one language."""
        return self.filter(content_id=content_id, language=language)

    def confirmed(self) -> SegmentTranslationQuerySet:
        """Those that a person has said to be right for the source they were made from."""
        return self.filter(confirmed=True)


class SegmentTranslation(models.Model):
    """The translation of one segment. `source_text` and `source_hash` are the text that it was made from.

    `version` counts every write and is what a writer must name to win (compare and set).
    """

    content_id = models.UUIDField()
    language = models.CharField(max_length=16)
    key = models.CharField(max_length=100)
    text = models.TextField()
    source_text = models.TextField()
    source_hash = models.CharField(max_length=64)
    source_edition = models.UUIDField(null=True)
    confirmed = models.BooleanField(default=False)
    method = models.CharField(max_length=20, choices=TranslationMethod.choices)
    translator = models.CharField(max_length=255)
    reviewer = models.CharField(max_length=255, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects: ClassVar[SegmentTranslationQuerySet] = SegmentTranslationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("segment translation")
        verbose_name_plural = _("segment translations")
        constraints = [
            models.UniqueConstraint(fields=["content_id", "language", "key"], name="segment_translation_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.language})"


class SegmentVersion(models.Model):
    """What a segment row said after each write. Append-only: nothing that a person typed is ever thrown away."""

    segment = models.ForeignKey(SegmentTranslation, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    text = models.TextField()
    source_hash = models.CharField(max_length=64)
    confirmed = models.BooleanField()
    method = models.CharField(max_length=20)
    by = models.CharField(max_length=255)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of a segment translation")
        verbose_name_plural = _("versions of segment translations")
        ordering = ["segment", "version"]
        constraints = [models.UniqueConstraint(fields=["segment", "version"], name="segment_version_is_unique")]

    def __str__(self) -> str:
        return f"{self.segment} v{self.version}"


def history_line(row: SegmentTranslation, *, by: str) -> dict[str, Any]:
    """The line of history for a row as it stands, written by that person."""
    return {
        "segment": row,
        "version": row.version,
        "text": row.text,
        "source_hash": row.source_hash,
        "confirmed": row.confirmed,
        "method": row.method,
        "by": by,
        "at": row.changed_at,
    }
