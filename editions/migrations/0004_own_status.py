"""Until now no publication had neighbours: the status that it had was its own."""

from typing import Any

from django.db import migrations, models


def copy_status(apps: Any, _schema_editor: Any) -> None:
    apps.get_model("editions", "Publication").objects.update(own_status=models.F("status"))


class Migration(migrations.Migration):
    dependencies = [("editions", "0003_content_model")]
    operations = [migrations.RunPython(copy_status, migrations.RunPython.noop)]
