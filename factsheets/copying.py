"""Copying a sheet: a new identity, no editions, never live; translations come along as drafts to be confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone
from wagtail.admin.forms.pages import CopyForm

from editions import slugs
from factsheets.models.translations import SegmentTranslation, SegmentVersion, history_line

if TYPE_CHECKING:
    from .models import AuthoredPage


class DraftCopyForm(CopyForm):
    """Wagtail's form without the choices to publish the copy or to make an alias, which would have no editions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_copies", None)
        self.fields.pop("alias", None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        slug = cleaned.get("new_slug")
        if slug and (
            problem := slugs.problem_with(type=self.page.specific_class.released_as, slug=slug, work_id=UUID(int=0))
        ):
            self.add_error("new_slug", problem)
        return cleaned


def copy_translations(original: AuthoredPage, copy: AuthoredPage) -> None:
    """Give the copy every translated segment of the original, unconfirmed: nobody has read them as part of it yet."""
    now = timezone.now()
    rows = [
        SegmentTranslation(
            content_id=copy.content_id,
            language=row.language,
            key=row.key,
            text=row.text,
            source_text=row.source_text,
            source_hash=row.source_hash,
            source_edition=None,
            method=row.method,
            translator=row.translator,
            changed_at=now,
        )
        for row in SegmentTranslation.objects.filter(content_id=original.content_id)
    ]
    created = SegmentTranslation.objects.bulk_create(rows)
    SegmentVersion.objects.bulk_create(SegmentVersion(**history_line(row, by=row.translator)) for row in created)
