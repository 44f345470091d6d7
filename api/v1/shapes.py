"""Shapes: the answers that several resources share, for the OpenAPI document. Answers are spliced from
text and not serialised by these; tests check every answer against the document made from them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from editions.vocabulary import CalloutVariant, ChangeKind, SectionKind, TranslationMethod

DIRECTIONS = ("ltr", "rtl")
REASONS = ("missing", "outdated", "withheld", "unspecified")
EDITION_STATUSES = ("current", "superseded", "outdated", "redacted")

Shape = serializers.Serializer[None]


class Language(Shape):
    """Which language was asked for and which one this is."""

    requested = serializers.CharField(allow_null=True, help_text="The tag as it was asked for; null if none was.")
    served = serializers.CharField(help_text="BCP 47 tag of the text.")
    direction = serializers.ChoiceField(DIRECTIONS)
    reason = serializers.ChoiceField(
        REASONS,
        allow_null=True,
        help_text="Why another language is served than the one asked for; null if it is that one.",
    )


class Publisher(Shape):
    """Who answers for the sheet, as it was when the edition was released."""

    slug = serializers.CharField()
    name = serializers.CharField()
    url = serializers.CharField()
    registration = serializers.CharField()


class Item(Shape):
    """One bullet, step or paragraph."""

    id = serializers.UUIDField()
    html = serializers.CharField()
    text = serializers.CharField()


class Block(Shape):
    """What every block has. `text` is plain; left-to-right runs in it stand in Unicode isolates."""

    id = serializers.UUIDField()
    type: serializers.ChoiceField
    html = serializers.CharField()
    text = serializers.CharField()


class ParagraphBlock(Block):
    """A paragraph."""

    type = serializers.ChoiceField(["paragraph"])


class ListBlock(Block):
    """Bullets."""

    type = serializers.ChoiceField(["list"])
    items = Item(many=True)


class StepsBlock(Block):
    """Numbered steps."""

    type = serializers.ChoiceField(["steps"])
    items = Item(many=True)


class CalloutBlock(Block):
    """A highlighted box."""

    type = serializers.ChoiceField(["callout"])
    variant = serializers.ChoiceField(CalloutVariant.values)
    title = serializers.CharField(allow_blank=True)
    paragraphs = Item(many=True)


BLOCKS: dict[str, serializers.Serializer[Any] | type[serializers.Serializer[Any]]] = {
    "paragraph": ParagraphBlock,
    "list": ListBlock,
    "steps": StepsBlock,
    "callout": CalloutBlock,
}


class Section(Shape):
    """A part of the sheet under a heading."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(SectionKind.values)
    heading = serializers.CharField()
    blocks: Any = PolymorphicProxySerializer(
        component_name="AnyBlock",
        serializers=BLOCKS,
        resource_type_field_name="type",
        many=True,
    )


class Review(Shape):
    """When the sheet was last reviewed and when it is due again."""

    last_reviewed = serializers.DateField(allow_null=True)
    next_review = serializers.DateField(allow_null=True)


class Origin(Shape):
    """How the text came about. For a text in its source language most of it is null."""

    source_language = serializers.CharField()
    source_version = serializers.IntegerField(help_text="The newest edition of the source.")
    made_from_version = serializers.IntegerField(
        allow_null=True, help_text="The edition of the source that this was translated from."
    )
    method = serializers.ChoiceField(TranslationMethod.values, allow_null=True)
    translator = serializers.CharField(allow_null=True)
    reviewer = serializers.CharField(allow_null=True)
    notice = serializers.CharField(
        allow_null=True,
        help_text="Show it to readers beside the text: what they ought to know of this translation.",
    )
    notice_language = serializers.CharField(
        allow_null=True, help_text="The language of `notice`; English where we have no other."
    )


class Translation(Origin):
    """How the text came about and how it stands towards its source."""

    status = serializers.ChoiceField(["source", "current", "outdated"])


class EditionChange(Shape):
    """What this edition changed for its readers."""

    kind = serializers.ChoiceField(ChangeKind.values)
    note = serializers.CharField(allow_blank=True)


