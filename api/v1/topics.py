"""`/api/v1/topics/`: the subjects under which sheets and questions are found."""

from __future__ import annotations

from typing import Any, ClassVar

from ..collections import TOPICS
from . import shapes
from .contents import ContentEditions, ContentList, OneContent, list_parameters


class Topics(ContentList):
    """The topics by which sheets and questions can be filtered, named in the language asked for."""

    collection = TOPICS
    parameters = list_parameters()
    shape: ClassVar[Any] = shapes.TopicPage
    examples = ("topics",)


class Topic(OneContent):
    """One topic in the language asked for, or why it is not to be had."""

    collection = TOPICS
    formats = TOPICS.formats
    shape: ClassVar[Any] = shapes.Topic
    examples = ("topic",)


class TopicEditions(ContentEditions):
    """The editions of one topic in one language, newest first and without their texts."""

    collection = TOPICS
    shape: ClassVar[Any] = shapes.EditionPage
