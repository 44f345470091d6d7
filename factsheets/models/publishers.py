"""Publishers: the clinic or charity that answers for a sheet. A Wagtail snippet, edited under its own menu entry."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel

from editions import models as record
from editions.content import PublisherLine


class NamePanel(TitleFieldPanel):
    """Proposes the short name while a publisher is new, and leaves it alone afterwards."""

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self) -> bool:
            return self.instance.pk is None


class Publisher(models.Model):  # type: ignore[django-manager-missing]  # its stubs cannot see through Page
    """Saving one writes its public entry; sheets released earlier keep the lines they were released with."""

    name = models.CharField(_("name"), max_length=255, help_text=_("As it stands on your letterhead."))
    slug = models.SlugField(
        _("short name"), max_length=255, unique=True, help_text=_("Used in addresses. It cannot change.")
    )
    url = models.URLField(_("website"), blank=True)
    registration = models.CharField(
        _("registration"), max_length=255, blank=True, help_text=_("For example a charity or company number.")
    )

    panels = [NamePanel("name", classname=""), FieldPanel("slug"), FieldPanel("url"), FieldPanel("registration")]

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        record.Publisher.objects.update_or_create(
            slug=self.slug,
            defaults={
                "name": self.name,
                "url": self.url,
                "registration": self.registration,
                "changed_at": timezone.now(),
            },
        )

    def clean(self) -> None:
        super().clean()
        if self.pk and Publisher.objects.filter(pk=self.pk).exclude(slug=self.slug).exists():
            raise ValidationError({"slug": _("The short name cannot change: clinics filter by it.")})

    def line(self) -> PublisherLine:
        """What an edition freezes of its publisher."""
        return PublisherLine(self.slug, self.name, self.url, self.registration)
