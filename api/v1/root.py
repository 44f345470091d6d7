"""`/api/v1/`: links to everything below."""

from __future__ import annotations

from typing import ClassVar

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from .. import links
from ..formats.json import dumps
from ..resources import Resource

NAMES = ("languages", "factsheets", "publishers", "schema", "docs")


class RootShape(serializers.Serializer[None]):
    """Addresses of the resources; those in braces are URI templates (RFC 6570)."""

    languages = serializers.URLField()
    factsheets = serializers.URLField()
    publishers = serializers.URLField()
    schema = serializers.URLField()
    docs = serializers.URLField()
    factsheet = serializers.CharField()
    editions = serializers.CharField()
    edition = serializers.CharField()
    publisher = serializers.CharField()


class Root(Resource):
    """The addresses of all resources."""

    shape: ClassVar[type] = RootShape
    examples = ("root",)

    def get(self, request: Request) -> HttpResponse:
        """Links to every resource."""
        addresses = {name: links.resource(f"{name}/") for name in NAMES}
        templates = {
            "factsheet": links.resource("factsheets/{slug}/"),
            "editions": links.resource("factsheets/{slug}/editions/"),
            "edition": links.resource("editions/{id}/"),
            "publisher": links.resource("publishers/{slug}/"),
        }
        return self.answer(dumps(addresses | templates))
