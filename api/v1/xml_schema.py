"""`/api/v1/schema/xml/`: the XML Schema of the format `xml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.http import HttpResponse
from rest_framework.request import Request

from ..formats import xml
from ..formats.media import XML
from ..resources import Resource

FILE = Path(xml.__file__).with_name("document.xsd")


class XmlSchema(Resource):
    """The XML Schema (1.0) of documents in the format `xml`. Elements may be added to it; none is taken away."""

    formats = (XML,)
    parameters = ()

    def get(self, request: Request) -> HttpResponse:
        """The schema."""
        return self.answer(_text())


@cache
def _text() -> str:
    return FILE.read_text(encoding="utf-8")
