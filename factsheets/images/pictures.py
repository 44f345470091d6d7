"""Pictures in the editor's preview."""

from __future__ import annotations

from editions.content import ImageFile
from editions.images.markup import picture_html


def picture(file: ImageFile, alt: str) -> str:
    """The picture as readers get it."""
    return picture_html(file, alt)
