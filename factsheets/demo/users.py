"""The demo's people. They exist only where `manage.py demo` was run."""

from __future__ import annotations

from django.contrib.auth.models import Group, User
from django.core.management.base import CommandError

from factsheets.models import LanguageRight, Right

from .reading import languages

# The groups that the migrations make. In a small charity one person writes and publishes.
ROLES = {
    "editor": ("Editor", "Publisher"),
    "reviewer": ("Reviewer",),
    "translator": ("Translator", "Demo translators"),
}


def demo_user(username: str, *, password_hash: str) -> tuple[User, bool]:
    """The user, made with this hashed password if missing. Says whether it was made; a password is never changed."""
    user, created = User.objects.get_or_create(
        username=username,
        defaults={
            "email": f"{username}@example.org",
            # These names end up in the evidence of a translation: they must not pass for a person's.
            "first_name": "Demo account",
            "last_name": username,
            "is_superuser": username == "admin",
            "is_staff": username == "admin",
            "password": password_hash,
        },
    )
    if user.email != f"{username}@example.org":
        raise CommandError(f"Somebody here is called “{username}” already, so the demo cannot have that name.")
    if created:
        _give_rights(user)
    return user, created


def let_translate() -> None:
    """Give the demo's translators the languages that the demo is translated into.

    Beside the role, which every translator has. Called only when there is something to load: a right that somebody has
    taken away does not come back each time.
    """
    group, _created = Group.objects.get_or_create(name="Demo translators")
    for language in languages():
        for right in Right.values:
            LanguageRight.objects.get_or_create(group=group, language=language, right=right)


def _give_rights(user: User) -> None:
    Group.objects.get_or_create(name="Demo translators")
    user.groups.add(*Group.objects.filter(name__in=ROLES.get(user.get_username(), ())))
