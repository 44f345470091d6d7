"""Pictures that no edition shows: left over from a publishing that failed, or kept for one that never came.

Called by `manage.py collect_image_garbage`. A picture of any edition is never touched, however old the edition is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone

from ..models import Edition, StoredImage
from .keeping import master_name
from .presets import folder_of

# A picture is kept before its sheet is published; a day is longer than any publishing takes.
TIME_TO_BE_USED = timedelta(days=1)
_HASH = re.compile(r'"hash":\s*"([0-9a-f]{64})"')


@dataclass(frozen=True, slots=True)
class Unused:
    """One picture that may go."""

    hash: str
    bytes: int


def unused_images(*, now: datetime | None = None) -> Iterator[Unused]:
    """Pictures with a row that no edition shows and nobody asked for within a day."""
    contents = Edition.objects.values_list("content", flat=True).order_by().iterator(chunk_size=200)
    shown = hashes_in(contents)
    for stored in StoredImage.objects.not_asked_for_since(_limit(now)).order_by("created_at"):
        if stored.hash not in shown:
            yield Unused(stored.hash, stored.bytes)


def hashes_in(contents: Iterable[str]) -> set[str]:
    """The hashes that these stored contents name. One too many would only keep a picture too long."""
    return {hash for content in contents for hash in _HASH.findall(content)}


def remove(unused: Unused, *, now: datetime | None = None) -> bool:
    """Remove a picture: its files, master first, then its row; False if somebody has asked for it meanwhile.

    The row is locked all the while, so `keep` of the same picture waits. If this is killed in the middle, the row
    stays without its master, and `keep` takes that for not kept.
    """
    with transaction.atomic():
        old_enough = StoredImage.objects.not_asked_for_since(_limit(now)).filter(hash=unused.hash)
        stored = old_enough.select_for_update().first()
        if stored is None:
            return False
        storages["default"].delete(master_name(stored.hash, stored.type))
        _empty(storages["editions"], folder_of(stored.hash))
        stored.delete()
    return True


def adopt_strays(*, now: datetime | None = None) -> int:
    """Give files without a row the row that they lack, so that they are dealt with like the others; how many."""
    with_row = set(StoredImage.objects.values_list("hash", flat=True))
    strays = [hash for hash in _folders(storages["editions"]) if hash not in with_row]
    for hash in strays:
        StoredImage.objects.get_or_create(hash=hash, defaults=_stray(hash, now or timezone.now()))
    return len(strays)


def _stray(hash: str, now: datetime) -> dict[str, object]:
    """A row that no upload leads to: the day that it has begins now."""
    is_png = storages["default"].exists(master_name(hash, "image/png"))
    type = "image/png" if is_png else "image/jpeg"
    return {"source": "", "type": type, "width": 0, "height": 0, "bytes": 0, "created_at": now, "asked_for_at": now}


def _folders(storage: Storage) -> Iterator[str]:
    for letters in _entries(storage, "images")[0]:
        yield from _entries(storage, f"images/{letters}")[0]


def _empty(storage: Storage, folder: str) -> None:
    for name in _entries(storage, folder)[1]:
        storage.delete(f"{folder}/{name}")
    with suppress(OSError):  # a publishing has begun to fill it again
        storage.delete(folder)


def _entries(storage: Storage, folder: str) -> tuple[list[str], list[str]]:
    """Folders and files in a folder; an object store has no folders, and nothing in those that it does not know."""
    try:
        return storage.listdir(folder)
    except FileNotFoundError:
        return [], []


def _limit(now: datetime | None) -> datetime:
    return (now or timezone.now()) - TIME_TO_BE_USED
