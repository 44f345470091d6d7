"""Shapes of the words of each type of content, as `api.formats.members` writes them: the summary, then the rest."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from editions.vocabulary import Audience, ContentType, Standing

from .blocks import Picture, Section, any_blocks
from .standing import DIRECTIONS, Shape

STANDINGS = ("", *Standing.values)


@extend_schema_field(
    {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": True,
        "description": "One item of CSL-JSON 1.0.2; only what is known of the work is in it.",
    }
)
class CslField(serializers.JSONField):
    """One item of CSL-JSON."""


def _doubtful() -> Any:
    return serializers.ListField(
        child=serializers.CharField(),
        help_text="Members of `csl` that we have reason to doubt, and have not corrected from memory.",
    )


def _standing() -> Any:
    return serializers.ChoiceField(
        STANDINGS, help_text="What has become of the work since; empty if nothing is known. Show it."
    )


class PublisherLine(Shape):
    """Who answers for the content, as it was when the edition was released. Empty where nobody is named."""

    id = serializers.UUIDField(allow_null=True)
    slug = serializers.CharField(allow_blank=True)
    name = serializers.CharField(allow_blank=True)
    url = serializers.CharField(allow_blank=True, help_text="Its website, or empty.")
    registration = serializers.CharField(allow_blank=True, help_text="Its registration, for example as a charity.")


class PublisherTexts(Shape):
    """What a publisher says below its sheets, in the language of the answer."""

    contact = serializers.CharField(allow_blank=True)
    disclaimer = serializers.CharField(allow_blank=True, help_text="Show it with every sheet.")
    copyright = serializers.CharField(allow_blank=True)
    acknowledgement = serializers.CharField(allow_blank=True, help_text="Of those who paid for the work.")
    logo = Picture(allow_null=True)


class PublisherWords(PublisherLine, PublisherTexts):
    """Who answers for the content, with all its texts, as it was when the edition was released."""


class Reviewer(Shape):
    """Somebody who reviewed the content, and as what."""

    name = serializers.CharField()
    role = serializers.CharField(allow_blank=True)


class Review(Shape):
    """When the content was last reviewed, by whom, and when it is due again."""

    last_reviewed = serializers.DateField(allow_null=True)
    next_review = serializers.DateField(allow_null=True)
    reviewers = Reviewer(many=True)


class Rights(Shape):
    """On which terms the words may be used, and who is to be named."""

    license = serializers.CharField(allow_blank=True)
    attribution = serializers.CharField(allow_blank=True)


class CitedReference(Shape):
    """A work that the text cites by this number. It stands in its own language; `note` in that of the text."""

    number = serializers.IntegerField()
    id = serializers.UUIDField()
    slug = serializers.CharField()
    csl = CslField()
    text = serializers.CharField(help_text="As one line, in the Vancouver style.")
    language = serializers.CharField(allow_null=True, help_text="Of `text`; null if it is not known.")
    direction = serializers.ChoiceField(DIRECTIONS, help_text="Of `text`.")
    note = serializers.CharField(allow_blank=True)
    standing = _standing()
    doubtful = _doubtful()


class ExplainedTerm(Shape):
    """A term that the text marks."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    term = serializers.CharField()
    definition = serializers.CharField(allow_blank=True)


class IncludedFaq(Shape):
    """A question that the sheet answers. Its citations have the numbers of the sheet."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    question = serializers.CharField()
    answer: Any = any_blocks()


class UsefulLink(Shape):
    """Where readers find more."""

    id = serializers.UUIDField()
    title = serializers.CharField()
    url = serializers.CharField()
    note = serializers.CharField(allow_blank=True)


class LeftOut(Shape):
    """Something that readers of this language do not get: an optional question that is not translated."""

    id = serializers.UUIDField()
    type = serializers.ChoiceField(ContentType.values)


class TopicName(Shape):
    """A topic, by its name of today."""

    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    language = serializers.CharField(help_text="Of `name`: that of the answer, or the topic's own where it has none.")


class Use(Shape):
    """A content in which this one stands."""

    id = serializers.UUIDField()
    type = serializers.ChoiceField([ContentType.FACTSHEET.value, ContentType.FAQ.value])
    slug = serializers.CharField()
    title = serializers.CharField()
    language = serializers.CharField(help_text="Of `title`.")
    url = serializers.URLField()


class SheetSummary(Shape):
    """What a sheet is called and who answers for it."""

    title = serializers.CharField()
    alternative_titles = serializers.ListField(child=serializers.CharField())
    summary = serializers.CharField(allow_blank=True)
    audience = serializers.ListField(child=serializers.ChoiceField(Audience.values))
    publisher: serializers.BaseSerializer[None] = PublisherLine()
    review = Review()
    rights = Rights()


class SheetWords(SheetSummary):
    """All that a sheet says."""

    publisher = PublisherWords()
    sections = Section(many=True)
    faqs = IncludedFaq(many=True)
    references = CitedReference(many=True)
    terms = ExplainedTerm(many=True)
    links = UsefulLink(many=True)
    disclaimer = serializers.CharField(allow_blank=True, help_text="Of this sheet; the publisher may have one too.")
    left_out = LeftOut(many=True)


class FaqSummary(Shape):
    """A question and who answers it."""

    question = serializers.CharField()
    publisher: serializers.BaseSerializer[None] = PublisherLine()
    review = Review()


class FaqWords(FaqSummary):
    """A question with its answer."""

    publisher = PublisherWords()
    answer: Any = any_blocks()
    references = CitedReference(many=True)
    terms = ExplainedTerm(many=True)


class NewerReference(Shape):
    """The reference that takes the place of this one."""

    id = serializers.UUIDField()
    url = serializers.URLField()


class ReferenceWords(Shape):
    """A published work in its own language, and our note on it."""

    csl = CslField()
    text = serializers.CharField(help_text="As one line, in the Vancouver style.")
    text_language = serializers.CharField(allow_null=True, help_text="Null if it is not known.")
    text_direction = serializers.ChoiceField(DIRECTIONS)
    note = serializers.CharField(allow_blank=True, help_text="What it found, in plain words.")
    standing = _standing()
    superseded_by = NewerReference(allow_null=True)
    doubtful = _doubtful()


class TopicWords(Shape):
    """The name of a topic and what it is about."""

    name = serializers.CharField()
    summary = serializers.CharField(allow_blank=True)


class TermText(Shape):
    """A word and its explanation."""

    term = serializers.CharField()
    definition = serializers.CharField(allow_blank=True)


class PublisherDescription(PublisherTexts):
    """A clinic or charity: its name is the same in every language, its texts are not."""

    name = serializers.CharField()
    url = serializers.CharField(allow_blank=True, help_text="Its website, or empty.")
    registration = serializers.CharField(allow_blank=True, help_text="Its registration, for example as a charity.")
