"""Characters that no format but JSON may carry: those that hide or turn round a text, and those that XML forbids.

Editors are refused them in running text. What came in before that, or by a field without marks, is taken out here,
so that no presenter has to think of it: all isolates in an answer are then ours, and stand in pairs.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from editions.inline import FORBIDDEN_CHARACTERS

T = TypeVar("T")

# XML 1.0 §2.2 allows no U+FFFE and U+FFFF; the controls and surrogates it forbids are among the others.
_REFUSED = re.compile(f"[{re.escape(''.join(sorted(FORBIDDEN_CHARACTERS)))}\ufffe\uffff]")


def cleaned(value: T) -> T:
    """The same value, whatever it is made of, without these characters in any of its texts."""
    return _cleaned(value)  # type: ignore[no-any-return]


def one_line(text: str) -> str:
    """The text with every run of white space as one blank."""
    return " ".join(text.split())


def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line for each in text.splitlines() if (line := one_line(each))]


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return _REFUSED.sub("", value)
        case tuple() | list():
            return type(value)(_cleaned(each) for each in value)
        case dict():
            return {name: _cleaned(each) for name, each in value.items()}
        case Struct():
            return replace(value, **{name: _cleaned(getattr(value, name)) for name in value.__struct_fields__})
    return value
