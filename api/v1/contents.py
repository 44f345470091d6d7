"""What every type of content offers alike: a list, one content, and the editions of one content.

Each type has a module of its own that names its addresses' parameters and shapes: `factsheets`, `faqs`, `references`,
`topics`, `terms`, `publishers`.
"""

from __future__ import annotations

import json
from abc import abstractmethod
from datetime import datetime
from typing import Any, ClassVar

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.utils.encoding import iri_to_uri
from rest_framework.request import Request

from editions import languages, reading
from editions.models import Edition
from editions.reading import Detail, Served

from .. import contents, history, links, published
from ..caching import public, tag
from ..collections import Collection
from ..contents import Answer
from ..cursors import Order, Page, page
from ..documents import Document
from ..fields import sparse
from ..formats.bibliography import cited
from ..formats.json import dumps
from ..formats.media import JSON
from ..formats.presenting import presented_list
from ..lists import link_header, list_text
from ..neighbours import OF_LINES
from ..parameters import (
    CURSOR,
    FALLBACK,
    FIELDS,
    FORMAT,
    HEADING_LEVEL,
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
    return (LANG, FALLBACK, ordering, *filters, STATUS, RELEASED_SINCE, FIELDS, PAGE_SIZE, CURSOR, FORMAT)


class ContentList(Resource):
    """The contents of one type that readers can get, each in the language asked for."""

    collection: ClassVar[Collection]

    def get(self, request: Request) -> HttpResponse:
        """List summaries."""
        preference = self.preference()
        folder = self.collection.folder
        chosen = published.publications(self.collection.type, preference.wishes, self.question)
        order = ORDERS[self.question[ORDERING]]
        rows = published.rows(chosen, contents.around(self.collection, OF_LINES))
        found = page(rows, order, self.question, scope=f"{folder} {preference.asked}")
        results = [published.listed(row) for row in found.rows]
        count, last_change = published.count_and_last_change(chosen)
        texts = [_text(self.collection, each, each.served.body, preference) for each in results]
        ids = [each.detail.work_id for each in results]
        named = [id for each in results for id in each.neighbours.ids]
        response = self.answer(
            self._written(texts, found, count),
            languages=(languages.language(each.served.language).tag for each in results),
            modified=last_change,
            tags=[folder, *map(tag, ids), *map(tag, named)],
        )
        if self.format is not JSON and (neighbours := link_header(found, links.absolute(request.path), self.question)):
            response.headers["Link"] = neighbours
        return response

    def _written(self, texts: list[str], found: Page, count: int) -> str:
        """A page of JSON; or a file of references, whose neighbours are told in a header."""
        if self.format is not JSON:
            return presented_list(map(cited, map(json.loads, texts)), self.format)
        return list_text(
            found,
            at=links.absolute(self.request.path),
            question=self.question,
            count=count,
            results=(sparse(text, self.question[FIELDS]) for text in texts),
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
                "Cache-Control": public(),
                "Cache-Tag": tag(detail.work_id),
            },
        )


class OneContent(OfOneContent, Document):
    """One content in the language asked for, or why it is not to be had."""

    parameters = (LANG, FALLBACK, FIELDS, HEADING_LEVEL, FORMAT)

    def told(self, answer: Answer, preference: Preference) -> HttpResponse:
        """The words as they were stored at release, between what may change."""
        id, served = answer.detail.work_id, answer.served
        named = [*answer.neighbours.ids, *(each["id"] for each in answer.users)]
        language = preference.label(answer.detail.envelope, served.language)
        identity = contents.identity(self.collection, id, answer.detail.envelope, language)
        standing = contents.standing(self.collection, answer)
        self.is_read(id, served.language, served.version)
        return self.answer(
            self.written(served.edition_id, identity, standing, body=lambda: served.body),
            languages=[languages.language(served.language).tag],
            modified=_modified(answer),
            tags=map(tag, [id, *named]),
        )


class ContentEditions(OfOneContent):
    """The editions of one content in one language, newest first and without their texts."""

    parameters = (LANG, FALLBACK, FIELDS, PAGE_SIZE, CURSOR, FORMAT)
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
            results=(sparse(dumps(history.line(row, served)), self.question[FIELDS]) for row in shown.rows),
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
        around = contents.around(collection)
        detail = reading.detail(type=collection.type, slug_or_id=slug, wishes=preference.wishes, around=around)
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


def _modified(answer: Answer) -> datetime | None:
    """When anything in the answer last changed; None where that cannot be told by a date."""
    if answer.served.is_waiting:
        return None  # the wait ends without a trace if there turns out to be nothing to put in
    dates = [answer.detail.changed_at, answer.neighbours.changed_at, answer.detail.around.last_change]
    return max(filter(None, dates))


def _text(collection: Collection, answer: Answer, words: str, preference: Preference) -> str:
    language = preference.label(answer.detail.envelope, answer.served.language)
    return contents.content(collection, answer, words, language=language)
