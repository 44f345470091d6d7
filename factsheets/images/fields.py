"""The field through which every picture comes in: add page, replace, chooser, several at once, Wagtail's API.

Wagtail's own field reads the whole upload into memory before it counts its bytes, parses any XML of any size to see
whether it is an SVG (allowed or not), trusts the file's name for its format, and counts one frame where there may be
thousands. Ours asks `editions.images` first, and leaves Wagtail with files that cannot surprise it.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.forms import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField

from editions.images import check_length, prove

EXTENSIONS = {"jpeg": "jpg", "png": "png", "gif": "gif", "webp": "webp"}


class SheetImageField(WagtailImageField):
    """A picture that was checked before anything decoded it, under a name that says what it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.help_text = _(
            "JPEG for photos, PNG for drawings and charts; WebP and GIF are taken too. At most %(size)s and "
            "%(megapixels)s million pixels. 2,400 pixels wide is enough for print."
        ) % {
            "size": filesizeformat(settings.IMAGE_MAX_BYTES),
            "megapixels": settings.IMAGE_MAX_PIXELS // 1_000_000,
        }

    def to_python(self, data: Any) -> Any:
        file = FileField.to_python(self, data)
        if file is None:
            return None
        check_length(file.size)
        file.seek(0)
        header = prove(file.read())
        file.seek(0)
        # By its content: phones and chat programs often name a WebP “.jpg”.
        file.name = f"{PurePath(file.name or '').stem}.{EXTENSIONS[header.kind]}"
        return super().to_python(file)
