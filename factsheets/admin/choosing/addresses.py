"""Addresses: what somebody types made into a full one, and the way from a mark in a text to what it leads to."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import path

from editions import inline

_EMAIL = re.compile(r"[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+")
_PHONE = re.compile(r"\+?[\d\s().-]{3,30}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class AddressField(forms.CharField):
    """`www.nhs.uk`, `help@example.org` and `+44 20 7946 0000` become full addresses."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"})
        super().__init__(max_length=1000, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        address = full_address(super().clean(value))
        try:
            parsed = inline.parse(f'<a href="{escape(address)}">x</a>')
        except inline.InvalidInline as problem:
            raise ValidationError(str(problem)) from problem
        return next(inline.marks_in(parsed)).href


def full_address(typed: str) -> str:
    """With its scheme, if one can tell which."""
    typed = typed.strip()
    if _EMAIL.fullmatch(typed):
        return f"mailto:{typed}"
    if _PHONE.fullmatch(typed):
        return "tel:" + re.sub(r"[^\d+]", "", typed)
    is_bare = "." in typed and not _SCHEME.match(typed) and not typed.startswith(("/", "#"))
    return f"https://{typed}" if is_bare else typed


def _nothing(request: HttpRequest) -> HttpResponseRedirect:
    """Only here so that the browser can be told where the addresses of contents begin."""
    raise Http404


# What stands below it is our page “Languages and editions”, which knows where a content is edited.
CONTENT_ADDRESS = path("contents/", _nothing, name="factsheets_contents")
