"""What was released before gets its position from the log."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("editions", "0007_positions"),
    ]

    operations = [
        migrations.RunSQL(
            """
            INSERT INTO editions_position (work_id, number)
            SELECT w.id, COALESCE(MAX(c.id), 0) + 1
            FROM editions_work w LEFT JOIN editions_change c ON c.work_id = w.id
            GROUP BY w.id
            """,
            "DELETE FROM editions_position",
        ),
    ]
