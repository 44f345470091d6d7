"""Search texts: what is found of each served publication. Derived; `manage.py rebuild_search` makes it anew."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from .publications import Publication


class SearchText(models.Model):
    """The words of a publication, prepared by `editions.search`. There is a row as long as readers are served it.

    The index of `tokens` is the database's own (`editions.search.database`) and follows this table by itself.
    `edition_id` and `version` say what the row was made from and by which rules. `ends` and `stands` are for
    highlights; the columns before them repeat of the edition what a result says. Long ones come last, because SQLite
    reads through whatever stands before the column asked for.
    """

    publication = models.OneToOneField(
        Publication, primary_key=True, on_delete=models.CASCADE, related_name="search_text"
    )
    edition_id: models.Field[UUID, UUID] = models.UUIDField()
    version = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=20, blank=True)
    made_from_version = models.PositiveIntegerField(null=True)
    ends = models.CharField(max_length=60)
    stands = models.TextField()
    text = models.TextField()
    tokens = models.TextField()

    class Meta:
        verbose_name = _("search text")
        verbose_name_plural = _("search texts")

    def __str__(self) -> str:
        return str(self.publication_id)
