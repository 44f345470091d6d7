"""The roles editor, translator, reviewer and publisher as groups with least rights, and a review of two steps.

Wagtail's first migrations made two groups, “Editors” and “Moderators”, with rights over everything. Where nobody is in
them they go, so that nobody is put into the wrong one; where somebody is, they and their review stay as they are. So
does a group that has the name of one of our roles already.
"""

from typing import Any

from django.conf import settings
from django.db import migrations

CONTENTS = ("factsheet", "faqentry", "reference", "publisher", "topic", "term")
SNIPPETS = ("publisher", "topic", "term")
FOLDERS = ("FactSheetIndex", "FaqIndex", "ReferenceIndex")

# What each role may do: with pages in the three folders, with pictures, and with publishers, topics and terms. To be in
# one of them is to be let into the admin and to see the lists.
ROLES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "Editor": (("add", "change"), ("add", "choose"), ()),
    "Translator": ((), (), ()),
    "Reviewer": ((), ("choose",), ()),
    "Publisher": (("change", "publish", "lock", "unlock"), ("choose",), ("add", "change", "delete")),
}
STEPS = (("Check the text", "Reviewer"), ("Publish", "Publisher"))
WORKFLOW = "Check, then publish"
OF_WAGTAIL = ("Editors", "Moderators")


def make_roles(apps: Any, _schema_editor: Any) -> None:
    group_model = apps.get_model("auth", "Group")
    _remove_unused_groups(apps)
    for name, (pages, images, snippets) in ROLES.items():
        group, created = group_model.objects.get_or_create(name=name)
        if created:
            _give_rights(apps, group, snippets)
            _give_rights_on_pages(apps, group, pages)
            _give_rights_on_images(apps, group, images)
    if not group_model.objects.filter(name__in=OF_WAGTAIL).exists():
        _make_workflow(apps)


def _give_rights(apps: Any, group: Any, snippets: tuple[str, ...]) -> None:
    group.permissions.add(
        _permission(apps, "wagtailadmin", "admin", "access"),
        *(_permission(apps, "factsheets", model, "view") for model in CONTENTS),
        *(_permission(apps, "factsheets", model, action) for model in SNIPPETS for action in snippets),
    )


def _give_rights_on_pages(apps: Any, group: Any, actions: tuple[str, ...]) -> None:
    right_model = apps.get_model("wagtailcore", "GroupPagePermission")
    for folder in _folders(apps):
        for action in actions:
            permission = _permission(apps, "wagtailcore", "page", action)
            right_model.objects.get_or_create(group=group, page_id=folder.pk, permission=permission)


def _give_rights_on_images(apps: Any, group: Any, actions: tuple[str, ...]) -> None:
    """In every collection. Wagtail asks for the permissions of its own model of a picture, whatever ours is."""
    right_model = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1).first()
    for action in actions if root else ():
        permission = _permission(apps, "wagtailimages", "image", action)
        right_model.objects.get_or_create(group=group, collection=root, permission=permission)


def _permission(apps: Any, app_label: str, model: str, action: str) -> Any:
    """Django makes permissions after all migrations; in the name it gives, so that it finds this one there."""
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=f"{action}_{model}",
        defaults={"name": _name(apps, app_label, model, action)},
    )
    return permission


def _name(apps: Any, app_label: str, model: str, action: str) -> str:
    if app_label == "wagtailadmin":
        return "Can access Wagtail admin"
    options = apps.get_model(app_label, model)._meta
    return dict(options.permissions).get(f"{action}_{model}") or f"Can {action} {options.verbose_name}"


def _folders(apps: Any) -> list[Any]:
    return [folder for name in FOLDERS for folder in apps.get_model("factsheets", name).objects.order_by("path")]


def _remove_unused_groups(apps: Any) -> None:
    """Wagtail's groups, where nobody is in them and no language was given to them; and the review by nobody."""
    for group in apps.get_model("auth", "Group").objects.filter(name__in=OF_WAGTAIL):
        if not group.user_set.exists() and not group.language_rights.exists():
            group.delete()
    tasks = apps.get_model("wagtailcore", "GroupApprovalTask").objects
    for task in tasks.filter(name="Moderators approval", groups=None, task_states=None):
        workflows = apps.get_model("wagtailcore", "Workflow").objects.filter(workflow_tasks__task_id=task.pk)
        workflows.filter(name=task.name, workflow_states=None).delete()
        if not apps.get_model("wagtailcore", "WorkflowTask").objects.filter(task_id=task.pk).exists():
            task.delete()


def _make_workflow(apps: Any) -> None:
    """A reviewer reads it, a publisher publishes it; in folders that have no review of their own yet."""
    workflow_model = apps.get_model("wagtailcore", "Workflow")
    assigned = apps.get_model("wagtailcore", "WorkflowPage").objects
    folders = [folder for folder in _folders(apps) if not assigned.filter(page_id=folder.pk).exists()]
    if not folders or workflow_model.objects.filter(name=WORKFLOW).exists():
        return
    workflow = workflow_model.objects.create(name=WORKFLOW, active=True)
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="groupapprovaltask"
    )
    for place, (step, role) in enumerate(STEPS):
        task = apps.get_model("wagtailcore", "GroupApprovalTask").objects.create(
            name=step, active=True, content_type=content_type
        )
        task.groups.set(apps.get_model("auth", "Group").objects.filter(name=role))
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(
            workflow=workflow, task_id=task.pk, sort_order=place
        )
    for folder in folders:
        assigned.create(workflow=workflow, page_id=folder.pk)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("factsheets", "0006_publisher_ids"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailimages", "0023_add_choose_permissions"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
