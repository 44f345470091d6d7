"""The index in the database: tokens are found there, however many publications there are.

Neither database changes or cuts a token. SQLite: a table of FTS5 that keeps no text of its own and follows
`editions_searchtext` by triggers; its `ascii` tokenizer leaves every sign beyond ASCII alone (`unicode61` cuts Bengali
at vowel signs). Django rebuilds tables on migration and silently drops their triggers, so `after_migrate` makes them
anew. PostgreSQL: a GIN index on the tokens as `tsvector`.
"""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "editions_searchtext"
INDEX = "editions_searchindex"
FUNCTION = "editions_search"

# `detail=none`: which publications hold a token is all that is asked; weights are a part of the token.
# `prefix`: beginnings of up to seven letters, after the five signs before them, are found without joining the lists
# of all tokens that begin so.
_SQLITE = (
    f"""
    CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(
        tokens, content='{TABLE}', content_rowid='publication_id', tokenize='ascii', detail=none, columnsize=0,
        prefix='6 7 8 9 10 11 12'
    )
    """,
)
_OLD_OUT = f"INSERT INTO {INDEX}({INDEX}, rowid, tokens) VALUES ('delete', OLD.publication_id, OLD.tokens);"  # noqa: S608
_NEW_IN = f"INSERT INTO {INDEX}(rowid, tokens) VALUES (NEW.publication_id, NEW.tokens);"  # noqa: S608
TRIGGERS = {
    f"{TABLE}__insert": ("INSERT", _NEW_IN),
    f"{TABLE}__update": ("UPDATE", f"{_OLD_OUT} {_NEW_IN}"),
    f"{TABLE}__delete": ("DELETE", _OLD_OUT),
}
# Goes down the ladder until enough is found. The planner would read the whole table for a word that is on most sheets,
# because it does not know what unpacking their tokens costs, a hundred times more than the index: so it is forbidden
# to, within this function alone. The first steps may be `uncounted`, of which the caller wants a part only.
_POSTGRESQL = (
    f"""
    CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE}
    USING gin (array_to_tsvector(string_to_array(tokens, ' '))) WITH (fastupdate = off)
    """,
    f"""
    CREATE OR REPLACE FUNCTION {FUNCTION}(
        asked text[], numbers integer[], most integer, enough integer, uncounted integer
    )
    RETURNS TABLE (id bigint, step integer) LANGUAGE plpgsql STABLE ROWS 100 SET enable_seqscan = off AS $$
    DECLARE
        found_now bigint;
        found_all bigint := 0;
    BEGIN
        FOR n IN 1 .. cardinality(asked) LOOP
            RETURN QUERY SELECT t.publication_id, numbers[n] FROM {TABLE} t
            WHERE array_to_tsvector(string_to_array(t.tokens, ' ')) @@ asked[n]::tsquery LIMIT most;
            GET DIAGNOSTICS found_now = ROW_COUNT;
            found_all := found_all + CASE WHEN n > uncounted THEN found_now ELSE 0 END;
            EXIT WHEN found_all >= enough;
        END LOOP;
    END $$
    """,  # noqa: S608
)
_ARGUMENTS = "text[], integer[], integer, integer, integer"


def after_migrate(using: str, **_kwargs: Any) -> None:
    """Receiver of post_migrate: make the index anew where the table is there."""
    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        create(connection)


def create(connection: BaseDatabaseWrapper) -> None:
    """Make the index; nothing changes if it is there already."""
    statements: tuple[str, ...] = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    if INDEX not in missing(connection):
        # Refused in a transaction that has written to the table, even as “if not exists”.
        statements = tuple(each for each in statements if "CREATE INDEX" not in each)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        if connection.vendor == "sqlite":
            for name, (act, does) in TRIGGERS.items():
                cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {act} ON {TABLE} BEGIN {does} END")


def drop(connection: BaseDatabaseWrapper) -> None:
    """Remove the index, for a migration that goes back behind it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION IF EXISTS {FUNCTION}({_ARGUMENTS})")
            cursor.execute(f"DROP INDEX IF EXISTS {INDEX}")
            return
        for name in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(f"DROP TABLE IF EXISTS {INDEX}")


def fill_again(connection: BaseDatabaseWrapper) -> None:
    """Make SQLite's index from the table, whatever had become of it. PostgreSQL's cannot fall behind."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")  # noqa: S608


def tidy(connection: BaseDatabaseWrapper) -> None:
    """Join the pieces in which SQLite has written its index, where each question has to look."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('optimize')")  # noqa: S608


def is_possible(connection: BaseDatabaseWrapper) -> bool:
    """Whether this SQLite has FTS5, as Python's own has."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'")
        return cursor.fetchone() is not None


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of what ought to be there and is not; nothing before the table is there itself."""
    if TABLE not in connection.introspection.table_names():
        return []
    if connection.vendor == "postgresql":
        wanted, query = {INDEX, FUNCTION}, "SELECT relname FROM pg_class UNION ALL SELECT proname FROM pg_proc"
    else:
        wanted, query = {INDEX, *TRIGGERS}, "SELECT name FROM sqlite_master"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return sorted(wanted - {row[0] for row in cursor.fetchall()})
