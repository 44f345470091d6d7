"""The group “API manager”: keeps organisations and their keys, and sees what is read. Nothing else."""

from django.conf import settings
from django.db import migrations

NAME = "API manager"
# Django makes permissions after all migrations, under these names, so it finds them there.
RIGHTS = (
    ("wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"),
    ("api_organisations", "organisation", "add_organisation", "Can add organisation"),
    ("api_organisations", "organisation", "change_organisation", "Can change organisation"),
    ("api_organisations", "organisation", "view_organisation", "Can view organisation"),
    ("api_keys", "key", "manage_keys", "Can create, rotate and revoke API keys"),
    ("api_usage", "reads", "view_reads", "Can see which organisations read which editions"),
)


def make_group(apps, _schema_editor):
    group, is_new = apps.get_model("auth", "Group").objects.get_or_create(name=NAME)
    if is_new:  # one of this name that was there before keeps the rights that somebody gave it
        group.permissions.add(*(permission(apps, *right) for right in RIGHTS))


def permission(apps, app_label, model, codename, name):
    content_types = apps.get_model("contenttypes", "ContentType").objects
    content_type, _created = content_types.get_or_create(app_label=app_label, model=model)
    permissions = apps.get_model("auth", "Permission").objects
    found, _created = permissions.get_or_create(content_type=content_type, codename=codename, defaults={"name": name})
    return found


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("api_keys", "0001_initial"),
        ("api_organisations", "0001_initial"),
        ("api_usage", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]
    run_before = [("api_webhooks", "0003_right_of_api_managers")]  # which adds one more right to it
    operations = [migrations.RunPython(make_group, migrations.RunPython.noop)]
