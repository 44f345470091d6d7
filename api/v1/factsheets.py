"""`/api/v1/factsheets/`: the sheets as a list, one sheet, and the editions of one sheet."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import datetime
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.encoding import iri_to_uri
from rest_framework.request import Request

from editions import languages, reading
from editions.models import Change, Edition
from editions.reading import Detail, Served

from .. import history, links, published, sheets
from ..caching import PUBLIC, tag
from ..cursors import Order, page
from ..formats.json import dumps
from ..lists import list_text
from ..parameters import (
    CURSOR,
    FALLBACK,
    FORMAT,
    LANG,
    ORDERING,
    PAGE_SIZE,
    PUBLISHER,
    RELEASED_SINCE,
    REVIEWED_BEFORE,
    SECTION,
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
from ..published import Listed
from ..resources import Resource
from . import shapes

ORDERS = {
    "title": Order("title_key"),
    "-released_at": Order("released_at", descending=True),
    "next_review": Order("next_review", may_be_empty=True),
}
LONGEST_SLUG = 255
NEWEST_FIRST = Order("version", unique="version", descending=True)


class Factsheets(Resource):
    """The sheets that readers can get, each in the language asked for and without its sections."""

    parameters = (
        LANG,
        FALLBACK,
        ORDERING,
        PUBLISHER,
        STATUS,
        SECTION,
        RELEASED_SINCE,
        REVIEWED_BEFORE,
        PAGE_SIZE,
        CURSOR,
        FORMAT,
    )
    shape: ClassVar[Any] = shapes.FactsheetPage
    examples = ("factsheets",)

    def get(self, request: Request) -> HttpResponse:
        """List sheets, each without its sections."""
        preference = self.preference()
        chosen = published.publications(preference.wishes, self.question)
        order = ORDERS[self.question[ORDERING]]
        found = page(published.rows(chosen), order, self.question, scope=f"factsheets {preference.asked}")
        results = [published.listed(row) for row in found.rows]
        body = list_text(
            found,
            at=links.absolute(request.path),
            question=self.question,
            count=chosen.count(),
            results=(_summary(each, preference) for each in results),
        )
        return self.answer(
            body,
            languages=(languages.language(each.served.language).tag for each in results),
            modified=_last_change(),
            tags=["factsheets", *(tag(each.detail.work_id) for each in results)],
        )


class OfOneFactsheet(Resource, ABC):
    """What is asked of one sheet, by its slug or its UUID, in a language."""

    own_problems = (TRANSLATION_MISSING, TRANSLATION_WITHHELD, WITHDRAWN)
    can_move = True

    def get(self, request: Request, slug: str) -> HttpResponse:
        """The sheet in the language asked for, the way to its new slug, or why there is none."""
        preference = self.preference()
        detail = found(slug, preference)
        if detail.is_old_slug:
            return self._moved(detail, slug)
        return self.told(detail, served_of(detail, preference), preference)

    @abstractmethod
    def told(self, detail: Detail, served: Served, preference: Preference) -> HttpResponse:
        """The answer about the served language."""

    def _moved(self, detail: Detail, slug: str) -> HttpResponse:
        """The permanent redirect to the same resource of the current slug."""
        old = links.content_path(sheets.FACTSHEET, slug)
        new = links.content_path(sheets.FACTSHEET, detail.envelope["slug"])
        rest = self.request.path.removeprefix(old)
        return HttpResponse(
            status=308,
            headers={
                "Location": iri_to_uri(f"{new}{rest}{self.question.query()}"),
                "Cache-Control": PUBLIC,
                "Cache-Tag": tag(detail.work_id),
            },
        )


class Factsheet(OfOneFactsheet):
    """One sheet in the language asked for, or why it is not to be had."""

    parameters = (LANG, FALLBACK, FORMAT)
    shape: ClassVar[Any] = shapes.Factsheet
    examples = ("factsheet",)

    def told(self, detail: Detail, served: Served, preference: Preference) -> HttpResponse:
        """The words as they were stored at release, spliced between what may change."""
        language = preference.label(detail.envelope, served.language)
        return self.answer(
            sheets.sheet(detail, served, language=language),
            languages=[language["served"]],
            modified=detail.changed_at,
            tags=[tag(detail.work_id)],
        )


class Editions(OfOneFactsheet):
    """The editions of one sheet in one language, newest first and without their texts."""

    parameters = (LANG, FALLBACK, PAGE_SIZE, CURSOR, FORMAT)
    shape: ClassVar[Any] = shapes.EditionPage
    examples = ("editions",)

    def told(self, detail: Detail, served: Served, preference: Preference) -> HttpResponse:
        """The history, newest first, without the texts."""
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


def found(slug: str, preference: Preference) -> Detail:
    """The public content of that slug or UUID. Raises Problem if there is none, or none any more."""
    detail = None
    if slug.isprintable() and len(slug) <= LONGEST_SLUG:
        detail = reading.detail(type=sheets.FACTSHEET, slug_or_id=slug, wishes=preference.wishes)
    if detail is None:
        raise Problem(NOT_FOUND)
    if detail.envelope["withdrawal"]:
        members = sheets.withdrawal(detail.envelope)
        raise Problem(WITHDRAWN, members=members, tags=(tag(detail.work_id),))
    return detail


def served_of(detail: Detail, preference: Preference) -> Served:
    """The language that is served. Raises Problem if none of the asked ones can be."""
    if detail.served:
        return detail.served
    members: dict[str, Any] = {"available_languages": sheets.available_languages(detail.envelope)}
    withheld = preference.withheld(detail.envelope)
    if withheld and "reason" in withheld:
        members["reason"] = withheld["reason"]
    kind = TRANSLATION_WITHHELD if withheld else TRANSLATION_MISSING
    raise Problem(kind, members=members, tags=(tag(detail.work_id),))


def _summary(listed: Listed, preference: Preference) -> str:
    language = preference.label(listed.detail.envelope, listed.served.language)
    return sheets.sheet(listed.detail, listed.served, language=language)


def _last_change() -> datetime | None:
    """When anything was last released, withdrawn or renamed."""
    return Change.objects.order_by("-id").values_list("at", flat=True).first()
