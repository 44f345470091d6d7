"""What waits says how readers stand meanwhile; redacted words are known again beside other neighbours."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0004_own_status"),
    ]

    operations = [
        migrations.AddField(
            model_name="dependent",
            name="meanwhile",
            field=models.CharField(
                choices=[
                    ("current", "Current"),
                    ("outdated", "Outdated"),
                    ("withheld", "Withheld"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="current",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="redaction",
            name="words_hash",
            field=models.CharField(blank=True, max_length=71),
        ),
        migrations.AlterField(
            model_name="dependent",
            name="not_before",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="inclusion",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="inclusions", to="editions.edition"
            ),
        ),
    ]
