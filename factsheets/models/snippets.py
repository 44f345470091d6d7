"""What publishers, topics and terms have in common: short texts that are released when they are saved."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editions import slugs

from .authored import Authored


class AuthoredSnippet(Authored):
    """Saving one releases it (`receivers.py`); there are no drafts of so short a text."""

    slug = models.SlugField(
        gettext_lazy("short name"),
        max_length=255,
        unique=True,
        help_text=gettext_lazy("Used in addresses. It cannot change."),
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, but never a column of another language than its own."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = self.fields_to_write()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.pk and type(self)._default_manager.filter(pk=self.pk).exclude(slug=self.slug).exists():
            raise ValidationError({"slug": _("The short name cannot change: clinics filter by it.")})
        if problem := slugs.problem_with(type=self.released_as, slug=self.slug, work_id=self.content_id):
            raise ValidationError({"slug": problem})
