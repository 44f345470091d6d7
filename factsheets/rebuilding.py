"""Rebuilding: a page made again from its editions, under the same UUID, after it was deleted."""

from __future__ import annotations

import json
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from editions.content import Content
from editions.models import Edition, Work
from editions.models.editions import Redacted

from .columns import column
from .materialising import materialise_all
from .models import FactSheet, FactSheetIndex, Publisher
from .snapshot import body_of


class CannotRebuild(Exception):
    """The page cannot be made; the message says why and what to do."""


@transaction.atomic
def rebuild_page(content_id: UUID, folder: FactSheetIndex) -> FactSheet:
    """Make a draft page from the newest source edition. Publishing it reinstates the sheet under its old identity.

    Raises CannotRebuild if the sheet was never released, still has a page, or its newest edition was redacted.
    """
    if FactSheet.objects.filter(content_id=content_id).exists():
        raise CannotRebuild(_("This sheet still has a page. Edit that one."))
    work = Work.objects.filter(id=content_id).first()
    edition = Edition.objects.of_source(work).last() if work else None
    if work is None or edition is None:
        raise CannotRebuild(_("No edition was ever released under this identifier."))
    try:
        page = _page_from(edition.value(), slug=work.slugs.get(current=True).slug)
    except Redacted as problem:
        raise CannotRebuild(_("The newest edition was redacted, so there is no text to build from.")) from problem
    folder.add_child(instance=page)
    page.save_revision(clean=False)
    materialise_all(edition)
    return page


def _page_from(content: Content, *, slug: str) -> FactSheet:
    language = content.language
    return FactSheet(
        title=content.title,
        slug=slug,
        live=False,
        has_unpublished_changes=True,
        content_id=content.id,
        source_language=language,
        publisher=Publisher.objects.filter(slug=content.publisher.slug).first(),
        last_reviewed=content.review.last_reviewed,
        next_review=content.review.next_review,
        **{
            column("headline", language): content.title,
            column("alternative_titles", language): "\n".join(content.alternative_titles),
            column("summary", language): content.summary,
            column("body", language): json.dumps(body_of(content)),
        },
    )
