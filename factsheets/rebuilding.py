"""Rebuilding: a page made again from its editions, under the same UUID, after it was deleted."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from editions.content import Faq, Reference, Sheet
from editions.models import Edition, Work
from editions.models.editions import Redacted

from .columns import column
from .materialising import materialise_all
from .models import MODEL_OF, AuthoredPage, FactSheet, FaqEntry, Folder, IncludedFaq, Publisher, Topic
from .models import Reference as ReferencePage
from .snapshots import columns_from


class CannotRebuild(Exception):
    """The page cannot be made; the message says why and what to do."""


@transaction.atomic
def rebuild_page(content_id: UUID, folder: Folder | None = None) -> AuthoredPage:
    """Make a draft page from the newest source edition. Publishing it reinstates it under its old identity.

    Without a folder, the first that can hold it is taken. Raises CannotRebuild if it was never released, still has a
    page, is no page, or its newest edition was redacted.
    """
    work = Work.objects.filter(id=content_id).first()
    edition = Edition.objects.of_source(work).last() if work else None
    if work is None or edition is None:
        raise CannotRebuild(_("No edition was ever released under this identifier."))
    page_type = MODEL_OF[work.type]
    if not issubclass(page_type, AuthoredPage):
        raise CannotRebuild(_("Only sheets, questions and references have pages."))
    if page_type.objects.filter(content_id=content_id).exists():
        raise CannotRebuild(_("It still has a page. Edit that one."))
    page = _page_from(edition, page_type, slug=work.slugs.get(current=True).slug)
    _folder_for(page_type, folder).add_child(instance=page)
    page.save_revision(clean=False)
    materialise_all(edition)
    return page


def _folder_for(page_type: type[AuthoredPage], folder: Folder | None) -> Folder:
    kinds = page_type.allowed_parent_page_models()
    if folder and isinstance(folder, tuple(kinds)):
        return folder
    for kind in kinds:
        if found := kind.objects.order_by("path").first():
            return found
    raise CannotRebuild(_("There is no folder for it. Make one in the admin first."))


def _page_from(edition: Edition, page_type: type[AuthoredPage], *, slug: str) -> AuthoredPage:
    try:
        content = edition.value()
    except Redacted as problem:
        raise CannotRebuild(_("The newest edition was redacted, so there is no text to build from.")) from problem
    texts = {column(name, content.language): text for name, text in columns_from(content).items()}
    page = page_type(
        title=content.title,
        slug=slug,
        live=False,
        has_unpublished_changes=True,
        content_id=content.id,
        source_language=content.language,
        **texts,
    )
    match content, page:
        case Sheet(), FactSheet():
            _fill(page, content)
            page.audience, page.license = list(content.audience), content.license
            page.included_faqs.set(_included_faqs(content))
        case Faq(), FaqEntry():
            _fill(page, content)
        case Reference(), ReferencePage():
            page.set_csl(content.csl)
            page.standing = content.standing
            page.superseded_by = _page_of(content.superseded_by)
            page.doubts = [  # type: ignore[assignment]
                ("doubt", {"field": field, "remark": ""}) for field in content.doubtful
            ]
    return page


def _fill(page: FactSheet | FaqEntry, content: Sheet | Faq) -> None:
    """What sheets and questions have in common beside their texts."""
    page.publisher = Publisher.objects.filter(content_id=content.publisher).first() if content.publisher else None
    page.last_reviewed, page.next_review = content.review.last_reviewed, content.review.next_review
    page.topics = Topic.objects.filter(content_id__in=content.topics)


def _page_of(reference_id: UUID | None) -> ReferencePage | None:
    return ReferencePage.objects.filter(content_id=reference_id).first() if reference_id else None


def _included_faqs(sheet: Sheet) -> list[IncludedFaq]:
    """Those that still have a page."""
    pages = {page.content_id: page for page in FaqEntry.objects.filter(content_id__in=[f.id for f in sheet.faqs])}
    return [
        IncludedFaq(faq=pages[place.id], optional=place.optional, sort_order=order)
        for order, place in enumerate(sheet.faqs)
        if place.id in pages
    ]
