"""System checks of the record: are its triggers in place? Run by `check --database`, `migrate` and at start-up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from . import triggers


def register_checks() -> None:
    """Called once when the app is ready."""
    register(check_triggers, Tags.database)


def check_triggers(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """An error for each database in which editions could be changed."""
    return [
        Error(
            f"The triggers {', '.join(missing)} are missing, so released editions could be changed.",
            hint="Run `manage.py migrate`: it makes them again.",
            id="editions.E001",
        )
        for alias in databases or []
        if (missing := _missing_triggers(alias))
    ]


def _missing_triggers(alias: str) -> list[str]:
    connection = connections[alias]
    if triggers.EDITIONS not in connection.introspection.table_names():
        return []
    return sorted(triggers.expected(connection) - triggers.present(connection))
