"""The addresses of version 1, as `../../docs/reference/api.md` promises them."""

from django.urls import path, re_path

from .changes import Changes
from .contents import paths
from .docs import Docs
from .editions import OneEdition
from .factsheets import Editions, Factsheet, Factsheets
from .faqs import Faq, FaqEditions, Faqs
from .feeds import AtomFeed, JsonFeed
from .languages import Languages
from .publishers import OnePublisher, PublisherEditions, Publishers
from .references import Reference, ReferenceEditions, References
from .root import Root
from .schema import SchemaDocument
from .search import Search
from .terms import Term, TermEditions, Terms
from .topics import Topic, TopicEditions, Topics
from .unknown import UnknownPath
from .xml_schema import XmlSchema

urlpatterns = [
    path("", Root.as_view()),
    path("languages/", Languages.as_view()),
    *paths(Factsheets, Factsheet, Editions),
    *paths(Faqs, Faq, FaqEditions),
    *paths(References, Reference, ReferenceEditions),
    *paths(Topics, Topic, TopicEditions),
    *paths(Terms, Term, TermEditions),
    *paths(Publishers, OnePublisher, PublisherEditions),
    path("editions/<str:id>/", OneEdition.as_view()),
    path("changes/", Changes.as_view()),
    path("feeds/<str:language>/atom/", AtomFeed.as_view()),
    path("feeds/<str:language>/json/", JsonFeed.as_view()),
    path("search/", Search.as_view()),
    path("schema/", SchemaDocument.as_view()),
    path("schema/xml/", XmlSchema.as_view()),
    path("docs/", Docs.as_view()),
    re_path(r"", UnknownPath.as_view()),
]
