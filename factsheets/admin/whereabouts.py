"""Where a content is in the admin. Lists, the home page and messages know contents by their UUID only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from editions.models import Work
from factsheets.columns import columns_of
from factsheets.models import MODEL_OF, Authored, AuthoredPage


def find(content_id: UUID) -> Authored | None:
    """The row in which the content is written, whatever its type; None if it was deleted or never was."""
    known = Work.objects.filter(id=content_id).values_list("type", flat=True).first()
    models = [MODEL_OF[known]] if known else MODEL_OF.values()
    rows = (to_list(model).filter(content_id=content_id).first() for model in models)
    return next(filter(None, rows), None)


def to_list(model: type[Any]) -> QuerySet[Any]:
    """All rows, with the columns that a list needs: a page is called by its title, a snippet by its own words."""
    return model._default_manager.only(*columns_to_list(model))


def columns_to_list(model: type[Authored]) -> list[str]:
    """The neutral columns, and for a snippet those of the languages in which its name may be written."""
    of_one = columns_of(model, "en")
    neutral = [name for name in model.columns_to_load("en") if name not in of_one]
    sources = [] if issubclass(model, AuthoredPage) else settings.SOURCE_LANGUAGES
    return [*neutral, *(name for code in sources for name in columns_of(model, code))]


def languages_address(content_id: UUID) -> str:
    """The page “Languages and editions” of the content."""
    return reverse("factsheets_languages", args=[content_id])


def content_address(content_id: UUID) -> str:
    """The place to work on the content: its editor, or for who may not edit it what is known of it."""
    return reverse("factsheets_content", args=[content_id])


def editor_address(authored: Authored) -> str:
    """Wagtail's editor of the row."""
    if isinstance(authored, AuthoredPage):
        return reverse("wagtailadmin_pages:edit", args=[authored.pk])
    return reverse(authored.snippet_viewset.get_url_name("edit"), args=[authored.pk])  # type: ignore[attr-defined]
