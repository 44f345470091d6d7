"""Everything below /api/: each version of the contract, and a problem document for the rest."""

from django.urls import include, path, re_path

from .v1.unknown import UnknownPath

urlpatterns = [
    path("v1/", include("api.v1.urls")),
    re_path(r"", UnknownPath.as_view()),
]
