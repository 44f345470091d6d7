"""Topics: the subjects under which sheets and questions are found. A Wagtail snippet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.vocabulary import ContentType
from factsheets.columns import value
from factsheets.forms import AuthoredSnippetForm
from factsheets.panels import topic_panels

from .snippets import AuthoredSnippet


class Topic(AuthoredSnippet):  # type: ignore[django-manager-missing, unused-ignore]
    """Its name is looked up when somebody reads, so a translated topic reaches every sheet at once."""

    released_as = ContentType.TOPIC
    translated_fields = ("name", "summary")
    field_of_segment: ClassVar[dict[str, str]] = {"title": "name", "summary": "summary"}

    name = models.CharField(_("name"), max_length=255, blank=True)
    summary = models.TextField(_("summary"), blank=True)

    base_form_class = AuthoredSnippetForm
    edit_handler = topic_panels()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["slug"]

    def __str__(self) -> str:
        return value(self, "name", self.source_language) or self.slug
