"""Put a folder for fact sheets where Wagtail's own first migration left its welcome page."""

from typing import Any

from django.db import migrations

PATH = "00010001"


def make_folder(apps: Any, _schema_editor: Any) -> None:
    page_model = apps.get_model("wagtailcore", "Page")
    site_model = apps.get_model("wagtailcore", "Site")
    folder_model = apps.get_model("factsheets", "FactSheetIndex")
    content_type_model = apps.get_model("contenttypes", "ContentType")
    locale_model = apps.get_model("wagtailcore", "Locale")

    page_model.objects.filter(path=PATH, numchild=0, url_path="/home/").delete()
    if page_model.objects.filter(path=PATH).exists():
        return
    content_type, _created = content_type_model.objects.get_or_create(app_label="factsheets", model="factsheetindex")
    folder = folder_model.objects.create(
        title="Fact sheets",
        draft_title="Fact sheets",
        slug="factsheets",
        content_type=content_type,
        path=PATH,
        depth=2,
        numchild=0,
        url_path="/factsheets/",
        locale=locale_model.objects.get(),
        live=True,
    )
    page_model.objects.filter(path="0001").update(numchild=1)
    site_model.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page_id": folder.pk}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("factsheets", "0001_initial"),
        ("wagtailcore", "0054_initial_locale"),
    ]
    operations = [migrations.RunPython(make_folder, migrations.RunPython.noop)]
