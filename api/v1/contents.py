"""What every type of content offers alike: a list, one content, and the editions of one content.

Each type has a module of its own that names its addresses' parameters and shapes: `factsheets`, `faqs`, `references`,
`topics`, `terms`, `publishers`.
"""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils.encoding import iri_to_uri
from rest_framework.request import Request

from editions import languages, reading
from editions.models import Change, Edition
from editions.reading import Detail, Served

from .. import contents, history, links, published
from ..caching import PUBLIC, tag
from ..collections import Collection
from ..contents import Answer, Beside
from ..cursors import Order, page
from ..formats.json import dumps, whole_in
from ..lists import list_text
from ..neighbours import OF_LINES
from ..parameters import (
    CURSOR,
    FALLBACK,
    FORMAT,
    LANG,
    ORDERING,
    ORDERING_UNREVIEWED,
    PAGE_SIZE,
    RELEASED_SINCE,
    STATUS,
)
from ..preferences import Preference
from ..problems import (
    NOT_FOUND,
    TRANSLATION_MISSING,
    TRANSLATION_WITHHELD,
    WITHDRAWN,
    Problem,
)
from ..questions import Parameter
from ..resources import Resource

ORDERS = {
    "title": Order("title_key"),
    "-released_at": Order("released_at", descending=True),
    "next_review": Order("next_review", may_be_empty=True),
}
LONGEST_SLUG = 255
NEWEST_FIRST = Order("version", unique="version", descending=True)


def list_parameters(*filters: Parameter[Any], is_reviewed: bool = False) -> tuple[Parameter[Any], ...]:
    """What a list takes: the same of every type, and the filters of its own."""
    ordering = ORDERING if is_reviewed else ORDERING_UNREVIEWED
    return (LANG, FALLBACK, ordering, *filters, STATUS, RELEASED_SINCE, PAGE_SIZE, CURSOR, FORMAT)


class ContentList(Resource):
    """The contents of one type that readers can get, each in the language asked for."""

    collection: ClassVar[Collection]

    def get(self, request: Request) -> HttpResponse:
        """List summaries."""
        preference = self.preference()
        folder = self.collection.folder
        chosen = published.publications(self.collection.type, preference.wishes, self.question)
        order = ORDERS[self.question[ORDERING]]
        found = page(published.rows(chosen), order, self.question, scope=f"{folder} {preference.asked}")
        results = [published.listed(row) for row in found.rows]
        others = contents.beside(self.collection, results, OF_LINES)
        body = list_text(
            found,
            at=links.absolute(request.path),
            question=self.question,
            count=chosen.count(),
            results=(_text(self.collection, each, each.served.body, others, preference) for each in results),
        )
        ids = [each.detail.work_id for each in results]
        named = [id for each in results for id in others.tags_of(each.served.edition_id)]
        return self.answer(
            body,
            languages=(languages.language(each.served.language).tag for each in results),
            modified=last_change(),
            tags=[folder, *map(tag, ids), *map(tag, named)],
        )


class OfOneContent(Resource):
    """What is asked of one content, by its slug or its UUID, in a language."""

    collection: ClassVar[Collection]
    own_problems = (TRANSLATION_MISSING, TRANSLATION_WITHHELD, WITHDRAWN)
    can_move = True

    def get(self, request: Request, slug: str) -> HttpResponse:
        """The content in the language asked for, the way to its new slug, or why there is none."""
        preference = self.preference()
        detail = found(self.collection, slug, preference)
        if detail.is_old_slug:
            return self._moved(detail, slug)
        served = served_of(self.collection, detail, preference)
        return self.told(Answer(detail, served), preference)

    @abstractmethod
    def told(self, answer: Answer, preference: Preference) -> HttpResponse:
        """The answer about the served language."""

    def _moved(self, detail: Detail, slug: str) -> HttpResponse:
        """The permanent redirect to the same resource of the current slug."""
        old = links.content_path(self.collection.type, slug)
        new = links.content_path(self.collection.type, detail.envelope["slug"])
        rest = self.request.path.removeprefix(old)
        return HttpResponse(
            status=308,
            headers={
                "Location": iri_to_uri(f"{new}{rest}{self.question.query()}"),
                "Cache-Control": PUBLIC,
                "Cache-Tag": tag(detail.work_id),
            },
        )


