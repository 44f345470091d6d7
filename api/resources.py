"""Resource: what every address of the API does alike. Each view of `v1/` is one.

In order: the method, the key, the parameters, the format; then the view; then the headers.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request
from rest_framework.views import APIView

from . import caching, cors, keys, negotiation, problems, questions
from .parameters import FALLBACK, FORMAT, LANG
from .preferences import Preference, preference
from .problems import INTERNAL_ERROR, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, Kind, Problem
from .questions import Parameter, Question

logger = logging.getLogger("django.request")

_LANG_IN_QUERY = re.compile(r"(?:^|&)lang=([A-Za-z0-9-]{1,35})(?=&|$)")


class Resource(APIView):
    """A resource that anyone may read. Subclasses name their parameters, the shape of their answer
    (for the OpenAPI document) and the problems that only they have, and write `get`."""

    http_method_names = ("get", "head", "options")
    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    parser_classes = ()  # no body is ever read
    media_type: ClassVar[str] = "application/json"

    parameters: ClassVar[tuple[Parameter[Any], ...]] = (FORMAT,)
    shape: ClassVar[Any] = None
    own_problems: ClassVar[tuple[Kind, ...]] = ()
    examples: ClassVar[tuple[str, ...]] = ()  # names of files in docs/reference/examples
    can_move: ClassVar[bool] = False

    question: Question = Question()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what cannot be answered, before the view runs. Takes the place of DRF's policies."""
        if str(request.method).lower() not in self.http_method_names:
            raise MethodNotAllowed(str(request.method))
        if request.method == "OPTIONS":
            return
        keys.refuse_unknown(request.headers.get("Authorization", ""))
        self.question = questions.read(request.META.get("QUERY_STRING", ""), self.parameters)
        self._refuse_other_formats(request)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        """What may be asked here, for browsers that ask before they read."""
        return HttpResponse(status=204, headers={"Allow": cors.METHODS, **cors.PREFLIGHT_HEADERS})

    def preference(self) -> Preference:
        """The languages that this request asks for."""
        return preference(
            lang=self.question[LANG],
            accept_language=self.request.headers.get("Accept-Language", ""),
            fallback=self.question[FALLBACK],
        )

    def answer(
        self,
        body: str,
        *,
        languages: Iterable[str] = (),
        modified: datetime | None = None,
        tags: Iterable[str] = (),
    ) -> HttpResponse:
        """The text as an answer: 200, or 304 if the reader has it. `languages` are BCP 47 tags."""
        response = caching.conditional(self.request, body, media_type=self.media_type, modified=modified)
        for header, values in (("Content-Language", languages), ("Cache-Tag", tags)):
            if text := ", ".join(dict.fromkeys(values)):
                response.headers[header] = text
        response.headers["Cache-Control"] = caching.PUBLIC
        return response

    def handle_exception(self, exc: Exception) -> HttpResponse:  # type: ignore[override]
        """A problem document for whatever was raised."""
        problem = problems.from_exception(exc)
        if problem.kind is INTERNAL_ERROR:
            _report(self.request, exc)
        response = problems.response(problem, path=self.request.path, language=self._language_of_problems())
        if problem.kind is METHOD_NOT_ALLOWED:
            response.headers["Allow"] = cors.METHODS
        if problem.tags:
            response.headers["Cache-Tag"] = ", ".join(problem.tags)
        of_content = problem.kind.of_content
        response.headers["Cache-Control"] = caching.PUBLIC if of_content else caching.NO_STORE
        return response

    def finalize_response(  # type: ignore[override]
        self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """The headers that every answer has."""
        for name, value in cors.HEADERS.items():
            response.headers[name] = value
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        if response.status_code in (204, 308):
            del response.headers["Content-Type"]
        patch_vary_headers(response, ["Accept", "Accept-Encoding"])
        if self._depends_on_accept_language(response):
            patch_vary_headers(response, ["Accept-Language"])
        return response

    def _refuse_other_formats(self, request: Request) -> None:
        if "format" in self.question.given:
            return
        if not negotiation.accepts(self.media_type, request.headers.get("Accept", "")):
            raise Problem(NOT_ACCEPTABLE, members={"available": [self.media_type]})

    def _depends_on_accept_language(self, response: HttpResponseBase) -> bool:
        in_words = any(each.name == LANG.name for each in self.parameters) or response.status_code >= 400
        return in_words and self._lang() is None

    def _language_of_problems(self) -> str:
        header = self.request.headers.get("Accept-Language", "")
        return negotiation.interface_language(self._lang(), header)

    def _lang(self) -> str | None:
        """The parameter `lang`, also of a request whose other parameters are wrong."""
        found = _LANG_IN_QUERY.search(self.request.META.get("QUERY_STRING", ""))
        return found[1] if found else None


def _report(request: Request | HttpRequest, exc: Exception) -> None:
    """Write a mistake of ours to the log and tell monitoring, as Django does for its own views."""
    got_request_exception.send(sender=Resource, request=request)
    context = {"status_code": 500, "request": request}
    logger.error("Internal Server Error: %s", request.path, exc_info=exc, extra=context)
