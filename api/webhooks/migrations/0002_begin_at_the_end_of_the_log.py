"""Whatever happened before there were webhooks is not told by them."""

from typing import Any

from django.db import migrations


def begin_here(apps: Any, _schema_editor: Any) -> None:
    last = apps.get_model("editions", "Change").objects.order_by("id").values_list("id", flat=True).last()
    apps.get_model("api_webhooks", "Position").objects.get_or_create(id=1, defaults={"change_id": last or 0})


class Migration(migrations.Migration):
    dependencies = [("api_webhooks", "0001_initial")]
    operations = [migrations.RunPython(begin_here, migrations.RunPython.noop)]
