"""Blocks: what an editor can put into a sheet. Names are for ever once an edition was released with them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.rich_text import RichText

from editions import inline
from editions.vocabulary import CalloutVariant, SectionKind

from .identity import normalised, paragraphs_of

# Only these: everything else would be lost on the way to a segment, and with it an editor's work.
INLINE_FEATURES = ["bold", "italic", "weblink", "ltr"]


class TextBlock(blocks.RichTextBlock):
    """Rich text with the inline vocabulary only. Several paragraphs are split into pieces of their own when saved."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"features": INLINE_FEATURES} | kwargs))

    def clean(self, value: RichText) -> RichText:
        cleaned: RichText = super().clean(value)
        if self.is_deferred_validation:
            return cleaned  # a draft is kept whatever is in it
        for _key, markup in paragraphs_of(cleaned.source):
            try:
                inline.parse(markup)
            except inline.InvalidInline as problem:
                raise ValidationError(str(problem)) from problem
        if self.field.required and not paragraphs_of(cleaned.source):
            raise ValidationError(_("Write something here, or remove this block."))
        return cleaned


class CalloutBlock(blocks.StructBlock):
    """A box that stands out."""

    variant = blocks.ChoiceBlock(
        choices=CalloutVariant.choices, default=CalloutVariant.INFORMATION, label=gettext_lazy("How urgent")
    )
    title = blocks.CharBlock(required=False, max_length=255, label=gettext_lazy("Title"))
    paragraphs = blocks.ListBlock(TextBlock(label=gettext_lazy("Paragraph")), min_num=1, label=gettext_lazy("Text"))

    class Meta:
        icon = "warning"
        label = gettext_lazy("Highlighted box")
        help_text = gettext_lazy("For what a reader must not miss. Use few of them.")


class SectionContentBlock(blocks.StreamBlock):
    """What can stand under a heading."""

    paragraph = TextBlock(icon="pilcrow", label=gettext_lazy("Paragraph"))
    list = blocks.ListBlock(
        TextBlock(label=gettext_lazy("Point")), icon="list-ul", label=gettext_lazy("Bullet list"), min_num=1
    )
    steps = blocks.ListBlock(
        TextBlock(label=gettext_lazy("Step")), icon="list-ol", label=gettext_lazy("Numbered steps"), min_num=1
    )
    callout = CalloutBlock()


class SectionBlock(blocks.StructBlock):
    """A part of the sheet: what it is about, its heading and its text."""

    kind = blocks.ChoiceBlock(
        choices=SectionKind.choices,
        label=gettext_lazy("What this section is about"),
        help_text=gettext_lazy("Clinics can show a section of one kind by itself, for example only the risks."),
    )
    heading = blocks.CharBlock(
        max_length=255, label=gettext_lazy("Heading"), help_text=gettext_lazy("As readers see it, in their words.")
    )
    content = SectionContentBlock(label=gettext_lazy("Text"))

    class Meta:
        icon = "title"
        label = gettext_lazy("Section")
        label_format = "{heading}"


class SheetBody(blocks.StreamBlock):
    """The body of a fact sheet: sections, nothing else."""

    section = SectionBlock()

    class Meta:
        required = False

    def clean(self, value: Any) -> Any:
        return self.to_python(normalised(self.get_prep_value(super().clean(value))))
