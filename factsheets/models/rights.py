"""Language rights: a group may translate, review or release one language. Few rows, simple to read."""

from __future__ import annotations

from django.contrib.auth.models import Group, User
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from editions.languages import CATALOGUE


class Right(models.TextChoices):
    """What a group may do with a language."""

    TRANSLATE = "translate", _("Translate")
    REVIEW = "review", _("Review")
    RELEASE = "release", _("Release")


class LanguageRight(models.Model):
    """One right of one group in one language."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="language_rights", verbose_name=_("group"))
    language = models.CharField(
        _("language"), max_length=16, choices=[(language.code, language.name) for language in CATALOGUE]
    )
    right = models.CharField(_("right"), max_length=10, choices=Right.choices)

    panels = [FieldPanel("group"), FieldPanel("language"), FieldPanel("right")]

    class Meta:
        verbose_name = _("language right")
        verbose_name_plural = _("language rights")
        ordering = ["group__name", "language", "right"]
        constraints = [models.UniqueConstraint(fields=["group", "language", "right"], name="language_right_is_unique")]

    def __str__(self) -> str:
        return f"{self.group}: {self.get_right_display()} ({self.language})"


def may(user: User, right: Right, language: str) -> bool:
    """Whether this person may do that in this language. Superusers may everything, inactive people nothing."""
    if not user.is_active:
        return False
    if user.is_superuser:
        return True
    return LanguageRight.objects.filter(group__user=user, language=language, right=right).exists()
