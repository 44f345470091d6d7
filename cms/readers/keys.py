"""Keys in the admin: create, rotate, revoke. A key is in one answer to one person, and that answer is kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from api.keys import acts
from api.keys.acts import Created, KeyRefused
from api.keys.models import Key, Scope, Standing
from api.organisations.models import Organisation
from factsheets.naming import language_name
from factsheets.translating.saving import name_of

from .forms import KeyForm, RotateForm
from .rights import for_managers_of_keys

_STATE = {Standing.VALID: "current", Standing.EXPIRED: "outdated", Standing.REVOKED: "withheld"}


@dataclass(frozen=True, slots=True)
class Row:
    """A key as a line of the page of its organisation."""

    key: Key
    state: str
    scopes: list[str]
    languages: list[str]
    rotate: str
    revoke: str


def rows(organisation: Organisation) -> list[Row]:
    """Its keys, the newest first."""
    return [_row(key) for key in organisation.keys.select_related("replaced_by")]


def address(act: str, pk: int) -> str:
    """Where an act on a key, or for an organisation, begins."""
    return reverse(f"readers_{act}_key", args=[pk])


@for_managers_of_keys
@cache_control(no_store=True)
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, organisation_id: int) -> HttpResponseBase:
    """The form of a new key, and then the key."""
    organisation = get_object_or_404(Organisation, pk=organisation_id)
    form = KeyForm(request.POST or None)
    if form.is_valid():
        try:
            return _shown_once(request, acts.create(organisation=organisation, by=_person(request), **form.values()))
        except KeyRefused as refusal:
            form.add_error(None, str(refusal.message))
    words = {"title": _("Create a key"), "submit": _("Create"), "icon": "key"}
    return _page(request, "readers/key_form.html", organisation, form=form, **words)


@for_managers_of_keys
@cache_control(no_store=True)
@require_http_methods(["GET", "POST"])
def rotate(request: HttpRequest, key_id: int) -> HttpResponseBase:
    """Ask for how long both are to be valid, and then show the new key."""
    key = get_object_or_404(Key.objects.select_related("organisation"), pk=key_id)
    form = RotateForm(request.POST or None)
    if form.is_valid():
        try:
            overlap = timedelta(days=form.cleaned_data["days"])
            return _shown_once(request, acts.rotate(key, by=_person(request), overlap=overlap))
        except KeyRefused as refusal:
            form.add_error(None, str(refusal.message))
    words = {"title": _("Rotate a key"), "submit": _("Make the new key"), "icon": "rotate"}
    return _page(request, "readers/key_form.html", key.organisation, form=form, key=key, **words)


@for_managers_of_keys
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, key_id: int) -> HttpResponseBase:
    """Ask once more, then end it."""
    key = get_object_or_404(Key.objects.select_related("organisation"), pk=key_id)
    if request.method == "GET":
        return _page(request, "readers/revoke.html", key.organisation, key=key, title=_("Revoke a key"), icon="key")
    try:
        acts.revoke(key, by=_person(request))
    except KeyRefused as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("“%(label)s” has been revoked.") % {"label": key.label})
    return redirect(_back(key.organisation))


def _shown_once(request: HttpRequest, made: Created) -> HttpResponseBase:
    """No redirect: the key would have to wait somewhere for the next request."""
    title = _("Copy the key now")
    return _page(
        request, "readers/created.html", made.key.organisation, key=made.key, text=made.text, title=title, icon="key"
    )


def _page(request: HttpRequest, template: str, organisation: Organisation, **context: Any) -> HttpResponseBase:
    shared = {"organisation": organisation, "back": _back(organisation)}
    return TemplateResponse(request, template, shared | context)


def _back(organisation: Organisation) -> str:
    return reverse("organisations:inspect", args=[organisation.pk])


def _person(request: HttpRequest) -> str:
    """Who is logged in; nobody else gets here."""
    return name_of(cast(User, request.user))


def _row(key: Key) -> Row:
    is_valid = key.standing is Standing.VALID
    return Row(
        key=key,
        state=_STATE[key.standing],
        scopes=[str(Scope(scope).label) for scope in key.scopes],
        languages=[language_name(code) for code in key.languages],
        rotate=address("rotate", key.pk) if is_valid and not key.replaced_by_id else "",
        revoke=address("revoke", key.pk) if key.revoked_at is None else "",
    )


urls = [
    path("organisations/<int:organisation_id>/keys/new/", create, name="readers_create_key"),
    path("keys/<int:key_id>/rotate/", rotate, name="readers_rotate_key"),
    path("keys/<int:key_id>/revoke/", revoke, name="readers_revoke_key"),
]
