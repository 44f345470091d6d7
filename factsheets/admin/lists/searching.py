"""Searching in lists: by the editors' title and by every title that readers have, in whatever language.

Straight in the database: the search index of Wagtail is brought up to date by a worker, and a list that does not show
what was saved a moment ago looks like lost work.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from editions.models import Publication


def matching(queryset: QuerySet[Any], words: str, *, fields: tuple[str, ...]) -> QuerySet[Any]:
    """The rows that have these words in one of the fields, or in a title that was released."""
    released = Publication.objects.filter(title_key__contains=words.casefold()).values("work_id")
    found = Q(content_id__in=released)
    for name in fields:
        found |= Q(**{f"{name}__icontains": words})
    return queryset.filter(found)
