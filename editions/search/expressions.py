"""Expressions: which tokens are wanted together, and how SQLite's FTS5 and PostgreSQL write that.

Every token is quoted, and by `tokens` no token holds a quote: nothing that a reader types is ever read as an operator.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """One token, or all that begin so."""

    text: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """What every part finds."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """What some part finds."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """What the first finds and the second does not."""

    wanted: Expression
    unwanted: Expression


Expression = Token | AllOf | AnyOf | Without


def all_of(parts: Iterable[Expression]) -> Expression:
    """What every part finds; a single part stands for itself."""
    given = tuple(parts)
    return given[0] if len(given) == 1 else AllOf(given)


def any_of(parts: Iterable[Expression]) -> Expression:
    """What some part finds; a single part stands for itself."""
    given = tuple(parts)
    return given[0] if len(given) == 1 else AnyOf(given)


def for_sqlite(expression: Expression) -> str:
    """In the words of FTS5."""
    match expression:
        case Token(text, begins):
            quoted = text.replace('"', '""')
            return f'"{quoted}"{"*" if begins else ""}'
        case AllOf(parts):
            return f"({' AND '.join(map(for_sqlite, parts))})"
        case AnyOf(parts):
            return f"({' OR '.join(map(for_sqlite, parts))})"
        case Without(wanted, unwanted):
            return f"({for_sqlite(wanted)} NOT {for_sqlite(unwanted)})"


def for_postgresql(expression: Expression) -> str:
    """As a tsquery."""
    match expression:
        case Token(text, begins):
            quoted = text.replace("\\", "\\\\").replace("'", "''")
            return f"'{quoted}'{':*' if begins else ''}"
        case AllOf(parts):
            return f"({' & '.join(map(for_postgresql, parts))})"
        case AnyOf(parts):
            return f"({' | '.join(map(for_postgresql, parts))})"
        case Without(wanted, unwanted):
            return f"({for_postgresql(wanted)} & !{for_postgresql(unwanted)})"
