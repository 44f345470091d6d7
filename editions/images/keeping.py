"""Keeping a picture for readers: cleaned, in every preset, under the hash of its content.

Called before a sheet is published, outside its transaction: files first, then the row that says they are there. A file
without a row is harmless, and `manage.py collect_image_garbage` finds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import IO

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone
from PIL import Image

from ..models import StoredImage
from .checking import check_length, load
from .encoding import RECIPE, encoded, pixels_of, preset_files
from .files import put
from .presets import EXTENSIONS, files_of, folder_of

# Where the subject of a picture is: parts of its width and height, from the left and from the top.
Focus = tuple[float, float]

_MASTER_QUALITY = 92
_SQUARE = re.compile(r"/square-\d+-(\d+)-(\d+)\.")


@dataclass(frozen=True, slots=True)
class KeptImage:
    """A picture that readers can be sent to; what an edition says of it."""

    hash: str
    type: str
    width: int
    height: int
    focal_x: int | None = None
    focal_y: int | None = None


def keep(file: File[bytes] | IO[bytes], *, focal: Focus | None = None) -> KeptImage:
    """Keep this picture, unless it is kept already. Raises ImageRefused.

    Decoding and encoding happen once for each upload; after that it costs reading the file and one UPDATE.
    """
    data = _read(file)
    source = source_key(data)
    stored = _found(source)
    if stored is None:
        stored = _made(data, source)
    kept = _described(stored.hash, stored.type, (stored.width, stored.height), focal)
    if not _names_of(kept) <= set(stored.files):
        make_missing(kept)
    return kept


def make_missing(kept: KeptImage) -> None:
    """Make those files of a kept picture that it does not have yet, from its master: a new focal point or preset."""
    stored = StoredImage.objects.get(hash=kept.hash)
    _put_presets(_master_of(stored), kept, missing_in=set(stored.files))
    with transaction.atomic():
        stored = StoredImage.objects.select_for_update().get(hash=kept.hash)
        stored.files = sorted({*stored.files, *_names_of(kept)})
        stored.save(update_fields=["files"])


def make_presets_again(stored: StoredImage) -> int:
    """Make what a new list of presets asks for, for every focal point that the picture was kept with; how many."""
    before = set(stored.files)
    for focal_x, focal_y in {(None, None), *_focal_points(stored.files)}:
        kept = KeptImage(stored.hash, stored.type, stored.width, stored.height, focal_x, focal_y)
        if not _names_of(kept) <= before:
            make_missing(kept)
    stored.refresh_from_db()
    return len(set(stored.files) - before)


def source_key(data: bytes) -> str:
    """What an upload is found by."""
    return sha256(b"recipe %d\n" % RECIPE + data).hexdigest()


def master_name(hash: str, type: str) -> str:
    """Where the master is, in the default storage."""
    return f"{folder_of(hash).replace('images/', 'kept_images/', 1)}.{EXTENSIONS[type]}"


def _read(file: File[bytes] | IO[bytes]) -> bytes:
    file.seek(0, 2)
    check_length(file.tell())
    file.seek(0)
    return file.read()


def _found(source: str) -> StoredImage | None:
    """The row of this upload, marked as asked for, so that the collector of garbage leaves it alone.

    The mark is set first. It waits while the collector holds the row, and finds nothing if the collector took it.
    The collector takes the master before anything else, so a row with its master is whole.
    """
    StoredImage.objects.made_from(source).update(asked_for_at=timezone.now())
    stored = StoredImage.objects.made_from(source).first()
    is_whole = stored and storages["default"].exists(master_name(stored.hash, stored.type))
    return stored if is_whole else None


def _made(data: bytes, source: str) -> StoredImage:
    """Files first, the row after them, then a look whether they are still there."""
    image, type = pixels_of(data)
    master = encoded(image, type, quality=_MASTER_QUALITY, compact=False)
    kept = KeptImage(sha256(master).hexdigest(), type, *image.size)
    _put_all(image, master, kept)
    now = timezone.now()
    values = {
        "source": source,
        "type": type,
        "width": kept.width,
        "height": kept.height,
        "bytes": len(master),
        "files": sorted(_names_of(kept)),
        "asked_for_at": now,
    }
    stored, _created = StoredImage.objects.update_or_create(
        hash=kept.hash, defaults=values, create_defaults={**values, "created_at": now}
    )
    _put_all(image, master, kept)  # the collector may have been at the remains of an older one until the row was there
    return stored


def _put_all(image: Image.Image, master: bytes, kept: KeptImage) -> None:
    _put_presets(image, kept)
    put(storages["default"], master_name(kept.hash, kept.type), master)


def _put_presets(image: Image.Image, kept: KeptImage, *, missing_in: set[str] | None = None) -> None:
    """Encode and write the files that are not there; presets of the same size are written once."""
    public: Storage = storages["editions"]
    wanted = {file.name: file for file in files_of(kept) if file.name not in (missing_in or ())}
    missing = [file for name, file in wanted.items() if not public.exists(name)]
    for name, data in preset_files(image, kept, missing):
        put(public, name, data)


def _master_of(stored: StoredImage) -> Image.Image:
    with storages["default"].open(master_name(stored.hash, stored.type)) as file:
        image = Image.open(BytesIO(file.read()), formats=("JPEG", "PNG"))
    load(image)
    image.info = {}
    return image


def _described(hash: str, type: str, size: tuple[int, int], focal: Focus | None) -> KeptImage:
    width, height = size
    if focal is None:
        return KeptImage(hash, type, width, height)
    x, y = (min(max(part, 0.0), 1.0) for part in focal)
    return KeptImage(hash, type, width, height, round(x * (width - 1)), round(y * (height - 1)))


def _focal_points(files: list[str]) -> set[tuple[int, int]]:
    return {(int(found[1]), int(found[2])) for name in files if (found := _SQUARE.search(name))}


def _names_of(kept: KeptImage) -> set[str]:
    return {file.name for file in files_of(kept)}
