"""`/api/v1/feeds/`: what is new in a language, as Atom and as JSON Feed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpResponse
from rest_framework.request import Request

from editions import languages

from .. import links
from ..feeds import atom, jsonfeed
from ..feeds.news import News, news
from ..formats.media import ATOM, JSON_FEED, Format
from ..parameters import TOPIC
from ..problems import NOT_FOUND, Problem
from ..resources import Resource
from . import shapes


class Feed(Resource):
    """What all feeds do alike."""

    parameters = (TOPIC,)
    written: ClassVar[Callable[..., str]]

    def get(self, request: Request, language: str) -> HttpResponse:
        """The newest 50 releases in the language, and what is no longer to be shown."""
        code = _code_of(language)
        topic = self.question[TOPIC]
        found: News = news(code, topic)
        body = type(self).written(
            found, language=code, topic=topic, address=links.absolute(request.path) + self.question.query()
        )
        return self.answer(body, languages=[languages.language(code).tag], tags=["feeds", "changes"])

    def choose_format(self, formats: Sequence[Format]) -> None:
        """Not by `Accept`: the address has chosen, and news readers send strange headers."""
        (self.format,) = formats


class AtomFeed(Feed):
    """What is new in a language, as Atom (RFC 4287), newest first and 50 at most.

    An entry is a release; its id is that of the edition. What was withdrawn, withheld or replaced since stands there
    as `at:deleted-entry` (RFC 6721). For all of it, and for programs that must miss nothing, there is `changes`.
    """

    formats = (ATOM,)
    shape: ClassVar[Any] = {"type": "string"}
    written = staticmethod(atom.written)


class JsonFeed(Feed):
    """What is new in a language, as JSON Feed 1.1, newest first and 50 at most.

    The same as the Atom feed. What is no longer to be shown stands in `_fact_sheets.deleted`.
    """

    formats = (JSON_FEED,)
    shape: ClassVar[Any] = shapes.JsonFeed
    examples = ("json-feed",)
    written = staticmethod(jsonfeed.written)


def _code_of(tag: str) -> str:
    """The language of exactly this tag, in any case. Raises Problem if it is not offered."""
    if tag.lower() not in settings.CONTENT_LANGUAGES:
        raise Problem(NOT_FOUND)
    return tag.lower()
