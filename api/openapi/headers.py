"""Headers: every header that is read from a request or sent with an answer, each written once.

A test compares the table with what is really sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

Schema = Mapping[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_TAG: Final = "[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"
_DATE: Final = "[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT"

PROBLEMS: Final = (400, 401, 403, 404, 405, 406, 410, 414, 429, 500, 503)
READ: Final = (200, 304, 308, *PROBLEMS)
ANY: Final = (200, 204, *READ[1:])


@dataclass(frozen=True, slots=True)
class Header:
    """A header of answers: on which statuses it may be, and on which it always is."""

    name: str
    description: str
    on: tuple[int, ...]
    always: tuple[int, ...] = ()
    schema: Schema | None = None  # any text
    example: str | int | None = None


def _pattern(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}$"}


ANSWERED: Final = (
    Header(
        "ETag",
        "The name of exactly these bytes (RFC 9110 §8.8.3). Send it back in `If-None-Match`. It changes when a byte "
        "of the answer does, so also when only a status or a notice has changed.",
        on=(200, 304),
        always=(304,),  # and with 200, unless the answer is a stream
        schema=_pattern('"[!#-~]+"'),
        example='"9f86d081884c7d659a2feaa0c55ad015"',
    ),
    Header(
        "Last-Modified",
        "When a content in the answer last changed. Not given within the second of a change, while an update is "
        "pending, and where no single moment can be named.",
        on=(200, 304),
        schema=_pattern(_DATE),
        example="Mon, 02 Mar 2026 09:00:00 GMT",
    ),
    Header(
        "Cache-Control",
        "How long the answer may be kept (RFC 9111 §5.2): 30 seconds for contents, and for problems that tell of an "
        "existing content; `no-store` for all other problems; `private` with a key.",
        on=READ,
        always=READ,
        schema=_pattern("(no-store|(public|private)(, [a-z-]+(=[0-9]+)?)*)"),
        example="public, max-age=30, stale-while-revalidate=15",
    ),
    Header(
        "Vary",
        "The request headers on which the answer depends. `Accept-Language` is named only where it was used.",
        on=ANY,
        always=READ,
        schema=_pattern("[A-Za-z-]+(, [A-Za-z-]+)*"),
        example="Accept, Accept-Encoding",
    ),
    Header(
        "Content-Language",
        "The languages of the words in the answer, of a problem's too.",
        on=(200, 304, *PROBLEMS),
        always=PROBLEMS,
        schema=_pattern(f"{_TAG}(, {_TAG})*"),
        example="fr",
    ),
    Header(
        "Content-Encoding",
        "How the bytes are compressed, as `Accept-Encoding` allows it. Each encoding has an ETag of its own.",
        on=(200, 304, *PROBLEMS),
        schema={"type": "string", "enum": ["br", "gzip"]},
        example="gzip",
    ),
    Header(
        "Cache-Tag",
        "The contents in the answer by the first 13 characters of their ids, and the folder of a list, for caches "
        "that purge by tag.",
        on=(200, 304, 308, 404, 410),
        schema=_pattern("[A-Za-z0-9_-]+(, [A-Za-z0-9_-]+)*"),
        example="0a57a000-0000, b1946ac9-2492",
    ),
    Header(
        "Link",
        "Addresses that belong to the answer (RFC 8288), for example the next page.",
        on=(200, 304, 404, 410),
        schema=_pattern("<[^>]+>.*"),
        example='<https://sheets.example/api/v1/factsheets/asthma/>; rel="canonical"',
    ),
    Header("Location", "Where it is now.", on=(308,), always=(308,), example="/api/v1/factsheets/asthma/"),
    Header(
        "Allow",
        "The methods that may be used here.",
        on=(204, 405),
        always=(204, 405),
        schema={"type": "string", "const": "GET, HEAD, OPTIONS"},
        example="GET, HEAD, OPTIONS",
    ),
    Header(
        "WWW-Authenticate",
        "What a key must look like (RFC 6750 §3).",
        on=(401, 403),
        always=(401,),
        schema=_pattern("Bearer.*"),
        example='Bearer realm="api"',
    ),
    Header(
        "Retry-After",
        "How many seconds to wait before asking again.",
        on=(429, 503),
        always=(429,),
        schema={"type": "integer", "minimum": 0},
        example=12,
    ),
    Header(
        "RateLimit",
        "How many requests are left, and in how many seconds there will be more "
        "(draft-ietf-httpapi-ratelimit-headers).",
        on=READ,
        example='"default";r=598;t=31',
    ),
    Header("RateLimit-Policy", "How many requests in how many seconds.", on=READ, example='"default";q=600;w=60'),
    Header(
        "Access-Control-Allow-Origin",
        "Any web page may read. Nothing is ever allowed with credentials.",
        on=ANY,
        always=ANY,
        schema={"type": "string", "const": "*"},
        example="*",
    ),
    Header(
        "Access-Control-Expose-Headers",
        "The headers that a script of another site may look at.",
        on=ANY,
        always=READ,
    ),
    Header("Access-Control-Allow-Methods", "The methods that such a script may use.", on=(204,), always=(204,)),
    Header("Access-Control-Allow-Headers", "The headers that such a script may send.", on=(204,), always=(204,)),
    Header(
        "Access-Control-Max-Age",
        "For how many seconds a browser need not ask that again.",
        on=(204,),
        always=(204,),
        schema={"type": "integer"},
    ),
    Header(
        "X-Content-Type-Options",
        "Nobody ought to guess another type.",
        on=ANY,
        always=READ,
        schema={"type": "string", "const": "nosniff"},
        example="nosniff",
    ),
    Header(
        "X-Request-ID",
        "The name of this request in our log; send it with a question about it. One that you sent is kept.",
        on=ANY,
        example="5b0b2e4c9d0f4d6f8a3c7e1b2a4d6f80",
    ),
)

# What the web server and the site send with every page, the API's among them: no part of the contract.
OF_THE_SITE: Final = frozenset(
    {
        *("content-type", "content-length", "date", "server", "connection"),
        *("content-security-policy", "cross-origin-opener-policy", "referrer-policy", "x-frame-options"),
        "strict-transport-security",
    }
)

# `Accept` and `Authorization` are told elsewhere in an OpenAPI document: as media types and as a security scheme.
ASKED: Final = {
    "If-None-Match": (
        "The ETags of the answers that you have, or `*`; 304 if one of them is still right (RFC 9110 §13.1.2).",
        '"9f86d081884c7d659a2feaa0c55ad015"',
    ),
    "If-Modified-Since": (
        "The same by date (RFC 9110 §13.1.3). Ignored beside If-None-Match.",
        "Mon, 02 Mar 2026 09:00:00 GMT",
    ),
}
ACCEPT_LANGUAGE: Final = (
    "The languages wanted, with weights (RFC 9110 §12.5.4): the first twenty are read. Ignored beside `lang`.",
    "fr-CH, fr;q=0.9, en;q=0.5",
)


def components() -> dict[str, Any]:
    """The table as `components.headers`; what is always sent with some answers is there twice, once as required."""
    optional = {header.name: _described(header) for header in ANSWERED}
    required = {
        f"{header.name}.always": _described(header) | {"required": True} for header in ANSWERED if header.always
    }
    return optional | required


def of_status(status: int) -> dict[str, Any]:
    """The headers of answers with this status, by reference."""
    named = (header for header in ANSWERED if status in header.on)
    return {header.name: {"$ref": f"#/components/headers/{_key(header, status)}"} for header in named}


def _key(header: Header, status: int) -> str:
    return f"{header.name}.always" if status in header.always else header.name


def _described(header: Header) -> dict[str, Any]:
    example = {} if header.example is None else {"example": header.example}
    return {"description": header.description, "schema": dict(header.schema or _TEXT), **example}
