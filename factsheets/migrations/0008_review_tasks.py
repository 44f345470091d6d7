"""What is to be read again because a reference was retracted or superseded."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factsheets", "0007_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content_id", models.UUIDField(editable=False, verbose_name="content")),
                ("cause_id", models.UUIDField(editable=False, verbose_name="reference")),
                (
                    "reason",
                    models.CharField(
                        choices=[("retracted", "Retracted"), ("superseded", "Superseded")],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="since")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                ("done_by", models.CharField(blank=True, max_length=255, verbose_name="done by")),
            ],
            options={
                "verbose_name": "review task",
                "verbose_name_plural": "review tasks",
                "indexes": [models.Index(fields=["cause_id", "done_at"], name="review_task_by_cause")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=("content_id", "cause_id"),
                        name="review_task_is_open_once",
                    )
                ],
            },
        ),
    ]
