"""What is done to keys: create, rotate, revoke. The admin and the commands call these, and nothing else writes keys.

Each act is one transaction and leaves a line in the history, which never has the key in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from api.organisations.models import Organisation

from . import known, spelling
from .models import HIGHEST_LIMIT, Key, KeyAct, KeyActName, Scope, Standing, all_scopes


@dataclass(frozen=True, slots=True)
class Created:
    """A new key. `text` is the key itself, to be shown once: it is not kept anywhere."""

    key: Key
    text: str


class KeyRefused(Exception):
    """This cannot be done to a key; the message says why, to people."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


def create(
    *,
    organisation: Organisation,
    label: str,
    by: str,
    scopes: Sequence[str] | None = None,
    languages: Sequence[str] = (),
    per_minute: int | None = None,
    expires_at: datetime | None = None,
) -> Created:
    """Make a key for an organisation."""
    scopes = all_scopes() if scopes is None else list(dict.fromkeys(scopes))
    languages = list(dict.fromkeys(languages))
    _refuse_nonsense(label, scopes, languages, per_minute, expires_at)
    text = spelling.new()
    with transaction.atomic():
        key = Key.objects.create(
            organisation=organisation,
            label=label.strip(),
            hint=spelling.hint(text),
            digest=spelling.digest(text),
            scopes=scopes,
            languages=languages,
            per_minute=per_minute,
            expires_at=expires_at,
            created_by=by,
        )
        _note(key, KeyActName.CREATED, by=by)
    return Created(key, text)


def rotate(key: Key, *, by: str, overlap: timedelta) -> Created:
    """Make another key with the same rights; the old one stays valid for `overlap`, so that a clinic can change over
    without an hour in which nothing works. The new one lives as long as the old one was meant to."""
    if overlap < timedelta(0):
        raise KeyRefused(_("The old key cannot have ended before the new one begins."))
    with transaction.atomic():
        old = Key.objects.select_for_update().select_related("organisation").get(pk=key.pk)
        if old.standing is not Standing.VALID:
            raise KeyRefused(_("This key is not valid any more. Create a new one."))
        if old.replaced_by_id:
            raise KeyRefused(_("This key has been rotated already. Rotate the newer one."))
        now = timezone.now()
        new = create(
            organisation=old.organisation,
            label=old.label,
            by=by,
            scopes=old.scopes,
            languages=[code for code in old.languages if code in settings.CONTENT_LANGUAGES],
            per_minute=old.per_minute,
            expires_at=now + (old.expires_at - old.created_at) if old.expires_at else None,
        )
        old.expires_at = min(filter(None, [old.expires_at, now + overlap]))
        old.replaced_by = new.key
        old.save(update_fields=["expires_at", "replaced_by"])
        _note(old, KeyActName.ROTATED, by=by, replaced_by=new.key.pk)
    known.forget(old.digest)
    return new


def revoke(key: Key, *, by: str) -> Key:
    """End a key for ever. Every server process has heard of it within a second."""
    with transaction.atomic():
        revoked = Key.objects.select_for_update().get(pk=key.pk)
        if revoked.revoked_at is not None:
            raise KeyRefused(_("This key has been revoked already."))
        revoked.revoked_at, revoked.revoked_by = timezone.now(), by
        revoked.save(update_fields=["revoked_at", "revoked_by"])
        _note(revoked, KeyActName.REVOKED, by=by)
    known.forget(revoked.digest)
    return revoked


def _refuse_nonsense(
    label: str, scopes: Sequence[str], languages: Sequence[str], per_minute: int | None, expires_at: datetime | None
) -> None:
    if not label.strip():
        raise KeyRefused(_("A key needs a label that says where it is used."))
    if not scopes or set(scopes) - set(Scope.values):
        raise KeyRefused(_("A key needs at least one scope, of: content, changes, search."))
    if set(languages) - set(settings.CONTENT_LANGUAGES):
        raise KeyRefused(_("A key can only be limited to languages that are switched on."))
    if per_minute is not None and not 1 <= per_minute <= HIGHEST_LIMIT:
        raise KeyRefused(_("The limit has to be between 1 and 1,000,000 requests a minute."))
    if expires_at is not None and expires_at <= timezone.now():
        raise KeyRefused(_("The key would have expired already."))


def _note(key: Key, act: KeyActName, *, by: str, **facts: Any) -> None:
    standing = {
        "organisation": key.organisation_id,
        "label": key.label,
        "scopes": key.scopes,
        "languages": key.languages,
        "per_minute": key.per_minute,
        "expires_at": key.expires_at.isoformat() if key.expires_at else None,
    }
    KeyAct.objects.create(key=key, act=act, by=by, facts=standing | facts)
