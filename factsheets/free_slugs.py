"""Free slugs for sheets whose slug nobody chose: copies below a copied folder, and sheets that were just started.

Wagtail keeps slugs apart within one folder; a fact sheet's must be its own among all, for ever.
"""

from __future__ import annotations

from itertools import count

from django.utils.text import slugify

from editions import slugs
from editions.vocabulary import ContentType

from .models import FactSheet
from .models.pages import slug_is_in_use


def free_slug(wish: str, sheet: FactSheet) -> str:
    """The slug nearest to the wish that no other sheet has or had."""
    base = slugify(wish, allow_unicode=True)[:200] or "sheet"
    if slugs.is_uuid(base):
        base = f"sheet-{base}"
    candidates = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(slug for slug in candidates if _is_free(slug, sheet))


def give_free_slug(copy: FactSheet) -> None:
    """Change the slug of a copy, in its row and its revisions, if it is somebody else's."""
    if _is_free(copy.slug, copy):
        return
    copy.slug = slug = free_slug(copy.slug, copy)
    copy.set_url_path(copy.get_parent())
    copy.save(clean=False, update_fields=["slug", "url_path"])
    for revision in copy.revisions.all():
        revision.content["slug"] = slug
        copy.revisions.filter(pk=revision.pk).update(content=revision.content)


def _is_free(slug: str, sheet: FactSheet) -> bool:
    if slugs.problem_with(type=ContentType.FACTSHEET, slug=slug, work_id=sheet.content_id):
        return False
    return not slug_is_in_use(slug, except_page=sheet.pk)
