"""CORS: any site may read, and nothing is ever allowed with credentials (Fetch standard, §3.2)."""

from __future__ import annotations

from typing import Final

METHODS: Final = "GET, HEAD, OPTIONS"

HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Cache-Tag, Content-Language, ETag, Last-Modified, Link, RateLimit, RateLimit-Policy, Retry-After"
    ),
}

PREFLIGHT_HEADERS: Final = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
