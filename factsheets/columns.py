"""Columns: which database column holds which translated field in which language. The one place that knows.

modeltranslation gives every translated field a column per language of the catalogue and lets the bare name answer for
whatever language is active. Nothing in this project reads a bare translated field; it asks here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from modeltranslation.utils import build_localized_fieldname

if TYPE_CHECKING:
    from .models.authored import Authored


def column(field: str, language: str) -> str:
    """Name of the column, for example `headline_zh_hans`."""
    return build_localized_fieldname(field, language)


def columns_of(model: type[Authored], language: str) -> list[str]:
    """The model's columns of one language."""
    return [column(field, language) for field in model.translated_fields]


def columns_except(model: type[Authored], language: str) -> list[str]:
    """The columns of every other language of the catalogue: what saving must leave alone."""
    others = [code for code in settings.MODELTRANSLATION_LANGUAGES if code != language]
    return [name for code in others for name in columns_of(model, code)]


def not_of_the_source(model: type[Authored], language: str) -> set[str]:
    """Everything translated that does not belong to this source language, the bare names included."""
    return {*columns_except(model, language), *model.translated_fields}


def value(authored: Authored, field: str, language: str) -> Any:
    """The field in exactly this language; empty if there is no text in it."""
    return getattr(authored, column(field, language))


def line(authored: Authored, field: str, language: str) -> str:
    """A field of one line: without blanks around it, and with one blank where there are several."""
    return " ".join((value(authored, field, language) or "").split())
