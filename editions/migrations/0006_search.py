"""What search finds, and the index that each database has of its own.

`manage.py rebuild_search --stale` fills it, as `manage.py prepare` does after migrating.
"""

import django.db.models.deletion
from django.db import migrations, models

from editions.search import database


def create_index(apps, schema_editor):
    database.create(schema_editor.connection)


def drop_index(apps, schema_editor):
    database.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0005_dependents_wait"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_text",
                        serialize=False,
                        to="editions.publication",
                    ),
                ),
                ("edition_id", models.UUIDField()),
                ("version", models.PositiveSmallIntegerField()),
                ("method", models.CharField(blank=True, max_length=20)),
                ("made_from_version", models.PositiveIntegerField(null=True)),
                ("ends", models.CharField(max_length=60)),
                ("stands", models.TextField()),
                ("text", models.TextField()),
                ("tokens", models.TextField()),
            ],
            options={
                "verbose_name": "search text",
                "verbose_name_plural": "search texts",
            },
        ),
        migrations.RunPython(create_index, drop_index),
    ]
