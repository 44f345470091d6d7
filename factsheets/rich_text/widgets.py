"""The rich text box of the admin (named in the settings): Draftail with our buttons and our conversion."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea, DraftailRichTextAreaAdapter
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register

from .converting import InlineConverter

_CONTENTS = reverse_lazy("factsheets_contents")
# What inline.js shows.
_STRINGS = {
    "menu": _("Marks for the text"),
    "BOLD": _("Bold"),
    "ITALIC": _("Italic"),
    "citation": _("Reference"),
    "term": _("Term"),
    "factsheet": _("Fact sheet"),
    "faq": _("Question"),
}


class TextArea(DraftailRichTextArea):
    """Draftail as our editors have it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.converter = InlineConverter()
        self.options["plugins"] = [{"type": "INLINE", "contents": _CONTENTS, "strings": _STRINGS}]

    @cached_property
    def media(self) -> Media:
        ours = Media(
            js=[versioned_static("factsheets/inline.js"), versioned_static("factsheets/focus.js")],
            css={"all": [versioned_static("factsheets/editor.css")]},
        )
        choosers = Media(js=[versioned_static("wagtailadmin/js/chooser-modal.js")])
        return choosers + super().media + ours


register(DraftailRichTextAreaAdapter(), TextArea)
