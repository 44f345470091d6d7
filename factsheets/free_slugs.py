"""Free slugs for pages whose slug nobody chose: copies below a copied folder, and pages that were just started.

Wagtail keeps slugs apart within one folder; that of a content must be its own among all of its type, for ever.
"""

from __future__ import annotations

from itertools import count

from django.utils.text import slugify

from editions import slugs

from .models import AuthoredPage


def free_slug(wish: str, page: AuthoredPage) -> str:
    """The slug nearest to the wish that no other page of its type has or had."""
    base = slugify(wish, allow_unicode=True)[:200] or "sheet"
    if slugs.is_uuid(base):
        base = f"sheet-{base}"
    candidates = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(slug for slug in candidates if _is_free(slug, page))


def give_free_slug(copy: AuthoredPage) -> None:
    """Change the slug of a copy, in its row and its revisions, if it is somebody else's."""
    if _is_free(copy.slug, copy):
        return
    copy.slug = slug = free_slug(copy.slug, copy)
    copy.set_url_path(copy.get_parent())
    copy.save(clean=False, update_fields=["slug", "url_path"])
    for revision in copy.revisions.all():
        revision.content["slug"] = slug
        copy.revisions.filter(pk=revision.pk).update(content=revision.content)


def _is_free(slug: str, page: AuthoredPage) -> bool:
    if slugs.problem_with(type=page.released_as, slug=slug, work_id=page.content_id):
        return False
    return not page.slug_is_in_use(slug)
