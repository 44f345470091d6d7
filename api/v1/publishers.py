"""`/api/v1/publishers/`: the clinics and charities that answer for sheets."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from editions.models import Publication, Publisher

from .. import links
from ..cursors import Order, page
from ..formats.json import dumps
from ..lists import list_text
from ..parameters import CURSOR, FORMAT, PAGE_SIZE
from ..problems import NOT_FOUND, Problem
from ..resources import Resource
from . import shapes

Row = dict[str, Any]

BY_SLUG = Order("slug", unique="slug")
TAG = "publishers"


class PublisherLinks(serializers.Serializer[None]):
    """Where the publisher and its sheets are."""

    self = serializers.URLField()
    factsheets = serializers.URLField()


class PublisherShape(serializers.Serializer[None]):
    """A clinic or charity that answers for sheets, as it is now."""

    slug = serializers.CharField()
    name = serializers.CharField()
    url = serializers.CharField(help_text="Its website, or empty.")
    registration = serializers.CharField(help_text="Its registration, for example as a charity.")
    factsheets = serializers.IntegerField(help_text="How many of its sheets readers can get.")
    urls = PublisherLinks()


class Publishers(Resource):
    """The clinics and charities that answer for sheets, by slug."""

    parameters = (PAGE_SIZE, CURSOR, FORMAT)
    shape: ClassVar[Any] = shapes.page_of(PublisherShape, "PublisherPage")
    examples = ("publishers",)

    def get(self, request: Request) -> HttpResponse:
        """List them by slug."""
        found = page(_rows(Publisher.objects.all()), BY_SLUG, self.question, scope=TAG)
        body = list_text(
            found,
            at=links.absolute(request.path),
            question=self.question,
            count=Publisher.objects.count(),
            results=(dumps(_line(row)) for row in found.rows),
        )
        return self.answer(body, tags=[TAG])


class OnePublisher(Resource):
    """One clinic or charity that answers for sheets."""

    shape: ClassVar[Any] = PublisherShape
    examples = ("publisher",)

    def get(self, request: Request, slug: str) -> HttpResponse:
        """The public entry of the publisher of that slug."""
        row = _rows(Publisher.objects.filter(slug=slug)).first() if slug.isprintable() else None
        if row is None:
            raise Problem(NOT_FOUND)
        return self.answer(dumps(_line(row)), tags=[TAG])


def _rows(publishers: QuerySet[Publisher]) -> QuerySet[Publisher, Row]:
    of_publisher = Publication.objects.served().filter(is_source=True, publisher_slug=OuterRef("slug"))
    number = of_publisher.order_by().values("publisher_slug").annotate(n=Count("id")).values("n")
    counted = publishers.annotate(factsheets=Coalesce(Subquery(number, output_field=IntegerField()), 0))
    columns = ("slug", "name", "url", "registration", "factsheets")
    found: QuerySet[Publisher, Row] = counted.values(*columns)
    return found


def _line(row: Row) -> Row:
    slug = row["slug"]
    addresses = {
        "self": links.resource(f"publishers/{slug}/"),
        "factsheets": links.resource(f"factsheets/?publisher={slug}"),
    }
    return {**row, "urls": addresses}
