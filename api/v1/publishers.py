"""`/api/v1/publishers/`: the clinics and charities that answer for sheets."""

from __future__ import annotations

from typing import Any, ClassVar

from ..collections import PUBLISHERS
from . import shapes
from .contents import ContentEditions, ContentList, OneContent, list_parameters


class Publishers(ContentList):
    """The clinics and charities that answer for sheets, with their texts in the language asked for."""

    collection = PUBLISHERS
    parameters = list_parameters()
    shape: ClassVar[Any] = shapes.PublisherPage
    examples = ("publishers",)


class OnePublisher(OneContent):
    """One clinic or charity that answers for sheets, in the language asked for."""

    collection = PUBLISHERS
    formats = PUBLISHERS.formats
    shape: ClassVar[Any] = shapes.Publisher
    examples = ("publisher",)


class PublisherEditions(ContentEditions):
    """The editions of one publisher in one language, newest first and without their texts."""

    collection = PUBLISHERS
    shape: ClassVar[Any] = shapes.EditionPage
