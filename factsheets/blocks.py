"""Blocks: what an editor can put into a content. Names are for ever once an edition was released with them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from editions import inline
from editions.bibliography.csl import Csl
from editions.vocabulary import CalloutVariant, SectionKind

from .identity import normalised, paragraphs_of
from .tables import CellsBlock

# Only these: everything else would be lost on the way to a segment, and with it an editor's work.
INLINE_FEATURES = ["bold", "italic", "contentlink", "citation", "term", "foreign", "ltr"]


class LineBlock(blocks.CharBlock):
    """A line of plain text. English begins on the left, in an Arabic admin too."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field.widget.attrs["dir"] = "auto"


class TextBlock(blocks.RichTextBlock):
    """Rich text with the inline vocabulary only. Several paragraphs are split into pieces of their own when saved."""

    hint: Any = gettext_lazy("Write here. “/” lists citations and blocks, Alt+F10 all marks.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"features": INLINE_FEATURES} | kwargs))

    @cached_property
    def field(self) -> forms.CharField:
        """With a name for the box, as no label element reaches Draftail's, and with a hint in it while it is empty."""
        field: forms.CharField = super().field
        field.widget.options |= {"ariaLabel": self.label, "placeholder": self.hint}
        return field

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
    title = LineBlock(required=False, max_length=255, label=gettext_lazy("Title"))
    paragraphs = blocks.ListBlock(TextBlock(label=gettext_lazy("Paragraph")), min_num=1, label=gettext_lazy("Text"))

    class Meta:
        icon = "warning"
        label = gettext_lazy("Highlighted box")
        help_text = gettext_lazy("For what a reader must not miss. Use few of them.")


class QuoteBlock(blocks.StructBlock):
    """Somebody's own words."""

    paragraphs = blocks.ListBlock(TextBlock(label=gettext_lazy("Paragraph")), min_num=1, label=gettext_lazy("Words"))
    attribution = LineBlock(
        required=False,
        max_length=255,
        label=gettext_lazy("Who said it"),
        help_text=gettext_lazy("As much as the person agreed to: “Ann, 34, after her second treatment”."),
    )

    class Meta:
        icon = "openquote"
        label = gettext_lazy("Quote")


class FactBlock(blocks.StructBlock):
    """One fact with its label."""

    label = LineBlock(max_length=100, label=gettext_lazy("Label"))
    text = TextBlock(label=gettext_lazy("Fact"))

    class Meta:
        icon = "tag"
        label = gettext_lazy("Fact")


class KeyFactsBlock(blocks.StructBlock):
    """What readers look for first."""

    title = LineBlock(required=False, max_length=255, label=gettext_lazy("Title"))
    facts = blocks.ListBlock(FactBlock(), min_num=1, label=gettext_lazy("Facts"))

    class Meta:
        icon = "list-ul"
        label = gettext_lazy("Key facts")
        help_text = gettext_lazy("What readers look for first: how long, how often, how many.")


class EvidenceBlock(blocks.StructBlock):
    """What we know and what we don't know."""

    title = LineBlock(required=False, max_length=255, label=gettext_lazy("Title"))
    known = blocks.ListBlock(TextBlock(label=gettext_lazy("Point")), min_num=1, label=gettext_lazy("What we know"))
    unknown = blocks.ListBlock(
        TextBlock(label=gettext_lazy("Point")), min_num=1, label=gettext_lazy("What we don't know")
    )

    class Meta:
        icon = "help"
        label = gettext_lazy("What we know and don't know")
        help_text = gettext_lazy("Say what studies have shown and what nobody knows yet. Cite them.")


class CellBlock(TextBlock):
    """A cell: too small for a hint."""

    hint: Any = ""


class TableBlock(blocks.StructBlock):
    """Rows and columns."""

    caption = LineBlock(max_length=255, label=gettext_lazy("Caption"), help_text=gettext_lazy("What the table shows."))
    row_headings = blocks.BooleanBlock(
        required=False, default=True, label=gettext_lazy("The first cell of a row is its heading")
    )
    cells = CellsBlock([("text", CellBlock(required=False, label=gettext_lazy("Text")))], label=gettext_lazy("Cells"))

    class Meta:
        icon = "table"
        label = gettext_lazy("Table")


class ImageBlock(blocks.StructBlock):
    """A picture of the library, described for this sheet."""

    image = ImageChooserBlock(label=gettext_lazy("Image"))
    alt = LineBlock(
        max_length=500,
        label=gettext_lazy("What it shows"),
        help_text=gettext_lazy("For readers who cannot see it. It is translated like the rest."),
    )
    caption = TextBlock(required=False, label=gettext_lazy("Caption"))

    class Meta:
        icon = "image"
        label = gettext_lazy("Image")


class SectionContentBlock(blocks.StreamBlock):
    """What can stand under a heading or answer a question."""

    paragraph = TextBlock(icon="pilcrow", label=gettext_lazy("Paragraph"))
    list = blocks.ListBlock(
        TextBlock(label=gettext_lazy("Point")), icon="list-ul", label=gettext_lazy("Bullet list"), min_num=1
    )
    steps = blocks.ListBlock(
        TextBlock(label=gettext_lazy("Step")), icon="list-ol", label=gettext_lazy("Numbered steps"), min_num=1
    )
    callout = CalloutBlock()
    key_facts = KeyFactsBlock()
    evidence = EvidenceBlock()
    table = TableBlock()
    image = ImageBlock()
    quote = QuoteBlock()


class SectionBlock(blocks.StructBlock):
    """A part of the sheet: what it is about, its heading and its text."""

    kind = blocks.ChoiceBlock(
        choices=SectionKind.choices,
        label=gettext_lazy("What this section is about"),
        help_text=gettext_lazy("Clinics can show a section of one kind by itself, for example only the risks."),
    )
    heading = LineBlock(
        max_length=255, label=gettext_lazy("Heading"), help_text=gettext_lazy("As readers see it, in their words.")
    )
    content = SectionContentBlock(label=gettext_lazy("Text"))

    class Meta:
        icon = "title"
        label = gettext_lazy("Section")
        label_format = "{heading}"


class WithIdentities(blocks.StreamBlock):
    """Gives every piece an identity of its own when the form is saved."""

    class Meta:
        required = False

    def clean(self, value: Any) -> Any:
        return self.to_python(normalised(self.get_prep_value(super().clean(value))))


class SheetBody(WithIdentities):
    """The body of a fact sheet: sections, nothing else."""

    section = SectionBlock()


class AnswerBody(SectionContentBlock, WithIdentities):
    """The answer to a question: what can stand under a heading."""


class LinkBlock(blocks.StructBlock):
    """An address where readers find more."""

    title = LineBlock(max_length=255, label=gettext_lazy("Title"))
    url = blocks.URLBlock(label=gettext_lazy("Web address"))
    note = LineBlock(
        required=False,
        max_length=500,
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("What readers find there, and who is behind it."),
    )

    class Meta:
        icon = "link"
        label = gettext_lazy("Link")
        label_format = "{title}"


class LinksBody(WithIdentities):
    """Useful links."""

    link = LinkBlock()


class ReviewerBlock(blocks.StructBlock):
    """Somebody who read every word."""

    name = LineBlock(max_length=255, label=gettext_lazy("Name"))
    role = LineBlock(
        max_length=255,
        label=gettext_lazy("Role"),
        help_text=gettext_lazy("For example “Physiotherapist”, or “Patient who has had the treatment”."),
    )

    class Meta:
        icon = "user"
        label = gettext_lazy("Reviewer")
        label_format = "{name}"


class ReviewersBody(WithIdentities):
    """Who reviewed the sheet."""

    reviewer = ReviewerBlock()


class DoubtBlock(blocks.StructBlock):
    """A field of a reference that somebody doubts, and why."""

    field = blocks.ChoiceBlock(choices=[(name, name) for name in Csl.__struct_fields__], label=gettext_lazy("Field"))
    remark = LineBlock(required=False, max_length=500, label=gettext_lazy("What is doubtful"))

    class Meta:
        icon = "help"
        label = gettext_lazy("Doubt")
        label_format = "{field}"


class DoubtsBody(WithIdentities):
    """What nobody has been able to check about a reference."""

    doubt = DoubtBlock()
