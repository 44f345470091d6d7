"""`/api/v1/faqs/`: questions with their answers, each naming the sheets that include it."""

from __future__ import annotations

from typing import Any, ClassVar

from ..collections import FAQS
from ..parameters import PUBLISHER, REVIEWED_BEFORE, TOPIC
from . import shapes
from .contents import ContentEditions, ContentList, OneContent, list_parameters


class Faqs(ContentList):
    """The questions that readers can get, each in the language asked for and without its answer."""

    collection = FAQS
    parameters = list_parameters(TOPIC, PUBLISHER, REVIEWED_BEFORE, is_reviewed=True)
    shape: ClassVar[Any] = shapes.FaqPage
    examples = ("faqs",)


class Faq(OneContent):
    """One question with its answer in the language asked for, or why it is not to be had."""

    collection = FAQS
    formats = FAQS.formats
    shape: ClassVar[Any] = shapes.Faq
    examples = ("faq",)


class FaqEditions(ContentEditions):
    """The editions of one question in one language, newest first and without their texts."""

    collection = FAQS
    shape: ClassVar[Any] = shapes.EditionPage
