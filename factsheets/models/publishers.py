"""Publishers: the clinic or charity that answers for a sheet. A Wagtail snippet, edited under its own menu entry."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.vocabulary import ContentType
from factsheets.forms import AuthoredSnippetForm
from factsheets.panels import publisher_panels

from .snippets import AuthoredSnippet


class Publisher(AuthoredSnippet):  # type: ignore[django-manager-missing, unused-ignore]  # its stubs cannot see through Page
    """Its name is the same in every language; its texts are translated like those of a sheet."""

    released_as = ContentType.PUBLISHER
    translated_fields = ("contact", "disclaimer", "copyright", "acknowledgement")
    field_of_segment: ClassVar[dict[str, str]] = {name: name for name in translated_fields}

    name = models.CharField(_("name"), max_length=255, help_text=_("As it stands on your letterhead."))
    url = models.URLField(_("website"), blank=True)
    registration = models.CharField(
        _("registration"), max_length=255, blank=True, help_text=_("For example a charity or company number.")
    )
    logo = models.ForeignKey(
        "factsheets.SheetImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    contact = models.TextField(_("contact"), blank=True)
    disclaimer = models.TextField(_("disclaimer"), blank=True)
    copyright = models.TextField(_("copyright line"), blank=True)
    acknowledgement = models.TextField(_("acknowledgement"), blank=True)

    base_form_class = AuthoredSnippetForm
    edit_handler = publisher_panels()

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
