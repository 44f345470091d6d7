"""Characters that no format but JSON may carry: those that hide or turn round a text, and those that XML forbids.

Editors are refused them in running text. What came in before that, or by a field without marks, is taken out here,
so that no presenter has to think of it: all isolates in an answer are then ours, and stand in pairs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from editions.inline import FORBIDDEN_CHARACTERS

T = TypeVar("T")

_BREAK = re.compile(r"\s*[\r\n]\s*")

# XML 1.0 §2.2 allows no U+FFFE and U+FFFF; the controls and surrogates it forbids are among the others.
_REFUSED = re.compile(f"[{re.escape(''.join(sorted(FORBIDDEN_CHARACTERS)))}\ufffe\uffff]")


def cleaned(value: T) -> T:
    """The same value, whatever it is made of, without these characters in any of its texts."""
    return _changed(value, _without_refused)  # type: ignore[no-any-return]


def without_breaks(value: T) -> T:
    """The same value with a blank in the place of every break of a line in any of its texts."""
    return _changed(value, _without_breaks)  # type: ignore[no-any-return]


def one_line(text: str) -> str:
    """The text with every run of white space as one blank."""
    return " ".join(text.split())


def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line for each in text.splitlines() if (line := one_line(each))]


def _without_refused(text: str) -> str:
    return _REFUSED.sub("", text)


def _without_breaks(text: str) -> str:
    return _BREAK.sub(" ", text)


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """The value with every text in it changed."""
    match value:
        case str():
            return change(value)
        case tuple() | list():
            return type(value)(_changed(each, change) for each in value)
        case dict():
            return {name: _changed(each, change) for name, each in value.items()}
        case Struct():
            parts = {name: _changed(getattr(value, name), change) for name in value.__struct_fields__}
            return replace(value, **parts)
    return value
