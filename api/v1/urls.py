"""The addresses of version 1, as `../../docs/reference/api.md` promises them."""

from django.urls import path, re_path

from .docs import Docs
from .editions import OneEdition
from .factsheets import Editions, Factsheet, Factsheets
from .languages import Languages
from .publishers import OnePublisher, Publishers
from .root import Root
from .schema import SchemaDocument
from .unknown import UnknownPath

urlpatterns = [
    path("", Root.as_view()),
    path("languages/", Languages.as_view()),
    path("factsheets/", Factsheets.as_view()),
    path("factsheets/<str:slug>/", Factsheet.as_view()),
    path("factsheets/<str:slug>/editions/", Editions.as_view()),
    path("editions/<str:id>/", OneEdition.as_view()),
    path("publishers/", Publishers.as_view()),
    path("publishers/<str:slug>/", OnePublisher.as_view()),
    path("schema/", SchemaDocument.as_view()),
    path("docs/", Docs.as_view()),
    re_path(r"", UnknownPath.as_view()),
]
