"""The group “API manager” may look after webhooks; it is made here if no other migration has made it yet."""

from typing import Any

from django.conf import settings
from django.db import migrations

GROUP = "API manager"


def give_right(apps: Any, _schema_editor: Any) -> None:
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    group.permissions.add(
        _permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"),
        _permission(
            apps,
            "api_webhooks",
            "endpoint",
            "manage_webhooks",
            "Can manage webhook endpoints, see their secrets and what was sent",
        ),
    )


def take_right(apps: Any, _schema_editor: Any) -> None:
    """The group stays: others have rights in it."""
    apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="api_webhooks", codename="manage_webhooks"
    ).delete()


def _permission(apps: Any, app_label: str, model: str, codename: str, name: str) -> Any:
    """Django makes permissions after all migrations; in the name it gives, so that it finds this one there."""
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return permission


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("api_webhooks", "0002_begin_at_the_end_of_the_log"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]
    operations = [migrations.RunPython(give_right, take_right)]
