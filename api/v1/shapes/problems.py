"""The shape of every error."""

from __future__ import annotations

from rest_framework import serializers

from .standing import AvailableLanguage, EditionLine, Shape


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
    available = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="The media types that there are, for `Accept`."
    )
    formats = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="The same by the names that `format` takes."
    )
    available_languages = AvailableLanguage(many=True, required=False)
    reason = serializers.CharField(required=False)
    note = serializers.CharField(required=False, allow_blank=True)
    withdrawn_at = serializers.DateTimeField(required=False)
    replacement = Replacement(required=False, allow_null=True)
    id = serializers.UUIDField(required=False)
    edition = EditionLine(required=False)
