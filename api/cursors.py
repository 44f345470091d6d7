"""Cursors: pages of a list by the place of their first row, so that nothing is shown twice or left out
when rows come and go between two pages, and page 1,000 costs the same as page 1.

A cursor is signed and belongs to one question; a changed one, or one used elsewhere, is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import F, Model, Q, QuerySet

from .formats.json import dumps
from .parameters import CURSOR, PAGE_SIZE
from .questions import Question, bad_value

Row = dict[str, Any]

_SIGNER = "api.cursors"
_NOT_PART_OF_THE_QUESTION = {"cursor", "page_size", "format"}


@dataclass(frozen=True, slots=True)
class Order:
    """By a column, then by one without repeats. Rows without a value (`may_be_empty`) come last."""

    column: str
    unique: str = "id"
    descending: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """The row next to which a page begins, and the side of it."""

    value: Any
    unique: Any
    backwards: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page, and the cursors of its neighbours."""

    rows: Sequence[Row]
    next: str | None
    previous: str | None


def page(rows: QuerySet[Model, Row], order: Order, question: Question, *, scope: str) -> Page:
    """The page that the question asks for, by one query. `scope` is what else the list depends on."""
    size, purpose = question[PAGE_SIZE], purpose_of(question, scope)
    cursor = opened(question[CURSOR], purpose)
    backwards = cursor is not None and cursor.backwards
    if cursor:
        rows = rows.filter(_beyond(cursor, order))
    found = list(rows.order_by(*_ordering(order, backwards))[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    if not found:
        return Page([], None, None)
    has_next, has_previous = (True, more) if backwards else (more, cursor is not None)
    return Page(
        found,
        next=written(found[-1], order, purpose, backwards=False) if has_next else None,
        previous=written(found[0], order, purpose, backwards=True) if has_previous else None,
    )


def _ordering(order: Order, backwards: bool) -> list[Any]:
    if order.descending != backwards:
        value = F(order.column).desc(nulls_first=True if order.may_be_empty else None)
        return [value, f"-{order.unique}"]
    return [F(order.column).asc(nulls_last=True if order.may_be_empty else None), order.unique]


def _beyond(cursor: Cursor, order: Order) -> Q:
    """The rows on the cursor's side of its row."""
    falling = order.descending != cursor.backwards
    side = "lt" if falling else "gt"
    unique = Q((f"{order.unique}__{side}", cursor.unique))
    empty = Q((f"{order.column}__isnull", True))
    if cursor.value is None:
        return (empty & unique) | (~empty if falling else Q(pk__in=[]))
    beyond = Q((f"{order.column}__{side}", cursor.value))
    beyond |= Q((order.column, cursor.value)) & unique
    return beyond | empty if order.may_be_empty and not falling else beyond


def purpose_of(question: Question, scope: str) -> str:
    """What a cursor is for: this question and no other."""
    asked = {k: v for k, v in question.given.items() if k not in _NOT_PART_OF_THE_QUESTION}
    return sha256(dumps([scope, asked]).encode()).hexdigest()[:12]


def written(row: Row, order: Order, purpose: str, *, backwards: bool) -> str:
    """The cursor of a page that begins beside this row."""
    value = row[order.column]
    if isinstance(value, date):
        value = value.isoformat()
    return Signer(salt=_SIGNER).sign_object([purpose, value, row[order.unique], backwards])


def opened(text: str | None, purpose: str) -> Cursor | None:
    """What a cursor says. Raises Problem if it is not one of ours, or one for another question."""
    if text is None:
        return None
    try:
        written_for, value, unique, backwards = Signer(salt=_SIGNER).unsign_object(text)
    except (BadSignature, ValueError):
        raise bad_value(CURSOR, text) from None
    if written_for != purpose:
        raise bad_value(CURSOR, text)
    return Cursor(value, unique, backwards)
