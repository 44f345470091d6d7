"""The page types: a fact sheet, and the index page that holds fact sheets.

A page row is the editors' working copy, never what readers get. Its columns in other languages than its own are
written by `materialising.py` alone: saving, publishing or reverting a page leaves them as they are.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields import Field
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from editions import slugs
from editions.models import Work
from editions.vocabulary import ChangeKind, ContentType
from factsheets.blocks import SheetBody
from factsheets.columns import TRANSLATED_FIELDS, columns_except, columns_of
from factsheets.copying import DraftCopyForm
from factsheets.fields import BodyField
from factsheets.forms import FactSheetForm
from factsheets.panels import fact_sheet_tabs
from factsheets.previews import preview_context

from .publishers import Publisher


def default_source_language() -> str:
    """The language in which a sheet is written unless its author chooses another."""
    return settings.SOURCE_LANGUAGES[0]


class FactSheetIndex(Page):
    """Holds fact sheets; has no text of its own and is never served."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["factsheets.FactSheet"]
    private_page_options: ClassVar[list[str]] = []
    page_description = gettext_lazy("A folder for fact sheets.")
    preview_modes: ClassVar[list[tuple[str, Any]]] = []

    class Meta:
        verbose_name = gettext_lazy("fact sheet folder")
        verbose_name_plural = gettext_lazy("fact sheet folders")


class FactSheet(Page):
    """One sheet in all its languages. Written in `source_language`; `title` is the editors' working title."""

    content_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source_language = models.CharField(
        gettext_lazy("source language"), max_length=16, default=default_source_language, editable=False
    )
    headline = models.CharField(gettext_lazy("headline"), max_length=255, blank=True)
    alternative_titles = models.TextField(gettext_lazy("other names"), blank=True)
    summary = models.TextField(gettext_lazy("summary"), blank=True)
    body = BodyField(SheetBody(), verbose_name=gettext_lazy("text"), blank=True)
    publisher = models.ForeignKey(
        Publisher,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sheets",
        verbose_name=gettext_lazy("publisher"),
    )
    last_reviewed = models.DateField(gettext_lazy("last reviewed"), null=True, blank=True)
    next_review = models.DateField(gettext_lazy("next review due"), null=True, blank=True)
    change_kind = models.CharField(
        gettext_lazy("what this change does to a reader"), max_length=10, choices=ChangeKind.choices, blank=True
    )
    change_note = models.TextField(gettext_lazy("note to readers"), blank=True)

    parent_page_types = ["factsheets.FactSheetIndex"]
    private_page_options: ClassVar[list[str]] = []  # an edition is public or it is not: there are no passwords for it
    subpage_types: ClassVar[list[str]] = []
    page_description = gettext_lazy("Information for patients, released language by language.")
    base_form_class = FactSheetForm
    copy_form_class = DraftCopyForm
    exclude_fields_in_copy = ["content_id", "change_kind", "change_note"]
    edit_handler = fact_sheet_tabs(FactSheetForm)
    template = "factsheets/preview.html"  # for previews only: pages are never served

    class Meta:
        verbose_name = gettext_lazy("fact sheet")
        verbose_name_plural = gettext_lazy("fact sheets")

    @property
    def is_released(self) -> bool:
        """True once an edition of this sheet exists."""
        return Work.objects.filter(id=self.content_id).exists()

    def clean(self) -> None:
        super().clean()
        if problem := slugs.problem_with(type=ContentType.FACTSHEET, slug=self.slug, work_id=self.content_id):
            raise ValidationError({"slug": problem})
        if not slugs.belongs_to(self.content_id, self.slug) and slug_is_in_use(self.slug, except_page=self.pk):
            raise ValidationError({"slug": _("Another sheet has this slug. Choose another one.")})

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Check what the editor can change: a column of another language must not keep the source from readers."""
        super().clean_fields(exclude={*(exclude or ()), *columns_except(self.source_language)})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Write the page, but never a column of another language than its own.

        A page object may be older than what a translator saved in the same second.
        """
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = self._fields_of_the_page()
        return super().save(*args, **kwargs)

    def _fields_of_the_page(self) -> list[str]:
        not_ours = {*columns_except(self.source_language), *TRANSLATED_FIELDS, *self.get_deferred_fields()}
        fields = [f.name for f in self._meta.concrete_fields if f.attname not in not_ours and not _is_key(f)]
        return fields + [relation.get_accessor_name() for relation in get_all_child_relations(self)]

    def serializable_data(self) -> dict[str, Any]:
        """What a revision holds: the source language only. Bare fields would follow the interface language."""
        data: dict[str, Any] = super().serializable_data()
        left_out = {*columns_except(self.source_language), *TRANSLATED_FIELDS}
        return {name: value for name, value in data.items() if name not in left_out}

    def with_content_json(self, content: dict[str, Any]) -> FactSheet:
        """The page as the revision has it; other languages, identity and source language as the row has them."""
        row = self if isinstance(self, FactSheet) else FactSheet.objects.get(pk=self.pk)
        left_out = {*columns_except(row.source_language), *TRANSLATED_FIELDS}
        page = super().with_content_json({name: value for name, value in content.items() if name not in left_out})
        for name in columns_except(row.source_language):
            setattr(page, name, getattr(row, name))
        page.content_id = row.content_id
        page.source_language = row.source_language
        return page

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """In the language of the sheet and with its dates, whatever the editor's interface speaks."""
        with translation.override({"en": "en-gb"}.get(self.source_language, self.source_language)):
            response = super().serve_preview(request, mode_name)
            return response.render() if hasattr(response, "render") else response

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context | preview_context(self)

    @classmethod
    def columns_to_load(cls, language: str) -> list[str]:
        """For `.only(…)`: the columns that one language needs. Loading all of them costs ten times as much."""
        translated = set(TRANSLATED_FIELDS)
        all_languages = {name for code in settings.MODELTRANSLATION_LANGUAGES for name in columns_of(code)}
        neutral = [f.name for f in cls._meta.concrete_fields if f.name not in all_languages | translated]
        return [*neutral, *columns_of(language)]


def slug_is_in_use(slug: str, *, except_page: int | None) -> bool:
    """Whether another sheet, in whatever folder, has the slug in its working copy."""
    return FactSheet.objects.filter(slug=slug).exclude(pk=except_page).exists()


def _is_key(field: Field[Any, Any]) -> bool:
    return field.primary_key or bool(field.remote_field and getattr(field.remote_field, "parent_link", False))
