"""Problems: every error of the API as a problem document (RFC 9457), from one table of kinds.

Views raise Problem; `resources.Resource` turns it, and whatever else goes wrong, into an answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.encoding import escape_uri_path
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import MethodNotAllowed, NotFound

from . import links
from .formats.json import dumps
from .keys.spelling import without_keys

MEDIA_TYPE = "application/problem+json"
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem; `code` is a promise. `of_content` says that it tells of an existing
    content, so that caches may keep it as long as the content itself."""

    code: str
    status: int
    title: Text
    detail: Text
    of_content: bool = False


NOT_FOUND = Kind(
    "not-found",
    404,
    _("Not found"),
    _("There is nothing at this address. Check the spelling, or begin at /api/v1/."),
)
TRANSLATION_MISSING = Kind(
    "translation-missing",
    404,
    _("Not available in this language"),
    _("This content has not been released in the language asked for."),
    of_content=True,
)
TRANSLATION_WITHHELD = Kind(
    "translation-withheld",
    404,
    _("Withheld in this language"),
    _("The text in this language is not served at present, because it may mislead its readers."),
    of_content=True,
)
WITHDRAWN = Kind(
    "withdrawn",
    410,
    _("Withdrawn"),
    _("This content has been withdrawn in all languages. Stop showing copies of it."),
    of_content=True,
)
WITHHELD = Kind(
    "withheld",
    410,
    _("Withheld"),
    _("The text in this language is not served at present, because it may mislead its readers."),
    of_content=True,
)
REDACTED = Kind(
    "redacted",
    410,
    _("Redacted"),
    _("The words of this edition were removed by order. Its hash stays on record."),
    of_content=True,
)
BAD_PARAMETER = Kind(
    "bad-parameter",
    400,
    _("A parameter is wrong"),
    _("A parameter is unknown, given twice or has a value that is not allowed."),
)
BAD_REQUEST = Kind("bad-request", 400, _("The request is malformed"), _("The server cannot read this request."))
UNKNOWN_KEY = Kind(
    "unknown-key",
    401,
    _("Unknown key"),
    _("This key is not known here. Reading needs no key: leave the Authorization header out."),
)
EXPIRED_KEY = Kind(
    "expired-key",
    401,
    _("Expired key"),
    _("This key has expired. Ask for a new one; reading needs none."),
)
REVOKED_KEY = Kind(
    "revoked-key",
    401,
    _("Revoked key"),
    _("This key has been revoked. Ask for a new one; reading needs none."),
)
KEY_IN_URL = Kind(
    "key-in-url",
    400,
    _("A key in the address"),
    _(
        "Addresses are kept by browsers, proxies and logs, so a key in one is not secret any more. Have it revoked,"
        " and send the new one in the Authorization header."
    ),
)
SCOPE_MISSING = Kind(
    "scope-missing",
    403,
    _("Not with this key"),
    _("This key was not made for this resource. Leave it out, or ask for one with the scope."),
)
LANGUAGE_NOT_ALLOWED = Kind(
    "language-not-allowed",
    403,
    _("Not in this language with this key"),
    _("This key is limited to other languages than that of the answer."),
)
RATE_LIMITED = Kind(
    "rate-limited",
    429,
    _("Too many requests"),
    _("Wait as many seconds as Retry-After says. A key of your own raises the limit."),
)
BUSY = Kind(
    "busy",
    503,
    _("Others are reading the stream"),
    _("Wait as many seconds as Retry-After says, or ask for pages in JSON."),
)
METHOD_NOT_ALLOWED = Kind(
    "method-not-allowed",
    405,
    _("This address can only be read"),
    _("Use GET, HEAD or OPTIONS."),
)
NOT_ACCEPTABLE = Kind(
    "not-acceptable",
    406,
    _("Not available in this format"),
    _("There is none of the formats that were asked for. Choose one of those named here."),
)
INTERNAL_ERROR = Kind(
    "internal-error",
    500,
    _("The server made a mistake"),
    _("The mistake has been written to the server's log. Try again later."),
)

KINDS = (
    NOT_FOUND,
    TRANSLATION_MISSING,
    TRANSLATION_WITHHELD,
    WITHDRAWN,
    WITHHELD,
    REDACTED,
    BAD_PARAMETER,
    BAD_REQUEST,
    KEY_IN_URL,
    UNKNOWN_KEY,
    EXPIRED_KEY,
    REVOKED_KEY,
    SCOPE_MISSING,
    LANGUAGE_NOT_ALLOWED,
    RATE_LIMITED,
    BUSY,
    METHOD_NOT_ALLOWED,
    NOT_ACCEPTABLE,
    INTERNAL_ERROR,
)


@dataclass(slots=True)
class Problem(Exception):
    """What went wrong with one request. `members` go into the document, `headers` beside it."""

    kind: Kind
    detail: Text = ""
    members: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()


def filled(message: Text, **values: Text | Sequence[Text]) -> Promise:
    """The message with its values, put together only in the language of whoever is answered."""
    return cast(Promise, _filled(message, values))


def from_exception(exception: Exception) -> Problem:
    """The problem that tells of this exception without giving away what is inside the server."""
    match exception:
        case Problem():
            return exception
        case Http404() | NotFound():
            return Problem(NOT_FOUND)
        case MethodNotAllowed():
            return Problem(METHOD_NOT_ALLOWED)
        case SuspiciousOperation() | BadRequest():
            return Problem(BAD_REQUEST)
        case _:
            return Problem(INTERNAL_ERROR)


def document(problem: Problem, *, path: str) -> dict[str, Any]:
    """The members of the document, in the active language."""
    kind = problem.kind
    return {
        "type": f"{links.ROOT}docs/#{kind.code}",
        "title": str(kind.title),
        "status": kind.status,
        "detail": str(problem.detail or kind.detail),
        "instance": escape_uri_path(without_keys(path)),
        "code": kind.code,
        **problem.members,
    }


def response(problem: Problem, *, path: str, language: str) -> HttpResponse:
    """The answer, with its words in `language`."""
    language = _language_spoken(problem.kind, language)
    with translation.override(language):
        body = dumps(document(problem, path=path), default=str)
    return HttpResponse(
        body,
        status=problem.kind.status,
        content_type=MEDIA_TYPE,
        headers={"Content-Language": language, **problem.headers},
    )


def _fill(message: Text, values: Mapping[str, Text | Sequence[Text]]) -> str:
    return str(message) % {name: _listed(value) for name, value in values.items()}


def _listed(value: Text | Sequence[Text]) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


_filled = lazy(_fill, str)


def _language_spoken(kind: Kind, language: str) -> str:
    """English where the catalogue has no translation, so that English is never labelled Arabic."""
    with translation.override("en"):
        english = str(kind.title)
    with translation.override(language):
        return "en" if str(kind.title) == english else language