class OneContent(OfOneContent):
    """One content in the language asked for, or why it is not to be had."""

    parameters = (LANG, FALLBACK, FORMAT)

    def told(self, answer: Answer, preference: Preference) -> HttpResponse:
        """The words as they were stored at release, spliced between what may change."""
        others = contents.beside(self.collection, [answer])
        words = whole_in(answer.served.body)
        id = answer.detail.work_id
        named = [*others.tags_of(answer.served.edition_id), *(UUID(each["id"]) for each in others.uses.get(id, ()))]
        return self.answer(
            _text(self.collection, answer, words, others, preference),
            languages=[languages.language(answer.served.language).tag],
            modified=self._modified(answer, others),
            tags=map(tag, [id, *named]),
        )

    def _modified(self, answer: Answer, others: Beside) -> datetime | None:
        """When anything in the answer last changed; None where that cannot be told by a date."""
        if answer.served.is_waiting:
            return None  # the wait ends without a trace if there turns out to be nothing to put in
        if self.collection.used_as or self.collection.finds_sheets:
            return last_change()  # other contents are named, and one that no longer is leaves no date
        dates = [each.changed_at for each in others.neighbours.values()]
        return max(filter(None, [answer.detail.changed_at, *dates]))


class ContentEditions(OfOneContent):
    """The editions of one content in one language, newest first and without their texts."""

    parameters = (LANG, FALLBACK, PAGE_SIZE, CURSOR, FORMAT)
    examples = ("editions",)

    def told(self, answer: Answer, preference: Preference) -> HttpResponse:
        """The history, newest first, without the texts."""
        detail, served = answer.detail, answer.served
        language = preference.label(detail.envelope, served.language)
        editions = Edition.objects.filter(work_id=detail.work_id, language=served.language)
        shown = page(history.rows(editions), NEWEST_FIRST, self.question, scope=f"{detail.work_id} {language}")
        body = list_text(
            shown,
            at=links.absolute(self.request.path),
            question=self.question,
            count=editions.count(),
            results=(dumps(history.line(row, served)) for row in shown.rows),
            beside={"language": language},
        )
        return self.answer(
            body,
            languages=[language["served"]],
            modified=detail.changed_at,
            tags=[tag(detail.work_id)],
        )


def paths(all: type[ContentList], one: type[OneContent], editions: type[ContentEditions]) -> list[URLPattern]:
    """The addresses of one type."""
    folder = all.collection.folder
    return [
        path(f"{folder}/", all.as_view()),
        path(f"{folder}/<str:slug>/", one.as_view()),
        path(f"{folder}/<str:slug>/editions/", editions.as_view()),
    ]


def found(collection: Collection, slug: str, preference: Preference) -> Detail:
    """The public content of that slug or UUID. Raises Problem if there is none, or none any more."""
    detail = None
    if slug.isprintable() and len(slug) <= LONGEST_SLUG:
        detail = reading.detail(type=collection.type, slug_or_id=slug, wishes=preference.wishes)
    if detail is None:
        raise Problem(NOT_FOUND)
    if detail.envelope["withdrawal"]:
        members = contents.withdrawal(detail.envelope)
        raise Problem(WITHDRAWN, members=members, tags=(tag(detail.work_id),))
    return detail


def served_of(collection: Collection, detail: Detail, preference: Preference) -> Served:
    """The language that is served. Raises Problem if none of the asked ones can be."""
    if detail.served:
        return detail.served
    members: dict[str, Any] = {"available_languages": contents.available_languages(collection, detail.envelope)}
    withheld = preference.withheld(detail.envelope)
    if withheld and "reason" in withheld:
        members["reason"] = withheld["reason"]
    kind = TRANSLATION_WITHHELD if withheld else TRANSLATION_MISSING
    raise Problem(kind, members=members, tags=(tag(detail.work_id),))


def last_change() -> datetime | None:
    """When anything was last released, withdrawn or renamed."""
    return Change.objects.order_by("-id").values_list("at", flat=True).first()


def _text(collection: Collection, answer: Answer, words: str, others: Beside, preference: Preference) -> str:
    language = preference.label(answer.detail.envelope, answer.served.language)
    return contents.content(collection, answer, words, others, language=language)
