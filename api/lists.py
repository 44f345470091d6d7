"""Lists: the shape that every list has, whatever is in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .cursors import Page
from .formats.json import dumps, joined, listed
from .questions import Question


def list_text(
    page: Page,
    *,
    at: str,
    question: Question,
    count: int,
    results: Iterable[str],
    beside: Mapping[str, Any] | None = None,
) -> str:
    """One page of a list as JSON text. `at` is the list's address, `results` are JSON texts, `beside`
    are members that tell of the list as a whole."""
    head = {
        "count": count,
        "next": _address(at, question, page.next),
        "previous": _address(at, question, page.previous),
        **(beside or {}),
    }
    return joined(dumps(head), f'{{"results":{listed(results)}}}')


def link_header(page: Page, at: str, question: Question) -> str:
    """Where the next and the previous page are (RFC 8288), for formats that cannot say it."""
    neighbours = {"next": _address(at, question, page.next), "prev": _address(at, question, page.previous)}
    return ", ".join(f'<{address}>; rel="{relation}"' for relation, address in neighbours.items() if address)


def _address(at: str, question: Question, cursor: str | None) -> str | None:
    return at + question.query(cursor=cursor) if cursor else None
