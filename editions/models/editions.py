"""Editions: what was released, word for word. Rows are never changed or deleted; the database itself refuses it."""

from __future__ import annotations

import json
import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editions import content as contents
from editions.vocabulary import ChangeKind, TranslationMethod

from .works import Work


class EditionQuerySet(models.QuerySet["Edition"]):
    """Questions about editions."""

    def of_source(self, work: Work) -> EditionQuerySet:
        """The editions of the language that the work is written in, oldest first."""
        return self.filter(work=work, language=work.source_language).order_by("version")

    def of_its_own_accord(self) -> EditionQuerySet:
        """Those in which the content itself changed, not only the words of a neighbour that it includes."""
        return self.filter(is_recomposed=False)

    def in_language(self, work: Work, language: str) -> EditionQuerySet:
        """The editions of one language, oldest first."""
        return self.filter(work=work, language=language).order_by("version")

    def in_language_of(self, work_id: uuid.UUID, language: str) -> EditionQuerySet:
        """The same for a work known by its id only, which may have no row yet."""
        return self.filter(work_id=work_id, language=language).order_by("version")


class Edition(models.Model):
    """One content in one language as it was released, numbered per content and language from 1.

    `content` is the canonical JSON of the Content value, `hash` its SHA-256; `made_from` is the source edition that a
    translation was made from, empty for the source itself. `is_recomposed` marks an edition that came about because
    the words of a neighbour changed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="editions")
    language = models.CharField(max_length=16)
    version = models.PositiveIntegerField()
    schema = models.PositiveSmallIntegerField()
    content = models.TextField()
    hash = models.CharField(max_length=71)
    made_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="translations")
    change_kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    change_note = models.TextField(blank=True)
    method = models.CharField(max_length=20, choices=TranslationMethod.choices, blank=True)
    translator = models.CharField(max_length=255, blank=True)
    reviewer = models.CharField(max_length=255, blank=True)
    released_at = models.DateTimeField()
    released_by = models.CharField(max_length=255, blank=True)
    is_recomposed = models.BooleanField(default=False)

    objects: ClassVar[EditionQuerySet] = EditionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(fields=["work", "language", "version"], name="edition_version_is_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.work_id} {self.language} v{self.version}"

    def value(self) -> contents.AnyContent:
        """The frozen words as a Content value. Raises Redacted for a redacted edition."""
        data = json.loads(self.content)
        if "redacted" in data:
            raise Redacted(data["redacted"]["reason"])
        return contents.from_data(data, self.schema)


class Redacted(Exception):
    """The words of this edition were removed by order; the message is the public reason."""


class Redaction(models.Model):
    """The audited permit and record of the only act that may touch an edition; the triggers look for `open` here.

    `original_hash` is that of the whole edition, `words_hash` that of the content without the words of its neighbours:
    by it the same words are known again when a neighbour has changed since.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="redaction")
    reason = models.TextField()
    original_hash = models.CharField(max_length=71)
    words_hash = models.CharField(max_length=71, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=255)
    open = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.reason}"


class Rendition(models.Model):
    """An edition in the API's words, made at release. Derived: may be thrown away and rebuilt by one command."""

    edition = models.OneToOneField(Edition, primary_key=True, on_delete=models.CASCADE, related_name="rendition")
    presenter_version = models.PositiveSmallIntegerField()
    body = models.TextField()

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")

    def __str__(self) -> str:
        return str(self.edition_id)
