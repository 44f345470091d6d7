"""Pictures of the library on their way into an edition. Called before a sheet is published."""

from __future__ import annotations

from dataclasses import asdict

from django.utils import timezone

from editions.content import Content
from editions.images import Focus, KeptImage, keep
from editions.models import StoredImage
from editions.neighbours import files_in

from ..models import SheetImage


def kept_image_of(image: SheetImage) -> KeptImage:
    """Keep this picture for readers as it is now; what the edition says of it. Raises ImageRefused."""
    with image.open_file() as file:
        return keep(file, focal=focus_of(image))


def focus_of(image: SheetImage) -> Focus | None:
    """Where its subject is, as parts of width and height.

    Wagtail counts the pixels of the picture as stored but shows it upright to the person who draws the box. Parts are
    right for both, pixels are not.
    """
    point = image.get_focal_point()
    if point is None:
        return None
    return point.centroid_x / image.width, point.centroid_y / image.height


def keep_for_readers(image: SheetImage) -> None:
    """Keep the picture at once when it comes into the library, so that publishing writes rows and no files.

    Raises ImageRefused.
    """
    kept = asdict(kept_image_of(image))
    if kept != image.kept:
        image.kept = kept
        SheetImage.objects.filter(pk=image.pk).update(kept=kept)


def keep_those_of(content: Content) -> None:
    """Make sure that the pictures of this content are there for readers, before it is released.

    One that nobody used for a while may have been collected as garbage (`editions.images.garbage`).
    """
    if hashes := {file.hash for file in files_in(content)}:
        stored = StoredImage.objects.filter(hash__in=hashes)
        stored.update(asked_for_at=timezone.now())
        missing = hashes - set(stored.values_list("hash", flat=True))
        for image in SheetImage.objects.filter(kept__hash__in=missing):
            kept_image_of(image)
