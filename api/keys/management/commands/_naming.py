"""What the commands for keys share: finding an organisation or a key by what people type, and who is at work."""

from __future__ import annotations

from getpass import getuser

from django.core.management.base import CommandError

from api.keys.models import Key
from api.keys.spelling import HINT_LENGTH
from api.organisations.models import Organisation


def organisation_named(name: str) -> Organisation:
    """By its whole name, in capitals or not."""
    found = Organisation.objects.filter(name__iexact=name).first()
    if found is None:
        raise CommandError(f"There is no organisation “{name}”. Make it in the admin, or with --new-organisation.")
    return found


def key_named(text: str) -> Key:
    """By its number, or by the first signs of the key. Never by the whole key: shells keep a history."""
    if len(text) > HINT_LENGTH:
        raise CommandError(
            f"Give the number of the key or its first {HINT_LENGTH} signs, as list_api_keys shows them."
        )
    found = list(Key.objects.filter(pk=int(text)) if text.isdecimal() else Key.objects.filter(hint=text))
    if len(found) != 1:
        raise CommandError(f"{'More than one key begins' if found else 'No key is called or begins'} with “{text}”.")
    return found[0]


def person(by: str | None) -> str:
    """Who does it, for the history."""
    return by or f"{getuser()} (command)"
