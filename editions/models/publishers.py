"""Publishers as the public sees them: the directory behind `/api/v1/publishers/`, written when one is saved."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Publisher(models.Model):
    """A clinic or charity that answers for sheets. Editions keep their own frozen copy of these lines."""

    slug = models.SlugField(primary_key=True, max_length=255)
    name = models.CharField(max_length=255)
    url = models.URLField(blank=True)
    registration = models.CharField(max_length=255, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("public entry of a publisher")
        verbose_name_plural = _("public entries of publishers")

    def __str__(self) -> str:
        return self.name
