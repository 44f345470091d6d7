"""The page: its parts in the order in which somebody new needs them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from .. import openapi
from ..openapi import headers
from ..problems import KINDS, Kind
from .members import shapes
from .operations import Operation, operations
from .words import with_code

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """The addresses under one heading."""

    name: str
    description: str
    operations: list[Operation]


@cache
def page() -> str:
    """The whole page, in English whoever asks."""
    document = openapi.document()
    with translation.override("en"):
        return render_to_string("api/docs.html", _context(document))


def _context(document: Document) -> dict[str, Any]:
    all = operations(document)
    return {
        "info": document["info"],
        "site": settings.SITE_URL,
        "subjects": _subjects(document, all),
        "formats": sorted({format for each in all for format in each.media_types}),
        "asked": [(name, with_code(text), example) for name, (text, example) in _asked().items()],
        "sent": [(each, with_code(each.description)) for each in headers.ANSWERED],
        "key": with_code(document["components"]["securitySchemes"]["key"]["description"]),
        "of_keys": _problems_with(401, 403),
        "of_limits": _problems_with(429),
        "limit_headers": [each for each in headers.ANSWERED if each.name in ("RateLimit", "RateLimit-Policy")],
        "webhooks": sorted(document.get("webhooks", {}).items()),
        "problems": [(kind, openapi.examples.of_problem(kind)) for kind in KINDS],
        "shapes": shapes(document),
    }


def _subjects(document: Document, all: list[Operation]) -> list[Subject]:
    by_name = defaultdict(list)
    for each in all:
        by_name[each.subject].append(each)
    told = {tag["name"]: tag["description"] for tag in document["tags"]}
    return [Subject(name, told[name], found) for name, found in by_name.items()]


def _asked() -> dict[str, tuple[str, str]]:
    return {"Accept-Language": headers.ACCEPT_LANGUAGE, **headers.ASKED}


def _problems_with(*statuses: int) -> list[Kind]:
    return [kind for kind in KINDS if kind.status in statuses]
