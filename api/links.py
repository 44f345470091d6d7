"""Links: the addresses that answers give. Absolute, from the setting and never from the Host header,
so that an answer is the same whoever asked and no cache can be made to hold a foreign address."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings

from editions import languages

from .collections import BY_TYPE
from .formats.media import Format

ROOT = "/api/v1/"


def absolute(path: str) -> str:
    """The address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def of_file(url: str) -> str:
    """The address of a file for readers, which may be kept on another host."""
    return urljoin(f"{settings.SITE_URL}/", url)


def resource(name: str) -> str:
    """The address of a resource directly below the root, for example `languages/`."""
    return absolute(f"{ROOT}{name}")


def content_path(type: str, name: str) -> str:
    """The path of a content; `name` is its slug or its UUID."""
    return f"{ROOT}{BY_TYPE[type].folder}/{name}/"


def content(type: str, slug: str, language: str = "") -> str:
    """The address of a content, in the language of that code if one is given."""
    return in_language(absolute(content_path(type, slug)), language)


def for_ever(type: str, id: UUID, language: str = "") -> str:
    """The address by which a content is always found: slugs change, its UUID does not."""
    return content(type, str(id), language)


def history(type: str, slug: str, language: str) -> str:
    """The address of a content's editions in one language."""
    return in_language(absolute(f"{content_path(type, slug)}editions/"), language)


def edition(id: object) -> str:
    """The address of one edition."""
    return resource(f"editions/{id}/")


def in_formats(address: str, formats: Iterable[Format]) -> dict[str, str]:
    """The addresses of the same answer in other formats than JSON, by their names among `urls`."""
    joint = "&" if "?" in address else "?"
    return {format.link: f"{address}{joint}format={format.name}" for format in formats if format.link}


def in_language(address: str, code: str) -> str:
    """The same address in the language of that code, if one is given."""
    return f"{address}?lang={languages.language(code).tag}" if code else address
