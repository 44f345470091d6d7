"""The form of a picture, wherever Wagtail shows one (named in the settings)."""

from __future__ import annotations

from typing import Any

from wagtail.images.forms import BaseImageForm

from .fields import SheetImageField


class SheetImageForm(BaseImageForm):
    """Wagtail's form with our field for the file. Wagtail builds the fields itself, so ours is put in afterwards."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theirs = self.fields.get("file")
        if theirs:
            self.fields["file"] = SheetImageField(
                label=theirs.label, required=theirs.required, initial=theirs.initial, widget=theirs.widget
            )
