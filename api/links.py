"""Links: the addresses that answers give. Absolute, from the setting and never from the Host header,
so that an answer is the same whoever asked and no cache can be made to hold a foreign address."""

from __future__ import annotations

from django.conf import settings

from editions import languages

ROOT = "/api/v1/"
FOLDERS = {"factsheet": "factsheets"}  # the address of each content type


def absolute(path: str) -> str:
    """The address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def resource(name: str) -> str:
    """The address of a resource directly below the root, for example `languages/`."""
    return absolute(f"{ROOT}{name}")


def content_path(type: str, name: str) -> str:
    """The path of a content; `name` is its slug."""
    return f"{ROOT}{FOLDERS[type]}/{name}/"


def content(type: str, slug: str, language: str = "") -> str:
    """The address of a content, in the language of that code if one is given."""
    query = f"?lang={languages.language(language).tag}" if language else ""
    return absolute(content_path(type, slug)) + query


def history(type: str, slug: str, language: str) -> str:
    """The address of a content's editions in one language."""
    tag = languages.language(language).tag
    return absolute(f"{content_path(type, slug)}editions/?lang={tag}")


def edition(id: object) -> str:
    """The address of one edition."""
    return resource(f"editions/{id}/")