class EditionLine(Shape):
    """One edition: numbered per sheet and language, and never changed."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    released_at = serializers.DateTimeField()
    change = EditionChange()
    hash = serializers.CharField(help_text="SHA-256 of the stored content in canonical form (RFC 8785).")
    schema = serializers.IntegerField(help_text="Version of the form in which it is stored.")
    url = serializers.URLField()


class EditionHistoryLine(EditionLine):
    """One edition in a history: with its live status, without its text."""

    status = serializers.ChoiceField(EDITION_STATUSES)
    made_from_version = serializers.IntegerField(allow_null=True)
    method = serializers.ChoiceField(TranslationMethod.values, allow_null=True)
    translator = serializers.CharField(allow_null=True)
    reviewer = serializers.CharField(allow_null=True)


class AvailableLanguage(Shape):
    """A language in which the sheet is served."""

    code = serializers.CharField()
    status = serializers.ChoiceField(["current", "outdated"])
    url = serializers.URLField()


class Links(Shape):
    """Where the sheet is: in the language served, in any language, and its history."""

    self = serializers.URLField()
    canonical = serializers.URLField()
    editions = serializers.URLField()


class EditionLinks(Shape):
    """Where the edition is, the sheet as it is now, and its history."""

    self = serializers.URLField()
    factsheet = serializers.URLField()
    editions = serializers.URLField()


class Words(Shape):
    """Which sheet this is, and what it is called."""

    id = serializers.UUIDField(help_text="The same for all languages and editions, for ever.")
    type = serializers.ChoiceField(["factsheet"])
    slug = serializers.CharField()
    language = Language()
    title = serializers.CharField()
    alternative_titles = serializers.ListField(child=serializers.CharField())
    summary = serializers.CharField(allow_blank=True)
    publisher = Publisher()
    review = Review()


class FactsheetSummary(Words):
    """A sheet in a list: everything but its sections."""

    translation = Translation()
    edition = EditionLine()
    available_languages = AvailableLanguage(many=True)
    urls = Links()


class Factsheet(FactsheetSummary):
    """A sheet in one language."""

    sections = Section(many=True)


class EditionReference(Shape):
    """Another edition."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    url = serializers.URLField()


class EditionText(Words):
    """One edition with its words, and how it stands now."""

    sections = Section(many=True)
    translation = Origin()
    edition = EditionLine()
    status = serializers.ChoiceField(["current", "superseded", "outdated"])
    replaced_by = EditionReference(allow_null=True)
    available_languages = AvailableLanguage(many=True)
    urls = EditionLinks()


class Page(Shape):
    """One page of a list."""

    count = serializers.IntegerField(help_text="How many there are on all pages.")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


def page_of(line: type[Shape], name: str) -> type[Page]:
    """The shape of a page of such lines."""
    return type(name, (Page,), {"results": line(many=True), "__doc__": Page.__doc__})


FactsheetPage = page_of(FactsheetSummary, "FactsheetPage")


class EditionPage(page_of(EditionHistoryLine, "EditionHistory")):  # type: ignore[misc]
    """The editions of one sheet in one language, newest first."""

    language = Language()


class Replacement(Shape):
    """The content to read instead of a withdrawn one."""

    id = serializers.UUIDField()
    type = serializers.CharField()
    slug = serializers.CharField()
    url = serializers.URLField()


class ProblemDetails(Shape):
    """A problem document (RFC 9457). Which of the members after `code` are there depends on `code`."""

    type = serializers.CharField(help_text="The address of its explanation.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    instance = serializers.CharField(help_text="The path that was asked for.")  # type: ignore[assignment]
    code = serializers.CharField(help_text="Stable; programs ought to look at this one.")
    parameter = serializers.CharField(required=False)
    allowed = serializers.ListField(child=serializers.CharField(), required=False)
    available = serializers.ListField(child=serializers.CharField(), required=False)
    available_languages = AvailableLanguage(many=True, required=False)
    reason = serializers.CharField(required=False)
    note = serializers.CharField(required=False, allow_blank=True)
    withdrawn_at = serializers.DateTimeField(required=False)
    replacement = Replacement(required=False, allow_null=True)
    id = serializers.UUIDField(required=False)
    edition = EditionLine(required=False)
