"""`/api/v1/`: links to everything below."""

from __future__ import annotations

from typing import ClassVar

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from .. import links
from ..collections import COLLECTIONS
from ..formats.json import dumps
from ..resources import Resource

NAMES = ("languages", *(collection.folder for collection in COLLECTIONS), "changes", "schema", "docs")
TEMPLATES = {
    **{collection.type: f"{collection.folder}/{{slug}}/" for collection in COLLECTIONS},
    "editions": "factsheets/{slug}/editions/",
    "edition": "editions/{id}/",
    "search": "search/{?q,lang}",
    "atom_feed": "feeds/{language}/atom/{?topic}",
    "json_feed": "feeds/{language}/json/{?topic}",
}


class RootShape(serializers.Serializer[None]):
    """Addresses of the resources; those in braces are URI templates (RFC 6570)."""

    def get_fields(self) -> dict[str, serializers.Field]:  # type: ignore[type-arg]
        """One for each address."""
        addresses = {name: serializers.URLField() for name in NAMES}
        return {**addresses, **{name: serializers.CharField() for name in TEMPLATES}}


class Root(Resource):
    """The addresses of all resources."""

    scope = None
    shape: ClassVar[type] = RootShape
    examples = ("root",)

    def get(self, request: Request) -> HttpResponse:
        """Links to every resource."""
        addresses = {name: links.resource(f"{name}/") for name in NAMES}
        templates = {name: links.resource(template) for name, template in TEMPLATES.items()}
        return self.answer(dumps(addresses | templates))
