"""Authored: what every content has in common while it is written, page or snippet.

A row is the editors' working copy, never what readers get. Its columns in other languages than its own are written by
`materialising.py` alone: saving, publishing or reverting leaves them as they are.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.fields import Field
from django.utils.translation import gettext_lazy as _

from editions.vocabulary import ChangeKind, ContentType
from factsheets.columns import columns_of, not_of_the_source


def default_source_language() -> str:
    """The language in which something is written unless its author chooses another."""
    return settings.SOURCE_LANGUAGES[0]


class Authored(models.Model):
    """Written in `source_language`; released under `content_id` as a content of `released_as`.

    `change_kind` and `change_note` tell readers of the next release what it does; they are emptied by it.
    """

    released_as: ClassVar[ContentType]
    translated_fields: ClassVar[tuple[str, ...]] = ()
    # The form field in which the text of a segment such as "title" is found.
    field_of_segment: ClassVar[dict[str, str]] = {}
    # Whoever saves or publishes leaves their name here for the release to find.
    acting_user: Any = None
    slug: Any

    content_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source_language = models.CharField(
        _("source language"), max_length=16, default=default_source_language, editable=False
    )
    change_kind = models.CharField(
        _("what this change does to a reader"), max_length=10, choices=ChangeKind.choices, blank=True
    )
    change_note = models.TextField(_("note to readers"), blank=True)

    class Meta:
        abstract = True

    @classmethod
    def columns_to_load(cls, language: str) -> list[str]:
        """For `.only(…)`: the columns that one language needs. Loading all of them costs ten times as much."""
        all_languages = {name for code in settings.MODELTRANSLATION_LANGUAGES for name in columns_of(cls, code)}
        translated = {*all_languages, *cls.translated_fields}
        neutral = [f.name for f in cls._meta.concrete_fields if f.name not in translated]
        return [*neutral, *columns_of(cls, language)]

    def fields_to_write(self) -> list[str]:
        """The fields that a save of this object may write.

        An object may be older than what a translator saved in the same second.
        """
        not_ours = {*not_of_the_source(type(self), self.source_language), *self.get_deferred_fields()}
        return [f.name for f in self._meta.concrete_fields if f.attname not in not_ours and not _is_key(f)]


def _is_key(field: Field[Any, Any]) -> bool:
    return field.primary_key or bool(field.remote_field and getattr(field.remote_field, "parent_link", False))
