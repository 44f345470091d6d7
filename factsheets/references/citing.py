"""Citing: where a reference is used, and the refusal to take it from readers while something public cites it.

`acts` and `receivers` refuse; the page “Used in” and the editor's panel show.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from editions.models import Publication, Role, Status
from editions.vocabulary import ContentType
from factsheets.columns import column
from factsheets.models import FactSheet, FaqEntry, Reference
from factsheets.naming import language_name

MOST_NAMED = 10
_WRITTEN_IN: dict[type[FactSheet] | type[FaqEntry], str] = {FactSheet: "body", FaqEntry: "answer"}


class StillCited(Exception):
    """Readers would be left with a citation of nothing; the message names what cites the reference."""


@dataclass(slots=True)
class Use:
    """A content that cites the reference: in which languages readers get it so, and whether its draft does."""

    content_id: UUID
    title: str
    type: str
    languages: list[str] = field(default_factory=list)
    in_draft: bool = False
    page_id: int | None = None

    @property
    def language_names(self) -> list[str]:
        """The languages as the person at the screen calls them."""
        return [language_name(code) for code in self.languages]

    @property
    def type_name(self) -> str:
        """What kind of content it is."""
        return str(ContentType(self.type).label)


def uses_of(reference_id: UUID) -> list[Use]:
    """Everything that cites the reference, what readers get first. Four queries, however many there are."""
    uses: dict[UUID, Use] = {}
    for publication in _publications_citing([reference_id]).order_by("type", "-is_source", "title_key", "language"):
        found = uses.setdefault(publication.work_id, Use(publication.work_id, publication.title, publication.type))
        found.languages.append(publication.language)
    for model in _WRITTEN_IN:
        for content_id, page_id, title in _drafts_citing(model, reference_id):
            use = uses.setdefault(content_id, Use(content_id, title, model.released_as))
            use.in_draft, use.page_id = True, page_id
    _find_pages([use for use in uses.values() if use.page_id is None])
    return list(uses.values())


def is_cited_publicly(reference_id: UUID) -> bool:
    """Whether something that readers get, or will get again, cites it."""
    return _publications_citing([reference_id]).exists()


def refuse_if_cited(reference_ids: Collection[UUID], *, going_too: Collection[UUID] = ()) -> None:
    """Raise StillCited if taking these from readers leaves citations of them; not for what goes in the same act."""
    if not reference_ids:
        return
    citing = _publications_citing(reference_ids).exclude(work_id__in=going_too)
    named: dict[UUID, tuple[str, list[str]]] = {}
    in_order = citing.order_by("-is_source", "title_key", "language")
    for work_id, title, language in in_order.values_list("work_id", "title", "language"):
        named.setdefault(work_id, (title, []))[1].append(language_name(language))
    if named:
        said = [f"“{title}” ({', '.join(languages)})" for title, languages in list(named.values())[:MOST_NAMED]]
        more = len(named) - len(said)
        raise StillCited(_refusal(", ".join(said), more))


def _refusal(names: str, more: int) -> str:
    if more:
        return _(
            "Nothing was changed: the reference is cited by %(names)s and %(more)s others. Remove the citations and "
            "publish that first."
        ) % {"names": names, "more": more}
    return _(
        "Nothing was changed: the reference is cited by %(names)s. Remove the citations and publish that first."
    ) % {"names": names}


def _publications_citing(reference_ids: Collection[UUID]) -> QuerySet[Publication]:
    """By the index on inclusions: no text is searched."""
    citing = Publication.objects.filter(
        edition__inclusions__work_id__in=list(reference_ids), edition__inclusions__role=Role.REFERENCE
    )
    return citing.exclude(status=Status.WITHDRAWN).distinct()


def _drafts_citing(model: type[FactSheet] | type[FaqEntry], id: UUID) -> list[tuple[UUID, int, str]]:
    """Pages whose newest draft has the id in its text.

    A search through the stored text, without an index: about 30 ms for 1,000 drafts of 30 kB, for a page that is
    opened a few times a week. An id cannot be part of another word, so that there are no false finds.
    """
    mentions = Q(_draft__contains=str(id))
    without_draft = {
        f"_{code}": Cast(column(_WRITTEN_IN[model], code), TextField()) for code in settings.SOURCE_LANGUAGES
    }
    for name in without_draft:
        mentions |= Q(latest_revision__isnull=True, **{f"{name}__contains": str(id)})
    pages = model.objects.alias(_draft=Cast("latest_revision__content", TextField()), **without_draft)
    return list(pages.filter(mentions).order_by("title").values_list("content_id", "pk", "title"))


def _find_pages(uses: list[Use]) -> None:
    for model in _WRITTEN_IN:
        ids = [use.content_id for use in uses if use.type == model.released_as]
        keys = dict(model.objects.filter(content_id__in=ids).values_list("content_id", "pk")) if ids else {}
        for use in uses:
            use.page_id = keys.get(use.content_id, use.page_id)


def references_among(content_ids: Collection[UUID]) -> list[UUID]:
    """Those that are references."""
    found = Reference.objects.filter(content_id__in=content_ids).values_list("content_id", flat=True)
    return list(found) if content_ids else []
