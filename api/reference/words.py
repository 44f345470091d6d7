"""Words of the document as HTML."""

from __future__ import annotations

import re

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

_CODE = re.compile(r"`([^`]*)`")


def with_code(text: str) -> SafeString:
    """The text, with what stands in backticks as code."""
    return mark_safe(_CODE.sub(r"<code>\1</code>", conditional_escape(text)))  # noqa: S308 - escaped
