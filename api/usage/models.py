"""Reads: how often an edition was read on one day with one key, or without any."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from api.keys.models import Key
from editions.models import Work


class Reads(models.Model):
    """One count. Without a key it is the sum of everybody who asked without one.

    Both references are without a constraint in the database: keys and works are never deleted, and a row that could
    not be written would take all others of its flush with it.
    """

    day = models.DateField(_("day"))
    key = models.ForeignKey(
        Key, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="reads", verbose_name=_("key")
    )
    work = models.ForeignKey(Work, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    language = models.CharField(_("language"), max_length=16)
    version = models.PositiveIntegerField(_("version"))
    times = models.PositiveBigIntegerField(_("times"))

    class Meta:
        verbose_name = _("count of reads")
        verbose_name_plural = _("counts of reads")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["day", "work", "language", "version", "key"],
                condition=Q(key__isnull=False),
                name="reads_with_a_key_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["day", "work", "language", "version"],
                condition=Q(key__isnull=True),
                name="reads_without_a_key_once_a_day",
            ),
        ]
        default_permissions = ()
        permissions = [("view_reads", _("Can see which organisations read which editions"))]

    def __str__(self) -> str:
        return f"{self.day} {self.work_id} {self.language} v{self.version}: {self.times}"
