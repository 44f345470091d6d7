"""Why a picture is not taken: one exception whose words say what is wrong and what to do about it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "not-an-image": _("This file is not a picture that can be taken. Choose a JPEG, PNG, WebP or GIF file."),
    "other-format": _(
        "This is a %(format)s file, which is not taken. Open it in a program for pictures, export it as JPEG (photos) "
        "or PNG (drawings and charts), and choose the new file."
    ),
    "svg": _(
        "This is an SVG drawing. SVG files can carry programs and are not taken. Export the drawing as PNG, about "
        "2,400 pixels wide, and choose the new file."
    ),
    "too-many-bytes": _(
        "This file has %(size)s; at most %(allowed)s are taken. Save the picture smaller (2,400 pixels wide is enough "
        "for print) and choose the new file."
    ),
    "too-many-pixels": _(
        "This picture has %(width)s × %(height)s pixels; at most %(megapixels)s million pixels, and %(side)s on each "
        "side, are taken. Save it smaller (2,400 pixels wide is enough for print) and choose the new file."
    ),
    "animated": _(
        "This picture moves. Readers cannot stop it, and it cannot be printed. Save one frame of it as a still "
        "picture and choose that file."
    ),
    "damaged": _(
        "This file is damaged or was not copied whole. Copy or download it again; if that does not help, open it in a "
        "program for pictures, save it under a new name and choose the new file."
    ),
    "hidden-content": _(
        "This file has something else inside besides the picture. Open it in a program for pictures, save it under a "
        "new name and choose the new file."
    ),
    "too-much-besides": _(
        "This file carries more descriptions or colour data than a picture needs. Open it in a program for pictures, "
        "export it without metadata and choose the new file."
    ),
}


class ImageRefused(ValidationError):
    """A picture that is not taken. A validation error, so that forms and TellRefusals show its words."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(MESSAGES[code], code=code, params=params or None)
