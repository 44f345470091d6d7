"""System checks of authoring: a language that somebody writes in must stay enabled as a source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from .models import MODEL_OF


def register_checks() -> None:
    """Called once when the app is ready."""
    register(check_source_languages, Tags.database)


def check_source_languages(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """An error for each language that sheets are written in but that the settings no longer name as a source."""
    if "default" not in (databases or []):
        return []
    tables = connections["default"].introspection.table_names()
    used = {
        language
        for model in MODEL_OF.values()
        if model._meta.db_table in tables
        for language in model._default_manager.order_by().values_list("source_language", flat=True).distinct()
    }
    return [
        Error(
            f"Contents are written in “{language}”, so it cannot be disabled.",
            hint=f"Put “{language}” back among the enabled and the source languages.",
            id="factsheets.E001",
        )
        for language in sorted(used - set(settings.SOURCE_LANGUAGES))
    ]
