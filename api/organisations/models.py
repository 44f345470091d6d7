"""Organisation: who holds keys and webhook endpoints. Nobody needs to be one to read."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editions.models import Work
from editions.vocabulary import ContentType


class Organisation(models.Model):
    """A clinic, a charity or a printer. `publisher` is filled where it also answers for sheets of ours."""

    name = models.CharField(_("name"), max_length=255, unique=True)
    email = models.EmailField(_("e-mail"), help_text=_("Whom to tell when a key or an endpoint fails."))
    publisher = models.OneToOneField(
        Work,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        limit_choices_to={"type": ContentType.PUBLISHER.value},
        related_name="+",
        verbose_name=_("publisher"),
    )
    note = models.TextField(_("note"), blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
