"""Pictures: between the image library and what a content says of a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from wagtail.images import get_image_model

from editions.content import ImageFile

from .raw_blocks import NO_PICTURE, Picture

if TYPE_CHECKING:
    from factsheets.models import SheetImage


def pictures_of(keys: Iterable[int]) -> dict[int, Picture]:
    """The library's images by their key, by one query at most."""
    keys = set(keys)
    return {image.pk: picture_of(image) for image in get_image_model().objects.filter(pk__in=keys)} if keys else {}


def picture_of(image: SheetImage | None) -> Picture:
    """One image as a block or a logo shows it; without a file while it has not been kept for readers."""
    return Picture(image.kept_file(), image.credit, image.license_code) if image else NO_PICTURE


def keys_of(files: Iterable[ImageFile]) -> Mapping[str, int]:
    """The library's images that these kept files came from, by hash."""
    hashes = {file.hash for file in files}
    found = get_image_model().objects.filter(kept__hash__in=hashes) if hashes else []
    return {image.kept["hash"]: image.pk for image in found}
