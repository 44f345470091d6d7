"""Words of the document as HTML."""

from __future__ import annotations

import re

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from ..problems import KINDS

_CODE = re.compile(r"`([^`]*)`")
_PROBLEMS = frozenset(kind.code for kind in KINDS)


def with_code(text: str) -> SafeString:
    """The text, with what stands in backticks as code, and codes of problems as links to their explanation."""
    return mark_safe(_CODE.sub(_code, conditional_escape(text)))  # noqa: S308 - escaped


def _code(found: re.Match[str]) -> str:
    code = f"<code>{found[1]}</code>"
    return f'<a href="#{found[1]}">{code}</a>' if found[1] in _PROBLEMS else code
