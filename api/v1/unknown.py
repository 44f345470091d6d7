"""Whatever else is asked below `/api/`: a problem document, or the way to the address meant."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import Resolver404, resolve
from rest_framework.request import Request

from ..resources import Resource


class UnknownPath(Resource):
    """No resource. An address that lacks only its last slash is sent there."""

    scope = None
    schema = None

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Answer before anything else is looked at: there are no parameters and no formats here."""
        self.identify(request)
        path = f"{request.path_info}/"
        if request.path_info.endswith("/") or not _exists(path):
            raise Http404
        self.target = request.get_full_path(force_append_slash=True)

    def get(self, request: Request) -> HttpResponse:
        """The permanent redirect that `initial` found."""
        return HttpResponse(status=308, headers={"Location": self.target, "Cache-Control": "no-store"})


def _exists(path: str) -> bool:
    try:
        return not issubclass(resolve(path).func.cls, UnknownPath)  # type: ignore[attr-defined]
    except Resolver404:
        return False
