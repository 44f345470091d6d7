"""`/api/v1/terms/`: the glossary, words that need explaining with their explanations."""

from __future__ import annotations

from typing import Any, ClassVar

from ..collections import TERMS
from . import shapes
from .contents import ContentEditions, ContentList, OneContent, list_parameters


class Terms(ContentList):
    """The glossary in the language asked for."""

    collection = TERMS
    parameters = list_parameters()
    shape: ClassVar[Any] = shapes.TermPage
    examples = ("terms",)


class Term(OneContent):
    """One term with its explanation in the language asked for, or why it is not to be had."""

    collection = TERMS
    formats = TERMS.formats
    shape: ClassVar[Any] = shapes.Term
    examples = ("term",)


class TermEditions(ContentEditions):
    """The editions of one term in one language, newest first and without their texts."""

    collection = TERMS
    shape: ClassVar[Any] = shapes.EditionPage
