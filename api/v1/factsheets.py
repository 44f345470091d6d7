"""`/api/v1/factsheets/`: the sheets as a list, one sheet, and the editions of one sheet."""

from __future__ import annotations

from typing import Any, ClassVar

from ..collections import FACTSHEETS
from ..parameters import AUDIENCE, PUBLISHER, REVIEWED_BEFORE, SECTION, TOPIC
from . import shapes
from .contents import ContentEditions, ContentList, OneContent, list_parameters


class Factsheets(ContentList):
    """The sheets that readers can get, each in the language asked for and without its text."""

    collection = FACTSHEETS
    parameters = list_parameters(TOPIC, PUBLISHER, AUDIENCE, SECTION, REVIEWED_BEFORE, is_reviewed=True)
    shape: ClassVar[Any] = shapes.FactsheetPage
    examples = ("factsheets",)


class Factsheet(OneContent):
    """One sheet in the language asked for, or why it is not to be had."""

    collection = FACTSHEETS
    formats = FACTSHEETS.formats
    shape: ClassVar[Any] = shapes.Factsheet
    examples = ("factsheet", "factsheet-whole")


class Editions(ContentEditions):
    """The editions of one sheet in one language, newest first and without their texts."""

    collection = FACTSHEETS
    shape: ClassVar[Any] = shapes.EditionPage
