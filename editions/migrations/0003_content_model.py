"""Every type of content has editions; editions know whose words they hold, and what has to follow a change."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0002_images"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dependent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("language", models.CharField(max_length=16)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("editorial", "Editorial: the meaning is the same"),
                            ("content", "Content: the meaning has changed"),
                            ("safety", "Safety: the old text could harm"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("since", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                ("failures", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "dependent release",
                "verbose_name_plural": "dependent releases",
            },
        ),
        migrations.CreateModel(
            name="Inclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("publisher", "Publisher"),
                            ("faq", "Question included"),
                            ("reference", "Reference cited"),
                            ("term", "Term explained"),
                            ("topic", "Topic"),
                            ("link", "Link"),
                            ("superseded_by", "Superseded by"),
                        ],
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=16)),
            ],
            options={
                "verbose_name": "inclusion",
                "verbose_name_plural": "inclusions",
            },
        ),
        migrations.DeleteModel(
            name="Publisher",
        ),
        migrations.AddField(
            model_name="edition",
            name="is_recomposed",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="publication",
            name="audience",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="publication",
            name="own_status",
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
        migrations.AlterField(
            model_name="change",
            name="act",
            field=models.CharField(
                choices=[
                    ("released", "Released"),
                    ("carried_forward", "Carried forward to the new source edition"),
                    ("recomposed", "Released again with the changed text of a neighbour"),
                    ("status_changed", "Status changed"),
                    ("withheld", "Withheld by hand"),
                    ("no_longer_withheld", "No longer withheld by hand"),
                    ("withdrawn", "Withdrawn"),
                    ("withdrawal_explained", "Reason or replacement of a withdrawal changed"),
                    ("reinstated", "Reinstated"),
                    ("renamed", "Slug changed"),
                    ("redacted", "Redacted"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="slug",
            name="type",
            field=models.CharField(
                choices=[
                    ("factsheet", "Fact sheet"),
                    ("faq", "Question"),
                    ("reference", "Reference"),
                    ("publisher", "Publisher"),
                    ("topic", "Topic"),
                    ("term", "Term"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="work",
            name="type",
            field=models.CharField(
                choices=[
                    ("factsheet", "Fact sheet"),
                    ("faq", "Question"),
                    ("reference", "Reference"),
                    ("publisher", "Publisher"),
                    ("topic", "Topic"),
                    ("term", "Term"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="dependent",
            name="work",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="dependents", to="editions.work"
            ),
        ),
        migrations.AddField(
            model_name="inclusion",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="inclusions", to="editions.edition"
            ),
        ),
        migrations.AddField(
            model_name="inclusion",
            name="included",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="editions.edition"
            ),
        ),
        migrations.AddField(
            model_name="inclusion",
            name="work",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="included_in", to="editions.work"
            ),
        ),
        migrations.AddIndex(
            model_name="dependent",
            index=models.Index(fields=["not_before", "id"], name="dependent_by_turn"),
        ),
        migrations.AddConstraint(
            model_name="dependent",
            constraint=models.UniqueConstraint(fields=("work", "language"), name="dependent_is_unique"),
        ),
        migrations.AddIndex(
            model_name="inclusion",
            index=models.Index(fields=["work", "role"], name="inclusion_by_work"),
        ),
        migrations.AddConstraint(
            model_name="inclusion",
            constraint=models.UniqueConstraint(fields=("edition", "role", "work"), name="inclusion_is_unique"),
        ),
    ]
