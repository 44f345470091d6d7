"""Pictures that editions show: which are kept, and which files of each have been made."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredImages(models.QuerySet["StoredImage"]):
    """Questions about kept pictures."""

    def made_from(self, source: str) -> Self:
        return self.filter(source=source)

    def not_asked_for_since(self, moment: datetime) -> Self:
        return self.filter(asked_for_at__lt=moment)


class StoredImage(models.Model):
    """One picture, named by the SHA-256 of its master. A row says that all files in `files` are there.

    The master is in the default storage, which readers cannot reach; the files of the presets are in the storage
    “editions”, which they can.
    """

    hash = models.CharField(_("hash"), max_length=64, primary_key=True)
    # SHA-256 of the recipe and the uploaded bytes: the same upload is found again without being decoded, and keeps
    # its name when a newer encoder would write other bytes.
    source = models.CharField(_("hash of the upload"), max_length=64, db_index=True)
    type = models.CharField(_("type"), max_length=20)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    bytes = models.PositiveIntegerField(_("size in bytes"))
    files = models.JSONField(_("files made"), default=list)
    created_at = models.DateTimeField(_("created at"))
    # Not the same as being in an edition: a picture that was just asked for may be on its way into one.
    asked_for_at = models.DateTimeField(_("last asked for at"), db_index=True)

    objects = StoredImages.as_manager()

    class Meta:
        verbose_name = _("kept picture")
        verbose_name_plural = _("kept pictures")

    def __str__(self) -> str:
        return self.hash
