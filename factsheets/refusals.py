"""Refusals told in words: an act that the record refuses must not look like a fault of the system.

The page editor checks before it publishes. Wagtail's other ways (bulk publishing, approving in a workflow) do not
ask a form, so a refusal comes out of them as an exception; by then everything is undone.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from editions.inline import InvalidInline
from editions.releases import ReleaseRefused
from editions.slugs import SlugRefused
from factsheets.references.citing import StillCited

from .readiness import NotReady

EXPECTED = (InvalidInline, NotReady, ReleaseRefused, SlugRefused, StillCited, ValidationError)


class TellRefusals:
    """Middleware: back to where the person came from, with what is wrong and that nothing was changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only for what this project itself refuses, and only where there is a person to tell."""
        if not isinstance(exception, EXPECTED) or not hasattr(request, "_messages"):
            return None
        messages.error(request, _in_words(exception))
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            # Wagtail's dialog of a review: it goes where the answer says, and the message is shown there.
            return JsonResponse({"step": "success", "redirect": _back(request)})
        return redirect(_back(request))


def _in_words(exception: Exception) -> str:
    if isinstance(exception, StillCited):  # says for itself what was not done: it was no publication
        return str(exception)
    said = " ".join(exception.messages) if isinstance(exception, ValidationError) else exception
    return _("Nothing was published: %(problem)s") % {"problem": said}


def _back(request: HttpRequest) -> str:
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return came_from if is_ours else "/admin/"
