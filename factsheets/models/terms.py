"""Terms: words that need explaining, with their explanation. A Wagtail snippet."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editions.vocabulary import ContentType
from factsheets.columns import value
from factsheets.forms import AuthoredSnippetForm
from factsheets.panels import term_panels

from .snippets import AuthoredSnippet


class Term(AuthoredSnippet):  # type: ignore[django-manager-missing, unused-ignore]
    """A sheet marks the word; its explanation is frozen into the sheet's edition in the language of the edition."""

    released_as = ContentType.TERM
    translated_fields = ("term", "definition")
    field_of_segment: ClassVar[dict[str, str]] = {"title": "term", "definition": "definition"}

    term = models.CharField(_("word"), max_length=255, blank=True)
    definition = models.TextField(_("explanation"), blank=True)

    base_form_class = AuthoredSnippetForm
    edit_handler = term_panels()

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["slug"]

    def __str__(self) -> str:
        return value(self, "term", self.source_language) or self.slug
