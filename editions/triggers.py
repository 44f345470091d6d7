"""Triggers: the database itself refuses to change what was released.

Editions, what they include, changes and redactions allow INSERT only, with two exceptions: while its redaction is
open, the content of an edition may become a tombstone; and an open redaction may be closed. Django rebuilds SQLite
tables on migration and silently drops their triggers, so `after_migrate` makes them anew each time and `checks.py`
verifies them. Tests that flush tables call `drop` first (see tests/conftest.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

EDITIONS = "editions_edition"
CHANGES = "editions_change"
REDACTIONS = "editions_redaction"
INCLUSIONS = "editions_inclusion"
TABLES = {EDITIONS: "Edition", CHANGES: "Change", REDACTIONS: "Redaction", INCLUSIONS: "Inclusion"}
MESSAGE = "editions, changes and redactions are append-only"

_IS_REDACTING = (
    "EXISTS (SELECT 1 FROM editions_redaction r WHERE r.edition_id = OLD.id AND r.open)"
    """ AND NEW.content LIKE '{"redacted":%'"""
)
# By table, what an UPDATE may do, and the columns in which it may do it.
_ALLOWED = {EDITIONS: (_IS_REDACTING, {"content"}), REDACTIONS: ("OLD.open AND NOT NEW.open", {"open"})}
_SAME_ROW = {
    EDITIONS: "t.id = NEW.id OR (t.work_id = NEW.work_id AND t.language = NEW.language AND t.version = NEW.version)",
    CHANGES: "t.id = NEW.id",
    REDACTIONS: "t.id = NEW.id OR t.edition_id = NEW.edition_id",
    INCLUSIONS: "t.id = NEW.id OR (t.edition_id = NEW.edition_id AND t.role = NEW.role AND t.work_id = NEW.work_id)",
}


def after_migrate(using: str, **_kwargs: Any) -> None:
    """Receiver of post_migrate: make the triggers anew where the tables are there."""
    connection = connections[using]
    if set(TABLES) <= set(connection.introspection.table_names()):
        create(connection)


def create(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers; nothing changes if they are there already."""
    _run(connection, list(_postgresql() if connection.vendor == "postgresql" else _sqlite()))


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
    return {f"{table}__{act}" for table in TABLES for act in acts}


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


def _update_is_allowed(table: str, *, differs: str) -> str:
    """Condition under which an UPDATE passes: its purpose, and that every other column stays as it is."""
    if table not in _ALLOWED:
        return "FALSE"
    purpose, columns = _ALLOWED[table]
    fields = apps.get_model("editions", TABLES[table])._meta.concrete_fields
    changed = [f'OLD."{f.column}" {differs} NEW."{f.column}"' for f in fields if f.column not in columns]
    return f"({purpose}) AND NOT ({' OR '.join(changed)})"


def _sqlite() -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for table in TABLES:
        # INSERT OR REPLACE deletes the row in its way without asking the trigger for DELETE.
        acts = {
            "no_update": f"UPDATE ON {table} WHEN NOT ({_update_is_allowed(table, differs='IS NOT')})",
            "no_delete": f"DELETE ON {table}",
            "no_replace": f"INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} t WHERE {_SAME_ROW[table]})",  # noqa: S608
        }
        for name, act in acts.items():
            yield f"DROP TRIGGER IF EXISTS {table}__{name}"
            yield f"CREATE TRIGGER {table}__{name} BEFORE {act} {refuse}"


def _postgresql() -> Iterator[str]:
    refuse = f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';"
    yield f"""
        CREATE OR REPLACE FUNCTION editions_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {refuse} END $$
    """
    for table in TABLES:
        allowed = _update_is_allowed(table, differs="IS DISTINCT FROM")
        yield f"""
            CREATE OR REPLACE FUNCTION {table}__check() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN IF {allowed} THEN RETURN NEW; END IF; {refuse} END $$
        """
        for act, function, each in (
            ("UPDATE", f"{table}__check", "ROW"),
            ("DELETE", "editions_refuse", "ROW"),
            ("TRUNCATE", "editions_refuse", "STATEMENT"),
        ):
            yield (
                f"CREATE OR REPLACE TRIGGER {table}__no_{act.lower()} BEFORE {act} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION {function}()"
            )
