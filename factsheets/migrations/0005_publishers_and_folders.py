"""Publishers get the ids under which older editions know them; folders for questions and references."""

from typing import Any

from django.db import migrations

from editions.content import publisher_id

ROOT = "0001"


def give_ids(apps: Any, _schema_editor: Any) -> None:
    for publisher in apps.get_model("factsheets", "Publisher").objects.filter(content_id=None):
        publisher.content_id = publisher_id(publisher.slug)
        publisher.save(update_fields=["content_id"])


def make_folders(apps: Any, _schema_editor: Any) -> None:
    for model, title, slug in (("FaqIndex", "Questions", "questions"), ("ReferenceIndex", "References", "references")):
        _make_folder(apps, model, title, slug)


def _make_folder(apps: Any, model: str, title: str, slug: str) -> None:
    """Below the root, after its last child, unless there is one already."""
    page_model = apps.get_model("wagtailcore", "Page")
    folder_model = apps.get_model("factsheets", model)
    content_type_model = apps.get_model("contenttypes", "ContentType")
    root = page_model.objects.filter(path=ROOT).first()
    slug_is_taken = page_model.objects.filter(path__startswith=ROOT, depth=2, slug=slug).exists()
    if root is None or slug_is_taken or folder_model.objects.exists():
        return
    last = page_model.objects.filter(path__startswith=ROOT, depth=2).order_by("path").last()
    content_type, _created = content_type_model.objects.get_or_create(app_label="factsheets", model=model.lower())
    folder_model.objects.create(
        title=title,
        draft_title=title,
        slug=slug,
        content_type=content_type,
        path=_after(last.path) if last else f"{ROOT}0001",
        depth=2,
        numchild=0,
        url_path=f"/{slug}/",
        locale=apps.get_model("wagtailcore", "Locale").objects.order_by("pk").first(),
        live=True,
    )
    page_model.objects.filter(path=ROOT).update(numchild=root.numchild + 1)


def _after(path: str) -> str:
    """The next path at the same depth: treebeard counts in base 36, four signs a step."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    number, step = int(path[-4:], 36) + 1, ""
    for _place in range(4):
        number, digit = divmod(number, 36)
        step = digits[digit] + step
    return path[:-4] + step


class Migration(migrations.Migration):
    dependencies = [("factsheets", "0004_content_model"), ("wagtailcore", "0054_initial_locale")]
    operations = [
        migrations.RunPython(give_ids, migrations.RunPython.noop),
        migrations.RunPython(make_folders, migrations.RunPython.noop),
    ]
