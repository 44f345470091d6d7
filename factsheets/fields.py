"""Fields of authoring: stream fields whose blocks are no part of the migrations, and several choices in one field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from wagtail.fields import StreamField


class BodyField(StreamField):
    """With a column per language of the catalogue, one new block type would otherwise alter 44 columns."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _block_types, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


class ChoicesField(models.JSONField):
    """Several codes of a closed list, in the order of that list; check boxes in a form.

    The list is no part of the migrations: codes are for ever, labels are not.
    """

    def __init__(self, *args: Any, codes: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        self.codes = codes
        options: dict[str, Any] = {"default": list, "blank": True} | kwargs
        super().__init__(*args, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, list(args), kwargs

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        choices = self.codes.choices if self.codes else []
        options: dict[str, Any] = {
            "label": self.verbose_name,
            "help_text": self.help_text,
            "required": not self.blank,
            "widget": forms.CheckboxSelectMultiple,
        }
        return forms.MultipleChoiceField(choices=choices, **options)
