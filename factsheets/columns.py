"""Columns: which database column holds which translated field in which language. The one place that knows.

modeltranslation gives every translated field a column per language of the catalogue and lets the bare name answer for
whatever language is active. Nothing in this project reads a bare translated field; it asks here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from modeltranslation.utils import build_localized_fieldname

if TYPE_CHECKING:
    from .models import FactSheet

TRANSLATED_FIELDS = ("headline", "alternative_titles", "summary", "body")


def column(field: str, language: str) -> str:
    """Name of the column, for example `headline_zh_hans`."""
    return build_localized_fieldname(field, language)


def columns_of(language: str) -> list[str]:
    """The columns of one language."""
    return [column(field, language) for field in TRANSLATED_FIELDS]


def columns_except(language: str) -> list[str]:
    """The columns of every other language of the catalogue: what a page save must leave alone."""
    others = [code for code in settings.MODELTRANSLATION_LANGUAGES if code != language]
    return [name for code in others for name in columns_of(code)]


def value(page: FactSheet, field: str, language: str) -> Any:
    """The field in exactly this language; empty if there is no text in it."""
    return getattr(page, column(field, language))
