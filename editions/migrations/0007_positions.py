"""Where each content stands in the order of acts, and the log of one language without a walk through all of it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0006_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="Position",
            fields=[
                (
                    "work",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="position",
                        serialize=False,
                        to="editions.work",
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
            ],
            options={
                "verbose_name": "position",
                "verbose_name_plural": "positions",
                "indexes": [models.Index(fields=["number", "work"], name="position_by_number")],
            },
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["language", "id"], name="change_by_language"),
        ),
    ]
