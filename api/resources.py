"""Resource: what every address of the API does alike. Each view of `v1/` is one.

In order: the method, the key, the parameters, the format; then the view; then the headers.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar, cast

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.request import Request
from rest_framework.views import APIView

from . import caching, cors, negotiation, problems, questions
from .fields import members_of
from .formats.media import JSON, JSON_ONLY, Format
from .keys.models import Scope
from .keys.readers import Reader, reader_of
from .parameters import FALLBACK, FIELDS, FORMAT, LANG, fields_of, format_of
from .preferences import Preference, preference
from .problems import INTERNAL_ERROR, METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, Kind, Problem
from .questions import Parameter, Question, bad_in_format
from .told import told_in

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
    formats: ClassVar[tuple[Format, ...]] = JSON_ONLY

    parameters: ClassVar[tuple[Parameter[Any], ...]] = (FORMAT,)
    shape: ClassVar[Any] = None
    own_problems: ClassVar[tuple[Kind, ...]] = ()
    examples: ClassVar[tuple[str, ...]] = ()  # names of files in docs/reference/examples
    can_move: ClassVar[bool] = False
    scope: ClassVar[Scope | None] = Scope.CONTENT  # which keys open it; None if all do

    question: Question = Question()
    reader: Reader | None = None
    header_counts: bool = False  # whether `Accept-Language` was looked at
    format: Format = JSON

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """FORMAT and FIELDS take what this resource has: its formats, and the members of its answer."""
        super().__init_subclass__(**kwargs)
        own: dict[str, Parameter[Any]] = {FORMAT.name: format_of(cls.formats)}
        if cls.shape and any(each.name == FIELDS.name for each in cls.parameters):
            own[FIELDS.name] = fields_of(members_of(cls.shape))
        cls.parameters = tuple(own.get(each.name, each) for each in cls.parameters)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse what cannot be answered, before the view runs. Takes the place of DRF's policies."""
        if str(request.method).lower() not in self.http_method_names:
            raise MethodNotAllowed(str(request.method))
        if request.method == "OPTIONS":
            return
        self.identify(request).refuse_scope(self.scope)
        self.question = questions.read(request.META.get("QUERY_STRING", ""), self.parameters)
        self.choose_format(self.formats)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """DRF's, without what it gets ready for bodies, users and versions, which no address of ours has."""
        self.args, self.kwargs = args, kwargs
        self.request = cast(Request, request)
        try:
            self.initial(self.request, *args, **kwargs)
            handler = getattr(self, str(request.method).lower())
            response = handler(self.request, *args, **kwargs)
        except Exception as exc:  # noqa: BLE001 - a problem document tells of it, and the log
            response = self.handle_exception(exc)
        return self.finalize_response(self.request, response, *args, **kwargs)

    def identify(self, request: Request) -> Reader:
        """Who asks: the gate has found it out, except in tests that have no gate."""
        self.reader = request.META.get("api.reader") or reader_of(request.META)
        return self.reader

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        """What may be asked here, for browsers that ask before they read."""
        return HttpResponse(status=204, headers={"Allow": cors.METHODS, **cors.PREFLIGHT_HEADERS})

    def choose_format(self, formats: Sequence[Format]) -> None:
        """The format of the answer: the one that the parameter names, or the one that `Accept` wants most of these."""
        by_type = {format.media_type: format for format in formats}
        if name := self.question[FORMAT]:
            found = next((format for format in formats if format.name == name), None)
        else:
            found = by_type.get(negotiation.chosen(list(by_type), self.request.headers.get("Accept", "")) or "")
        if found is None:
            names = [format.name for format in formats]
            raise Problem(NOT_ACCEPTABLE, members={"available": list(by_type), "formats": names})
        self.format = found
        for parameter in self.parameters:
            if parameter.only_for and parameter.name in self.question.given and found.name not in parameter.only_for:
                raise bad_in_format(parameter, found.name)

    def preference(self) -> Preference:
        """The languages that this request asks for."""
        self.header_counts = self._lang() is None
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
        languages = tuple(languages)
        if self.scope and self.reader:
            self.reader.refuse_languages(languages)
        dated = caching.told_apart(modified)
        response = caching.conditional(self.request, body, media_type=self.format.content_type, modified=dated)
        told = told_in(self.request.META)
        told.may_keep = dated is not None or modified is None  # else a date would be missing for as long as it is kept
        told.modified, told.languages, told.scope = dated, languages, self.scope
        for header, values in (("Content-Language", languages), ("Cache-Tag", tags)):
            if text := ", ".join(dict.fromkeys(values)):
                response.headers[header] = text
        response.headers["Cache-Control"] = caching.public()
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
        response.headers["Cache-Control"] = caching.public() if of_content else caching.NO_STORE
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
        if self.reader and self.reader.key_id is not None and "Cache-Control" in response.headers:
            # A shared cache would give it to others: to those who may have less, or with another's limits.
            response.headers["Cache-Control"] = response.headers["Cache-Control"].replace("public", "private")
        on_language = ", Accept-Language" if self._depends_on_accept_language(response) else ""
        response.headers["Vary"] = f"Accept, Accept-Encoding{on_language}"
        return response

    def _depends_on_accept_language(self, response: HttpResponseBase) -> bool:
        return self.header_counts or (response.status_code >= 400 and self._lang() is None)

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
