"""Languages that a phrase can be in: the catalogue's, and those that medicine takes its words from."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from editions.languages import CATALOGUE
from factsheets.naming import language_name

# Not of the catalogue, because nobody reads a sheet in them.
_LEARNED = {"la": _("Latin"), "grc": _("Ancient Greek"), "sa": _("Sanskrit"), "ja": _("Japanese")}
_TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,4}")


def choices() -> list[tuple[str, str]]:
    """Tags with names in the language of the interface: Latin first, the others by name."""
    others = [(language.tag, language_name(language.code)) for language in CATALOGUE]
    learned = [(tag, str(name)) for tag, name in _LEARNED.items()]
    by_name = sorted([*learned[1:], *others], key=lambda each: each[1].casefold())
    return [learned[0], *by_name]


def is_language(tag: Any) -> bool:
    """Whether it is written as a language tag is; imported texts may have others than those to choose."""
    return isinstance(tag, str) and bool(_TAG.fullmatch(tag))
