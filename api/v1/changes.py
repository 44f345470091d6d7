"""`/api/v1/changes/`: everything that readers get, and then only what has changed; for those who keep copies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from editions import languages

from .. import caching, links
from ..caching import tag
from ..changes import pages, places, streaming
from ..changes.pages import Page
from ..changes.places import Place
from ..formats.media import NDJSON, OF_CHANGES
from ..keys.models import Scope
from ..keys.readers import Reader
from ..parameters import FORMAT, ONLY_LANGUAGE, ROWS, SINCE, TOPIC, TYPE
from ..problems import BUSY, Problem
from ..resources import Resource
from ..told import told_in
from ..usage.counting import count
from . import shapes

FOLDER = "changes"


class Changes(Resource):
    """Everything that readers get, and then only what has changed in it.

    The first answer begins with all texts of today. Follow `next`: it leads to the rest, and when `has_more` is false,
    to whatever will have changed when you come back, whenever that is. Apply the results in their order: `put` keeps
    a text under its `id` and `language`, whatever stood there before; `remove` takes it away, if you ever had it.
    As `application/x-ndjson`, all pages come at once, a result each line.
    """

    parameters = (SINCE, ONLY_LANGUAGE, TYPE, TOPIC, ROWS, FORMAT)
    formats = OF_CHANGES
    scope = Scope.CHANGES
    own_problems = (BUSY,)
    shape: ClassVar[Any] = shapes.ChangePage
    examples = ("changes",)

    def get(self, request: Request) -> HttpResponseBase:
        """The page after `since`, or all pages in lines."""
        if self.reader:
            self._refuse_languages_of_others(self.reader)
        since = self.question[SINCE]
        place = places.read(since, self.question) if since else None
        as_lines, size = self.format is NDJSON, self.question[ROWS]
        page_at = pages.reading(
            self.question,
            at=links.absolute(request.path),
            size=min(size, streaming.LINES_AT_ONCE) if as_lines else size,
            is_first=not since,
        )
        if as_lines:
            return self._streamed(place, page_at)
        page = page_at(place)
        told_in(self.request.META).contents = tuple(each.read for each in page.results if each.read)
        return self.answer(
            page.text,
            languages=(each.tag for each in page.results if each.read),
            tags=[FOLDER, *(tag(each.work_id) for each in page.results)],
        )

    def _streamed(self, place: Place | None, page_at: Callable[[Place | None], Page]) -> StreamingHttpResponse:
        """All of it, as fast as it is read. No cache keeps it, since nobody asks for the same again."""
        if streaming.is_full():
            raise Problem(BUSY, headers={"Retry-After": "10"})
        reader = self.reader
        assert reader is not None  # `initial` has asked
        lines = streaming.lines(place, page_at, lambda contents: count(reader, contents))
        headers = {"Cache-Control": caching.NO_STORE, "Cache-Tag": FOLDER}
        return StreamingHttpResponse(
            lines if self.request.method == "GET" else (), content_type=NDJSON.content_type, headers=headers
        )

    def _refuse_languages_of_others(self, reader: Reader) -> None:
        """A key for some languages opens only what is in one of these: pages of all would be refused in the middle."""
        code = self.question[ONLY_LANGUAGE]
        asked = [code] if code else settings.CONTENT_LANGUAGES
        reader.refuse_languages(languages.language(each).tag for each in asked)
