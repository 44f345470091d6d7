"""Shapes of whole answers: for each type a line of a list, one content, and one edition."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from . import words
from .standing import (
    EditionHistoryLine,
    EditionStanding,
    Identity,
    Language,
    LinksOfReference,
    LinksWithSheets,
    ReferenceEditionLinks,
    Shape,
    SheetEditionLinks,
    Standing,
    page_of,
)


def _type(name: str) -> Any:
    return serializers.ChoiceField([name])


class WithTopics(Shape):
    """Under which topics the content is found."""

    topics = words.TopicName(many=True)


class WithSheets(Standing):
    """How the words stand now, and how many sheets are found by the content."""

    factsheets = serializers.IntegerField(help_text="How many sheets readers find by it.")
    urls = LinksWithSheets()


class FactsheetSummary(Standing, WithTopics, words.SheetSummary, Identity):
    """A sheet in a list: without its text."""

    type = _type("factsheet")


class Factsheet(Standing, WithTopics, words.SheetWords, Identity):
    """A sheet in one language."""

    type = _type("factsheet")


class FactsheetEdition(EditionStanding, WithTopics, words.SheetWords, Identity):
    """One edition of a sheet with its words, and how it stands now."""

    type = _type("factsheet")
    urls = SheetEditionLinks()


class FaqSummary(Standing, WithTopics, words.FaqSummary, Identity):
    """A question in a list: without its answer."""

    type = _type("faq")
    included_in = words.Use(many=True, help_text="The sheets that include it.")


class Faq(Standing, WithTopics, words.FaqWords, Identity):
    """A question with its answer in one language."""

    type = _type("faq")
    included_in = words.Use(many=True, help_text="The sheets that include it.")


class FaqEdition(EditionStanding, WithTopics, words.FaqWords, Identity):
    """One edition of a question with its words, and how it stands now."""

    type = _type("faq")


class Reference(Standing, words.ReferenceWords, Identity):
    """A reference. `language` is that of the note on it."""

    type = _type("reference")
    urls = LinksOfReference()
    cited_by = words.Use(many=True, help_text="The contents that cite it.")


class ReferenceEdition(EditionStanding, words.ReferenceWords, Identity):
    """One edition of a reference with its words, and how it stands now."""

    type = _type("reference")
    urls = ReferenceEditionLinks()


class Topic(WithSheets, words.TopicWords, Identity):
    """A topic in one language."""

    type = _type("topic")


class TopicEdition(EditionStanding, words.TopicWords, Identity):
    """One edition of a topic with its words, and how it stands now."""

    type = _type("topic")


class Term(Standing, words.TermText, Identity):
    """A term in one language."""

    type = _type("term")


class TermEdition(EditionStanding, words.TermText, Identity):
    """One edition of a term with its words, and how it stands now."""

    type = _type("term")


class Publisher(WithSheets, words.PublisherDescription, Identity):
    """A clinic or charity that answers for sheets, as it is now."""

    type = _type("publisher")


class PublisherEdition(EditionStanding, words.PublisherDescription, Identity):
    """One edition of a publisher with its words, and how it stands now."""

    type = _type("publisher")


ANY_EDITION: Any = PolymorphicProxySerializer(
    component_name="AnyEdition",
    serializers={
        "factsheet": FactsheetEdition,
        "faq": FaqEdition,
        "reference": ReferenceEdition,
        "topic": TopicEdition,
        "term": TermEdition,
        "publisher": PublisherEdition,
    },
    resource_type_field_name="type",
)

FactsheetPage = page_of(FactsheetSummary, "FactsheetPage")
FaqPage = page_of(FaqSummary, "FaqPage")
ReferencePage = page_of(Reference, "ReferencePage")
TopicPage = page_of(Topic, "TopicPage")
TermPage = page_of(Term, "TermPage")
PublisherPage = page_of(Publisher, "PublisherPage")


class EditionPage(page_of(EditionHistoryLine, "EditionHistory")):  # type: ignore[misc]
    """The editions of one content in one language, newest first."""

    language = Language()
