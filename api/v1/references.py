"""`/api/v1/references/`: published works as data, each with a note in plain words and the contents that cite it."""

from __future__ import annotations

from typing import Any, ClassVar

from ..collections import REFERENCES
from ..formats.media import OF_REFERENCE_LISTS
from . import shapes
from .contents import ContentEditions, ContentList, OneContent, list_parameters


class References(ContentList):
    """The references, each in its own language, with the note in the language asked for."""

    collection = REFERENCES
    formats = OF_REFERENCE_LISTS
    parameters = list_parameters()
    shape: ClassVar[Any] = shapes.ReferencePage
    examples = ("references",)


class Reference(OneContent):
    """One reference with its note in the language asked for, or why that is not to be had."""

    collection = REFERENCES
    formats = REFERENCES.formats
    shape: ClassVar[Any] = shapes.Reference
    examples = ("reference",)


class ReferenceEditions(ContentEditions):
    """The editions of one reference in one language, newest first and without their texts."""

    collection = REFERENCES
    shape: ClassVar[Any] = shapes.EditionPage
