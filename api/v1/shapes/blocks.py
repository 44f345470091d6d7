"""Shapes of blocks, a type each, and of the pictures in them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from editions.images.presets import EXTENSIONS, PRESETS
from editions.vocabulary import CalloutVariant, SectionKind

from .standing import Shape

MEDIA_TYPES = tuple(EXTENSIONS)


class Words(Shape):
    """A text as HTML and without marks; left-to-right runs in `text` stand in Unicode isolates."""

    html = serializers.CharField()
    text = serializers.CharField()


class Item(Words):
    """One bullet, step or paragraph."""

    id = serializers.UUIDField()


class Fact(Item):
    """One fact under its label."""

    label = serializers.CharField()  # type: ignore[assignment]


class Column(Shape):
    """A column of a table."""

    id = serializers.UUIDField()
    heading = serializers.CharField(allow_blank=True)


class Cell(Words):
    """A cell; `column` is the id of its column."""

    column = serializers.UUIDField()


class Row(Shape):
    """A row of a table: a cell for each column, in their order."""

    id = serializers.UUIDField()
    cells = Cell(many=True)


class PictureFile(Shape):
    """A picture in one size and type. The file at an address never changes."""

    preset = serializers.ChoiceField([preset.code for preset in PRESETS])
    url = serializers.URLField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    type = serializers.ChoiceField(MEDIA_TYPES)


class PictureSource(Shape):
    """The uncropped sizes in one type, for `<source>`; the last is the type that every program shows."""

    type = serializers.ChoiceField(MEDIA_TYPES)
    srcset = serializers.CharField()


class FocalPoint(Shape):
    """What must stay in sight when the picture is cut, as fractions of its width and height from the top left."""

    x = serializers.FloatField(min_value=0, max_value=1)
    y = serializers.FloatField(min_value=0, max_value=1)


class Picture(Shape):
    """A picture in all its sizes."""

    focal_point = FocalPoint(allow_null=True, help_text="Null if nobody has chosen one.")
    renditions = PictureFile(many=True)
    sources = PictureSource(many=True)


class Block(Shape):
    """What every block has. `text` is plain; left-to-right runs in it stand in Unicode isolates."""

    id = serializers.UUIDField()
    type: serializers.ChoiceField
    html = serializers.CharField()
    text = serializers.CharField()


class ParagraphBlock(Block):
    """A paragraph."""

    type = serializers.ChoiceField(["paragraph"])


class ListBlock(Block):
    """Bullets."""

    type = serializers.ChoiceField(["list"])
    items = Item(many=True)


class StepsBlock(Block):
    """Numbered steps."""

    type = serializers.ChoiceField(["steps"])
    items = Item(many=True)


class CalloutBlock(Block):
    """A highlighted box."""

    type = serializers.ChoiceField(["callout"])
    variant = serializers.ChoiceField(CalloutVariant.values)
    title = serializers.CharField(allow_blank=True)
    paragraphs = Item(many=True)


class QuoteBlock(Block):
    """Somebody's own words."""

    type = serializers.ChoiceField(["quote"])
    paragraphs = Item(many=True)
    attribution = serializers.CharField(allow_blank=True)


class KeyFactsBlock(Block):
    """The facts that a reader looks for first."""

    type = serializers.ChoiceField(["key_facts"])
    title = serializers.CharField(allow_blank=True)
    facts = Fact(many=True)


class EvidenceBlock(Block):
    """What we know and what we don't know. Show both or neither."""

    type = serializers.ChoiceField(["evidence"])
    title = serializers.CharField(allow_blank=True)
    known = Item(many=True)
    unknown = Item(many=True)


class TableBlock(Block):
    """Rows and columns. With `row_headings` the first cell of each row is its heading."""

    type = serializers.ChoiceField(["table"])
    caption = serializers.CharField(allow_blank=True)
    row_headings = serializers.BooleanField()
    columns = Column(many=True)
    rows = Row(many=True)


class ImageBlock(Block):
    """A picture with its words and its rights. The picture is the same in every language."""

    type = serializers.ChoiceField(["image"])
    alt = serializers.CharField(allow_blank=True)
    caption = Words()
    credit = serializers.CharField(allow_blank=True, help_text="Who made it. Show it.")
    license = serializers.CharField(allow_blank=True, help_text="Under which terms it may be used, as a code.")
    focal_point = FocalPoint(allow_null=True, help_text="Null if nobody has chosen one.")
    renditions = PictureFile(many=True)
    sources = PictureSource(many=True)


BLOCKS: dict[str, serializers.Serializer[Any] | type[serializers.Serializer[Any]]] = {
    "paragraph": ParagraphBlock,
    "list": ListBlock,
    "steps": StepsBlock,
    "callout": CalloutBlock,
    "quote": QuoteBlock,
    "key_facts": KeyFactsBlock,
    "evidence": EvidenceBlock,
    "table": TableBlock,
    "image": ImageBlock,
}


def any_blocks() -> Any:
    """A list of blocks, told apart by `type`."""
    return PolymorphicProxySerializer(
        component_name="AnyBlock",
        serializers=BLOCKS,
        resource_type_field_name="type",
        many=True,
    )


class Section(Shape):
    """A part of the sheet under a heading."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(SectionKind.values)
    heading = serializers.CharField()
    blocks: Any = any_blocks()
