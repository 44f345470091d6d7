"""Shapes that every type of content has: which one it is, its language, its edition and how it stands."""

from __future__ import annotations

from rest_framework import serializers

from editions.vocabulary import ChangeKind, TranslationMethod

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
        help_text="Show it to readers beside the text: what they ought to know of it.",
    )
    notice_language = serializers.CharField(
        allow_null=True, help_text="The language of `notice`; English where we have no other."
    )


class Translation(Origin):
    """How the text came about and how it stands towards its source."""

    status = serializers.ChoiceField(
        ["source", "current", "outdated"],
        help_text="`outdated` if the source has changed since, or something that the text includes; a text in its "
        "source language is `source` unless something that it includes is outdated.",
    )
    pending_update = serializers.BooleanField(
        help_text="True while the changed words of something that it includes are still to be put in, for the most "
        "part a matter of seconds."
    )


class EditionChange(Shape):
    """What this edition changed for its readers."""

    kind = serializers.ChoiceField(ChangeKind.values)
    note = serializers.CharField(allow_blank=True)


class EditionLine(Shape):
    """One edition: numbered per content and language, and never changed."""

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
    """A language in which the content is served."""

    code = serializers.CharField()
    status = serializers.ChoiceField(["current", "outdated"])
    url = serializers.URLField()


class InFormats(Shape):
    """Where the same words are in other formats."""

    html = serializers.URLField()
    jsonld = serializers.URLField()
    markdown = serializers.URLField()
    txt = serializers.URLField()
    xml = serializers.URLField()


class InFormatsOfReferences(InFormats):
    """Where the same reference is in other formats."""

    csljson = serializers.URLField()
    ris = serializers.URLField()
    bibtex = serializers.URLField()


class Links(InFormats):
    """Where the content is: in the language served (also in other formats), in any language, and its history."""

    self = serializers.URLField()
    canonical = serializers.URLField()
    editions = serializers.URLField()


class LinksWithSheets(Links):
    """Where the content is, and the sheets that are found by it."""

    factsheets = serializers.URLField()


class LinksOfReference(Links, InFormatsOfReferences):
    """Where the reference is, in the language served and in any, in other formats, and its history."""


class EditionLinks(InFormats):
    """Where the edition is (also in other formats), the content as it is now, and its history."""

    self = serializers.URLField()
    content = serializers.URLField()
    editions = serializers.URLField()


class ReferenceEditionLinks(EditionLinks, InFormatsOfReferences):
    """Where the edition is, the reference as it is now, and its history."""


class SheetEditionLinks(EditionLinks):
    """Where the edition is, the sheet as it is now, and its history."""

    factsheet = serializers.URLField(help_text="The same as `content`.")


class Identity(Shape):
    """Which content this is, and in which language. Every type has its own `type`."""

    id = serializers.UUIDField(help_text="The same for all languages and editions, for ever.")
    slug = serializers.CharField()
    language = Language()


class Standing(Shape):
    """How the words stand now: what they were translated from, which edition they are, where else they are."""

    translation = Translation()
    edition = EditionLine()
    available_languages = AvailableLanguage(many=True)
    urls: serializers.BaseSerializer[None] = Links()


class EditionReference(Shape):
    """Another edition."""

    id = serializers.UUIDField()
    version = serializers.IntegerField()
    url = serializers.URLField()


class EditionStanding(Shape):
    """How an edition stands now."""

    translation = Origin()
    edition = EditionLine()
    status = serializers.ChoiceField(["current", "superseded", "outdated"])
    replaced_by = EditionReference(allow_null=True)
    available_languages = AvailableLanguage(many=True)
    urls: serializers.BaseSerializer[None] = EditionLinks()


class Page(Shape):
    """One page of a list."""

    count = serializers.IntegerField(help_text="How many there are on all pages.")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


def page_of(line: type[Shape], name: str) -> type[Page]:
    """The shape of a page of such lines."""
    return type(name, (Page,), {"results": line(many=True), "__doc__": Page.__doc__})
