"""The demo's people. They exist only where `manage.py demo` was run."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission, User
from django.core.management.base import CommandError

from factsheets.models import LanguageRight, Right

TRANSLATED = ("fr", "ar", "cy")


def demo_user(username: str, *, password: str) -> tuple[User, bool]:
    """The user, made with this password if missing. Says whether it was made; a password is never changed."""
    user, created = User.objects.get_or_create(
        username=username,
        defaults={
            "email": f"{username}@example.org",
            # These names end up in the evidence of a translation: they must not pass for a person's.
            "first_name": "Demo account",
            "last_name": username,
            "is_superuser": username == "admin",
            "is_staff": username == "admin",
        },
    )
    if user.email != f"{username}@example.org":
        raise CommandError(f"Somebody here is called “{username}” already, so the demo cannot have that name.")
    if created:
        user.set_password(password)
        user.save(update_fields=["password"])
        _give_rights(user)
    return user, created


def _give_rights(user: User) -> None:
    if user.get_username() == "editor":
        # Wagtail's own group of people who may publish, and the right to add publishers.
        group = Group.objects.get(name="Moderators")
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label="factsheets", codename__endswith="_publisher")
        )
        user.groups.add(group)
    if user.get_username() == "translator":
        group, _created = Group.objects.get_or_create(name="Demo translators")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for language in TRANSLATED:
            for right in Right.values:
                LanguageRight.objects.get_or_create(group=group, language=language, right=right)
        user.groups.add(group)
