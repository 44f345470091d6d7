"""The shape of a JSON Feed, with our own members in it."""

from __future__ import annotations

from rest_framework import serializers

from .standing import EditionChange, Shape


class FeedAuthor(Shape):
    """Who answers for it."""

    name = serializers.CharField()
    url = serializers.URLField(required=False)


class FeedDeleted(Shape):
    """A release that is not to be shown any more."""

    id = serializers.CharField()
    when = serializers.DateTimeField()
    reason = serializers.ChoiceField(["superseded", "withheld", "withdrawn"])


class FeedReview(Shape):
    """When the text was and will be reviewed."""

    last_reviewed = serializers.DateField(allow_null=True)
    next_review = serializers.DateField(allow_null=True)


class FeedExtension(Shape):
    """What JSON Feed has no members for, of the feed."""

    about = serializers.URLField()
    updated = serializers.DateTimeField()
    deleted = FeedDeleted(many=True)


class FeedItemExtension(Shape):
    """What JSON Feed has no members for, of one release."""

    about = serializers.URLField()
    status = serializers.ChoiceField(["current", "outdated"])
    change = EditionChange()
    review = FeedReview()
    edition = serializers.URLField()


class FeedItem(Shape):
    """One release."""

    id = serializers.CharField(help_text="`urn:uuid:` and the id of the edition.")
    url = serializers.URLField(help_text="The content as it is today.")
    title = serializers.CharField()
    content_html = serializers.CharField()
    summary = serializers.CharField(required=False)
    date_published = serializers.DateTimeField()
    date_modified = serializers.DateTimeField()
    language = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField())
    authors = FeedAuthor(many=True, required=False)
    _fact_sheets = FeedItemExtension()


class JsonFeed(Shape):
    """What is new in one language."""

    version = serializers.URLField()
    title = serializers.CharField()
    home_page_url = serializers.URLField()
    feed_url = serializers.URLField()
    language = serializers.CharField()
    authors = FeedAuthor(many=True)
    items = FeedItem(many=True)
    _fact_sheets = FeedExtension()
