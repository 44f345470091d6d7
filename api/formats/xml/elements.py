"""Elements as text. Words are cleaned of what XML forbids before they come here (`api.formats.cleaning`)."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from editions.languages import direction_of

from ..shown import Said

NAMESPACE = "urn:factsheets:document:1"

Attributes = Mapping[str, Any]


def text(words: str) -> str:
    """Words as character data; `]]>` loses its meaning with its last sign."""
    return escape(words, quote=False)


def element(name: str, inner: str = "", attributes: Attributes | None = None) -> str:
    """An element around XML. Attributes that say nothing are left out."""
    said = "".join(f' {key}="{_value(value)}"' for key, value in (attributes or {}).items() if value not in ("", None))
    return f"<{name}{said}>{inner}</{name}>" if inner else f"<{name}{said}/>"


def words(name: str, said: str, attributes: Attributes | None = None) -> str:
    """An element around words, or nothing where there are none."""
    return element(name, text(said), attributes) if said.strip() else ""


def language(said: Said) -> dict[str, str]:
    """The attributes of words in a language of their own; `und` is BCP 47's word for “not known”."""
    return {"xml:lang": said.language or "und", "dir": direction_of(said.language)}


def _value(value: Any) -> str:
    """White space in an attribute is written as references, or a parser would make blanks of it (XML 1.0 §3.3.3)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(str(value)).replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")
