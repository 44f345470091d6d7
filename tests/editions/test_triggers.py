"""Triggers: the database itself refuses to change the record, whoever asks."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from editions import triggers
from editions.checks import check_triggers
from editions.models import Change, Edition, Redaction

from .builders import released

ON_POSTGRESQL = connection.vendor == "postgresql"
ONLY_ON_POSTGRESQL = pytest.mark.skipif(not ON_POSTGRESQL, reason="SQLite has no such statement")
RECORD = pytest.mark.parametrize("table", [triggers.EDITIONS, triggers.CHANGES])


def refused(statement: str, *parameters: object) -> None:
    """Run the statement in a transaction of its own; it must be refused as what it is."""
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def check() -> list[str]:
    return [error.msg for error in check_triggers(databases=["default"])]


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["content", "hash", "version", "change_kind", "released_by", "made_from"])
def test_edition_cannot_be_changed(field):
    edition = released()
    value = edition.id if field == "made_from" else 7
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Edition.objects.filter(id=edition.id).update(**{field: value})


@pytest.mark.django_db
def test_edition_cannot_be_saved_again():
    edition = released()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        edition.save()


@pytest.mark.django_db
def test_change_cannot_be_changed():
    released()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Change.objects.update(note="Nothing happened.")


@pytest.mark.django_db
@RECORD
def test_row_cannot_be_deleted(table):
    released()
    refused(f"DELETE FROM {table}")


@ONLY_ON_POSTGRESQL
@pytest.mark.django_db
@pytest.mark.parametrize("table", [triggers.EDITIONS, triggers.CHANGES, "editions_work"])
def test_table_cannot_be_truncated_and_neither_can_one_that_it_depends_on(table):
    released()
    connection.check_constraints()  # deferred checks that still wait would refuse it first
    refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db
@RECORD
def test_row_cannot_be_put_in_place_of_another(table):
    released()
    rows = f"INTO {table} SELECT * FROM {table}"
    refused(f"INSERT {rows} ON CONFLICT (id) DO UPDATE SET id = EXCLUDED.id" if ON_POSTGRESQL else f"REPLACE {rows}")


@pytest.mark.django_db
def test_same_version_cannot_be_put_in_place_of_another():
    edition = released()
    edition.id = "8f14e45f-ceea-467f-a4f1-2c9a6b7d1234"
    with pytest.raises(IntegrityError), transaction.atomic():
        edition.save(force_insert=True)


@pytest.mark.django_db
def test_check_finds_every_trigger():
    assert check() == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(triggers.expected(connection)))
def test_check_notices_a_trigger_that_was_dropped(name):
    table = f" ON {name.rsplit('__', 1)[0]}" if ON_POSTGRESQL else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{table}")
    assert check() == [f"The triggers {name} are missing, so released editions could be changed."]


@pytest.mark.django_db
def test_check_asks_only_the_databases_that_it_is_given():
    triggers.drop(connection)
    assert check_triggers(databases=None) == []


@ONLY_ON_POSTGRESQL
@pytest.mark.django_db
@pytest.mark.parametrize("state", ["DISABLE", "ENABLE REPLICA"])
def test_check_notices_a_trigger_that_was_switched_off(state):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE editions_edition {state} TRIGGER editions_edition__no_update")
    assert "editions_edition__no_update" in check()[0]


@pytest.mark.django_db
def test_migrate_makes_dropped_triggers_again():
    triggers.drop(connection)
    call_command("migrate", "editions", verbosity=0)
    assert check() == []
    test_change_cannot_be_changed()


@pytest.mark.django_db(transaction=True)
def test_triggers_come_back_after_a_migration_has_remade_the_table():
    change_the_length_of_a_column_and_back()
    assert bool(check()) is not ON_POSTGRESQL, "SQLite drops them silently, PostgreSQL keeps them"
    call_command("migrate", "editions", verbosity=0)
    assert check() == []


def change_the_length_of_a_column_and_back() -> None:
    """What an ordinary AlterField does, for which Django makes a SQLite table anew."""
    now = Change._meta.get_field("by")
    longer = models.CharField(max_length=300, blank=True)
    longer.set_attributes_from_name("by")
    longer.model = Change
    with connection.schema_editor() as editor:
        editor.alter_field(Change, now, longer)
        editor.alter_field(Change, longer, now)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE editions_redaction SET reason = 'another'",
        "UPDATE editions_redaction SET open = TRUE",
        "DELETE FROM editions_redaction",
    ],
)
def test_redaction_is_on_record_for_good(change):
    a_redaction(still_open=False)
    refused(change)


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["hash = 'sha256:0'", "content = '{}'", "version = 7", "change_note = ''"])
def test_open_redaction_allows_a_tombstone_and_nothing_else(change):
    a_redaction(still_open=True)
    refused(f"UPDATE editions_edition SET {change}")


def a_redaction(*, still_open: bool) -> None:
    Redaction.objects.create(
        edition=released(), reason="A name.", original_hash="sha256:1", at=timezone.now(), by="Amal", open=still_open
    )
