"""Triggers: the database itself refuses to change what was released.

Editions and changes allow INSERT only; an edition may be updated while a redaction of it is open. Django rebuilds
SQLite tables on migration and silently drops their triggers, so `after_migrate` makes them anew each time and
`checks.py` verifies them. Tests that flush tables call `drop` first (see tests/conftest.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

EDITIONS = "editions_edition"
CHANGES = "editions_change"
MESSAGE = "editions and changes are append-only"

_HAS_ROW = {
    EDITIONS: (
        "EXISTS (SELECT 1 FROM editions_edition e WHERE e.id = NEW.id"
        " OR (e.work_id = NEW.work_id AND e.language = NEW.language AND e.version = NEW.version))"
    ),
    CHANGES: "EXISTS (SELECT 1 FROM editions_change c WHERE c.id = NEW.id)",
}
_OPEN_REDACTION = "EXISTS (SELECT 1 FROM editions_redaction r WHERE r.edition_id = OLD.id AND r.open)"


def after_migrate(using: str, **_kwargs: Any) -> None:
    """Receiver of post_migrate: make the triggers anew where the tables are there."""
    connection = connections[using]
    if {EDITIONS, CHANGES} <= set(connection.introspection.table_names()):
        create(connection)


def create(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers; nothing changes if they are there already."""
    _run(connection, _POSTGRESQL if connection.vendor == "postgresql" else list(_sqlite()))


def drop(connection: BaseDatabaseWrapper) -> None:
    """Remove the triggers: for the teardown of tests, which empty every table, and for nothing else."""
    on_table = connection.vendor == "postgresql"
    _run(
        connection,
        [
            f"DROP TRIGGER IF EXISTS {name}" + (f" ON {name.rsplit('__', 1)[0]}" if on_table else "")
            for name in expected(connection)
        ],
    )


def expected(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the triggers that must be there."""
    acts = ["no_update", "no_delete", "no_truncate" if connection.vendor == "postgresql" else "no_replace"]
    return {f"{table}__{act}" for table in (EDITIONS, CHANGES) for act in acts}


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the triggers that are there and enabled."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    # At once or not at all: readers and writers may be at work while a new version migrates.
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite() -> Iterator[str]:
    for table in (EDITIONS, CHANGES):
        unless = f"WHEN NOT {_OPEN_REDACTION}" if table == EDITIONS else ""
        for act, condition in (("UPDATE", unless), ("DELETE", "")):
            yield f"DROP TRIGGER IF EXISTS {table}__no_{act.lower()}"
            yield (
                f"CREATE TRIGGER {table}__no_{act.lower()} BEFORE {act} ON {table} {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
        # INSERT OR REPLACE deletes the row in its way without asking the trigger above.
        yield f"DROP TRIGGER IF EXISTS {table}__no_replace"
        yield (
            f"CREATE TRIGGER {table}__no_replace BEFORE INSERT ON {table} WHEN {_HAS_ROW[table]} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


def _postgresql() -> Iterator[str]:
    yield f"""
        CREATE OR REPLACE FUNCTION editions_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """
    yield f"""
        CREATE OR REPLACE FUNCTION editions_refuse_unless_redacting() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {_OPEN_REDACTION} THEN RETURN NEW; END IF;
            RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
    """
    for table in (EDITIONS, CHANGES):
        update = "editions_refuse_unless_redacting" if table == EDITIONS else "editions_refuse"
        for act, function, each in (
            ("UPDATE", update, "ROW"),
            ("DELETE", "editions_refuse", "ROW"),
            ("TRUNCATE", "editions_refuse", "STATEMENT"),
        ):
            yield (
                f"CREATE OR REPLACE TRIGGER {table}__no_{act.lower()} BEFORE {act} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION {function}()"
            )


_POSTGRESQL = list(_postgresql())
