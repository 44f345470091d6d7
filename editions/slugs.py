"""Slugs: which names a content may take, and changing them without breaking an old link."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from . import log
from .models import Act, Slug, Work


class SlugRefused(ValueError):
    """The slug cannot be used; the message says why and what to do."""


def is_uuid(text: str) -> bool:
    """True for anything that Python reads as a UUID; such a slug could not be told from an id."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def problem_with(*, type: str, slug: str, work_id: UUID) -> str:
    """Why this content may not take this slug, in words for its editor, or an empty string."""
    if is_uuid(slug):
        return _("The slug “%(slug)s” looks like an identifier. Use words, for example “asthma-inhalers”.") % {
            "slug": slug
        }
    if Slug.objects.filter(type=type, slug=slug).exclude(work_id=work_id).exists():
        return _(
            "The slug “%(slug)s” belongs or belonged to another sheet, so links to it are in use. Choose another one."
        ) % {"slug": slug}
    return ""


def belongs_to(work_id: UUID, slug: str) -> bool:
    """Whether this content has or had the slug."""
    return Slug.objects.filter(work_id=work_id, slug=slug).exists()


def take(work: Work, slug: str, *, by: str) -> bool:
    """Make `slug` the current one of the work and log it, if it is not already; say whether it changed.

    The old one stays the work's and answers with a permanent redirect. Raises SlugRefused.
    """
    current = work.slugs.filter(current=True).first()
    if current and current.slug == slug:
        return False
    if problem := problem_with(type=work.type, slug=slug, work_id=work.id):
        raise SlugRefused(problem)
    work.slugs.filter(current=True).update(current=False)
    work.slugs.update_or_create(type=work.type, slug=slug, defaults={"current": True, "since": timezone.now()})
    if current:
        log.record(work, Act.RENAMED, by=by, note=f"{current.slug} → {slug}")
    return True
