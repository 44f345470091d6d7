"""`/api/v1/languages/`: every language that is offered, with what there is in it."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import Count
from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from editions import languages
from editions.models import Publication, Status
from editions.vocabulary import ContentType

from .. import links
from ..cursors import Page
from ..formats.json import dumps
from ..lists import list_text
from ..resources import Resource
from . import shapes

COUNTED = (Status.CURRENT, Status.OUTDATED, Status.WITHHELD)


class PublicationCounts(serializers.Serializer[None]):
    """How many sheets there are in the language, by status."""

    current = serializers.IntegerField()
    outdated = serializers.IntegerField()
    withheld = serializers.IntegerField()


class LanguageFeeds(serializers.Serializer[None]):
    """What is new in the language, for news readers."""

    atom = serializers.URLField()
    json = serializers.URLField()


class LanguageShape(serializers.Serializer[None]):
    """A language that is offered, whether or not there is anything in it yet."""

    code = serializers.CharField(help_text="BCP 47 tag, as `lang` takes it.")
    name = serializers.CharField(help_text="In English.")
    native_name = serializers.CharField(help_text="In the language itself.")
    direction = serializers.ChoiceField(["ltr", "rtl"])
    publications = PublicationCounts()
    url = serializers.URLField(help_text="The sheets in this language.")
    feeds = LanguageFeeds()


class Languages(Resource):
    """The languages that are offered, with what there is in them. There is always one page."""

    scope = None
    shape: ClassVar[Any] = shapes.page_of(LanguageShape, "LanguagePage")
    examples = ("languages",)

    def get(self, request: Request) -> HttpResponse:
        """List them all; there is always one page."""
        counts = _counts()
        results = [_line(code, counts) for code in settings.CONTENT_LANGUAGES]
        body = list_text(
            Page(results, None, None),
            at=links.absolute(request.path),
            question=self.question,
            count=len(results),
            results=map(dumps, results),
        )
        return self.answer(body, tags=["factsheets"])


def _counts() -> Counter[tuple[str, str]]:
    sheets = Publication.objects.filter(type=ContentType.FACTSHEET)
    rows = sheets.values_list("language", "status").annotate(Count("id")).order_by()
    return Counter({(language, status): number for language, status, number in rows})


def _line(code: str, counts: Counter[tuple[str, str]]) -> dict[str, Any]:
    language = languages.language(code)
    return {
        "code": language.tag,
        "name": language.name,
        "native_name": language.native_name,
        "direction": language.direction,
        "publications": {status.value: counts[code, status.value] for status in COUNTED},
        "url": links.resource(f"factsheets/?lang={language.tag}"),
        "feeds": {name: links.resource(f"feeds/{language.tag}/{name}/") for name in ("atom", "json")},
    }
