"""Positions: where each content stands in the order of acts; what a reader who was away has to look at again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .works import Work


class Position(models.Model):
    """The number of the last act that changed what readers get of a content, in whichever language.

    Derived: `editions.positions` moves a content to the end whenever its answers change. Each content has one row, so
    that a reader who comes back after a year is given each text once and not once for each time that it changed.
    """

    work = models.OneToOneField(Work, primary_key=True, on_delete=models.CASCADE, related_name="position")
    number = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        indexes = [models.Index(fields=["number", "work"], name="position_by_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.work_id}"
