"""Every publisher has an id now."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("factsheets", "0005_publishers_and_folders")]
    operations = [
        migrations.AlterField(
            model_name="publisher",
            name="content_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        )
    ]
