"""Renditions: an edition in the API's words, made once at release so that a read is one query and a splice.

The presenter belongs to the API, which this package may not import; `settings.EDITIONS_PRESENTER` names it (wired in
`cms`). A presenter is a module-level object with `VERSION: int` and `body(edition) -> str`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Protocol, cast

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from .models import Edition, Rendition
from .models.editions import Redacted


class Presenter(Protocol):
    """What the API hands in: the static part of an edition's JSON answer."""

    VERSION: int

    def body(self, edition: Edition) -> str:
        """The members of the answer that never change, as one JSON object."""


@cache
def presenter() -> Presenter:
    """The presenter that the settings name."""
    return cast(Presenter, import_string(settings.EDITIONS_PRESENTER))


def render(edition: Edition) -> Rendition:
    """Make or renew the edition's rendition. Raises Redacted if its words were removed, even a moment ago."""
    # The row is read again under a lock that a redaction must wait for: otherwise words that it removes meanwhile
    # would come back in a rendition made from the old row.
    with transaction.atomic():
        kept = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
        rendition, _created = Rendition.objects.update_or_create(
            edition=kept,
            defaults={"presenter_version": presenter().VERSION, "body": presenter().body(kept)},
        )
    return rendition


def render_new(edition: Edition) -> Rendition:
    """Make the rendition of an edition that was written in this very transaction, which nobody else can see yet."""
    body = presenter().body(edition)
    return Rendition.objects.create(edition=edition, presenter_version=presenter().VERSION, body=body)


def rebuild() -> Iterator[Edition]:
    """Make every rendition anew, yielding each edition done. Editions are the truth; this table holds no other."""
    for edition in Edition.objects.filter(redaction__isnull=True).order_by("released_at").iterator(chunk_size=200):
        with suppress(Redacted):  # since the query
            render(edition)
            yield edition
