"""System checks of the record: are its triggers in place, and can it be searched?

Run by `check --database`, `migrate` and at start-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from . import triggers
from .search import database as search


def register_checks() -> None:
    """Called once when the app is ready."""
    register(check_triggers, Tags.database)
    register(check_search, Tags.database)


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


def check_search(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """An error for each database that cannot keep the search index, or has lost a part of it."""
    found = (_problem_with_search(alias) for alias in databases or [])
    return [problem for problem in found if problem]


def _problem_with_search(alias: str) -> CheckMessage | None:
    connection = connections[alias]
    if not search.is_possible(connection):
        return Error(
            "This SQLite was built without FTS5, so nothing can be searched.",
            hint="Use the sqlite3 module that comes with Python, or PostgreSQL (DATABASE_URL).",
            id="editions.E002",
        )
    if missing := search.missing(connection):
        return Error(
            f"Parts of the search index are missing: {', '.join(missing)}.",
            hint="Run `manage.py migrate`, which makes them again, then `manage.py rebuild_search`.",
            id="editions.E003",
        )
    return None


def _missing_triggers(alias: str) -> list[str]:
    connection = connections[alias]
    if triggers.EDITIONS not in connection.introspection.table_names():
        return []
    return sorted(triggers.expected(connection) - triggers.present(connection))
