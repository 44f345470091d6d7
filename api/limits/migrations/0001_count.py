"""The shared count, where PostgreSQL keeps it. It has no model: only `api/limits/stores/postgresql.py` reads it."""

from django.db import migrations

MAKE = """
    CREATE UNLOGGED TABLE api_limits_count (
        minute bigint NOT NULL, bucket varchar(64) NOT NULL, taken bigint NOT NULL, PRIMARY KEY (minute, bucket)
    )
"""


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(MAKE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TABLE api_limits_count")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(make, drop)]
