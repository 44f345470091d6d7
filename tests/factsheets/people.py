"""People in the roles that the migrations make."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group


def a_person(*roles: str, name: str = "") -> Any:
    """Somebody in these groups and in no others."""
    username = name or "-".join(roles).lower()
    user = get_user_model().objects.create_user(username, f"{username}@example.org", "secret-of-this-person")
    user.groups.add(*(Group.objects.get(name=role) for role in roles))
    return user
