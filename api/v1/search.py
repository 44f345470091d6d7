"""`/api/v1/search/?q=`: what is found in one language, the best first, with the words marked that were looked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from editions import languages
from editions.search.asking import Asked, NothingAsked, ask, only
from editions.search.finding import MOST_FOUND
from editions.search.texts import PLACES, SEARCHED

from .. import links
from ..caching import tag
from ..collections import BY_TYPE
from ..formats.json import dumps
from ..found import found_page, topics_called
from ..keys.models import Scope
from ..lists import list_text
from ..parameters import AUDIENCE, CURSOR, FORMAT, PAGE_SIZE, PUBLISHER, SEARCH_LANG, SEARCHED_TYPE, TOPIC, Q
from ..questions import bad_value
from ..resources import Resource
from .shapes.standing import Language, Shape
from .shapes.standing import Page as PageShape

FOLDERS = {type: BY_TYPE[type].folder for type in SEARCHED}


class Highlight(Shape):
    """A piece of the content in which words of the question stand."""

    field = serializers.ChoiceField(PLACES, help_text="Where it stands. `title` is always the whole title.")
    html = serializers.CharField(
        help_text="Escaped text in which nothing but `<mark>` is markup. Put `lang` and `dir` of the answer on the "
        "element around it; numbers keep their direction by isolates that stand in the text."
    )


class SearchResult(Shape):
    """A content in which all words stand."""

    id = serializers.UUIDField(help_text="The same for all languages and editions, for ever.")
    type = serializers.ChoiceField([str(type) for type in SEARCHED])
    slug = serializers.CharField()
    language = serializers.CharField(help_text="BCP 47 tag, the same in every result.")
    title = serializers.CharField(help_text="Of a question the question, of a topic its name, of a term the term.")
    summary = serializers.CharField(allow_blank=True, help_text="Of a term what it means. A question has none.")
    status = serializers.ChoiceField(
        ["source", "current", "outdated"], help_text="As `translation.status` of the content says."
    )
    notice = serializers.CharField(
        allow_null=True, help_text="Show it beside the result: what readers ought to know of a translation."
    )
    notice_language = serializers.CharField(allow_null=True)
    url = serializers.URLField(help_text="The content in this language.")
    highlights = Highlight(many=True, help_text="The title, if a word is in it, and the most telling piece below it.")


class SearchPage(PageShape):
    """One page of what was found, the best first."""

    count = serializers.IntegerField(help_text="How many were found.")
    count_is_exact = serializers.BooleanField(
        help_text=f"False if there are more than {MOST_FOUND}; the list then ends there. Ask for more words."
    )
    language = Language()
    results = SearchResult(many=True)


class Search(Resource):
    """What is found by words, in one language and never in another.

    Sheets, questions, topics and terms that readers can get now. What has the words in its title comes first, then in
    other titles, headings, the summary and the text; within each of these it goes by title. Words are found in any
    form: without accents and vowel marks, with particles written together with them, inflected.
    """

    parameters = (Q, SEARCH_LANG, SEARCHED_TYPE, TOPIC, PUBLISHER, AUDIENCE, PAGE_SIZE, CURSOR, FORMAT)
    scope = Scope.SEARCH
    shape: ClassVar[Any] = SearchPage
    examples = ("search",)

    def get(self, request: Request) -> HttpResponse:
        """Find what has all words of the question."""
        language = self._language()
        asked = self._asked(languages.language(language["served"]).code)
        page, findings = found_page(asked, self.question)
        body = list_text(
            page,
            at=links.absolute(request.path),
            question=self.question,
            count=findings.count,
            results=[dumps(page.rows)[1:-1]],
            beside={"count_is_exact": findings.is_exact, "language": language},
        )
        return self.answer(
            body,
            languages=[language["served"]],
            tags=["search", *self._folders(), *(tag(each["id"]) for each in page.rows)],
        )

    def _language(self) -> dict[str, Any]:
        """The member `language`: the first of the asked ones that is offered, or the site's own."""
        wanted = self.preference().asked
        met = next((each for each in wanted if each.code), None)
        if wanted and not met and (lang := self.question[SEARCH_LANG]):
            offered = tuple(languages.language(code).tag for code in settings.CONTENT_LANGUAGES)
            raise bad_value(replace(SEARCH_LANG, allowed=offered), lang)
        language = languages.language((met.code if met else None) or settings.SOURCE_LANGUAGES[0])
        named = met or (wanted[0] if wanted else None)
        return {
            "requested": named.tag if named else None,
            "served": language.tag,
            "direction": language.direction,
            "reason": None if met else "missing" if wanted else "unspecified",
        }

    def _asked(self, language: str) -> Asked:
        """The question in the language of that code, narrowed down. Raises Problem if there is no word in it."""
        topic = self.question[TOPIC]
        filters = only(
            language,
            type=self.question[SEARCHED_TYPE],
            publisher=self.question[PUBLISHER],
            audience=self.question[AUDIENCE],
            topics=topics_called(topic) if topic else None,
        )
        try:
            return ask(self.question[Q], language, filters)
        except NothingAsked:
            raise bad_value(Q, self.question[Q]) from None

    def _folders(self) -> list[str]:
        """The collections that were searched: whatever is released in one of them may belong to the answer."""
        type = self.question[SEARCHED_TYPE]
        return [FOLDERS[each] for each in SEARCHED if type in (None, each)]
