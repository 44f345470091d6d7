"""Key, and the history of keys. The key itself is not in here: only its digest, and its first signs for people."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from api.organisations.models import Organisation

from .spelling import HINT_LENGTH

HIGHEST_LIMIT = 1_000_000


class Scope(models.TextChoices):
    """What a key may be used for. A closed list; each resource names the one it belongs to."""

    CONTENT = "content", _("Read contents, lists and editions")
    CHANGES = "changes", _("Follow changes and copy the whole catalogue")
    SEARCH = "search", _("Search")


class Standing(models.TextChoices):
    """Whether a key opens anything."""

    VALID = "valid", _("Valid")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")


def all_scopes() -> list[str]:
    """What a key may do unless something else is said."""
    return list(Scope.values)


class KeyQuerySet(models.QuerySet["Key"]):
    """Questions about keys."""

    def valid(self) -> KeyQuerySet:
        """Those that open something at this moment."""
        not_expired = Q(expires_at__isnull=True) | Q(expires_at__gt=timezone.now())
        return self.filter(not_expired, revoked_at__isnull=True)


class Key(models.Model):
    """One key of an organisation. Never deleted, so that usage and history stay readable.

    `scopes` are those of Scope; `languages` are codes of the catalogue, none of them meaning all. `last_used_on` is a
    day and not a moment: enough to see that a key is idle, too little to watch somebody by.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="keys", verbose_name=_("organisation")
    )
    label = models.CharField(_("label"), max_length=100, help_text=_("Where it is used, for example: website."))
    hint = models.CharField(_("begins with"), max_length=HINT_LENGTH, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("may be used to"), default=all_scopes)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    per_minute = models.PositiveIntegerField(
        _("requests a minute"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(HIGHEST_LIMIT)],
        help_text=_("Empty: as many as any other key."),
    )
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    last_used_on = models.DateField(_("last used"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    created_by = models.CharField(_("created by"), max_length=255, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.CharField(_("revoked by"), max_length=255, blank=True, editable=False)
    replaced_by = models.OneToOneField(
        "self",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )

    objects: ClassVar[KeyQuerySet] = KeyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("key")
        verbose_name_plural = _("keys")
        ordering = ["-id"]
        default_permissions = ()
        permissions = [("manage_keys", _("Can create, rotate and revoke API keys"))]

    def __str__(self) -> str:
        return f"{self.label} ({self.hint}…)"

    @property
    def standing(self) -> Standing:
        """Whether it opens anything at this moment."""
        return standing(revoked_at=self.revoked_at, expires_at=self.expires_at, now=timezone.now())


class KeyActName(models.TextChoices):
    """What can be done to a key."""

    CREATED = "created", pgettext_lazy("act on a key", "Created")
    ROTATED = "rotated", pgettext_lazy("act on a key", "Rotated")
    REVOKED = "revoked", pgettext_lazy("act on a key", "Revoked")


class AppendOnlyQuerySet(models.QuerySet["KeyAct"]):
    """Rows that are written once."""

    def update(self, **_changes: Any) -> int:
        """Refused."""
        raise AppendOnly

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise AppendOnly


class KeyAct(models.Model):
    """One line of the history of keys: who did what to which, and when. Lines are added and never changed."""

    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="history")
    act = models.CharField(max_length=10, choices=KeyActName.choices)
    by = models.CharField(max_length=255)
    at = models.DateTimeField(default=timezone.now)
    facts = models.JSONField(default=dict)

    objects: ClassVar[AppendOnlyQuerySet] = AppendOnlyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("act on a key")
        verbose_name_plural = _("acts on keys")
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.key_id} {self.act}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Once."""
        if not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise AppendOnly


class AppendOnly(Exception):
    """The history of keys is only ever added to."""

    def __init__(self) -> None:
        super().__init__("The history of keys is only ever added to.")


def standing(*, revoked_at: datetime | None, expires_at: datetime | None, now: datetime) -> Standing:
    """The one rule of what a key is worth. Revoked wins, as it says more."""
    if revoked_at is not None:
        return Standing.REVOKED
    if expires_at is not None and expires_at <= now:
        return Standing.EXPIRED
    return Standing.VALID
