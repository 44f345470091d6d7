"""Shapes: what answers look like, for the OpenAPI document. Answers are spliced from text and not serialised by these;
tests check every answer against the document made from them."""

from .answers import (
    ANY_EDITION,
    EditionPage,
    Factsheet,
    FactsheetPage,
    Faq,
    FaqPage,
    Publisher,
    PublisherPage,
    Reference,
    ReferencePage,
    Term,
    TermPage,
    Topic,
    TopicPage,
)
from .changes import ChangePage
from .feeds import JsonFeed
from .problems import ProblemDetails
from .standing import page_of

__all__ = [
    "ANY_EDITION",
    "ChangePage",
    "EditionPage",
    "Factsheet",
    "FactsheetPage",
    "Faq",
    "FaqPage",
    "JsonFeed",
    "ProblemDetails",
    "Publisher",
    "PublisherPage",
    "Reference",
    "ReferencePage",
    "Term",
    "TermPage",
    "Topic",
    "TopicPage",
    "page_of",
]
