"""Putting files where they stay: a file is there whole or not at all, whatever is killed in the middle.

Django's file storage writes under the final name piece by piece, so that a kill leaves half a picture that counts as
there for ever. An object store shows an object only when it is complete.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage


def put(storage: Storage, name: str, data: bytes) -> None:
    """Write a file whose name says its content, unless it is there already. Safe for two at once."""
    if storage.exists(name):
        return
    if isinstance(storage, FileSystemStorage):
        _put_whole(storage, Path(storage.path(name)), data)
        return
    saved = storage.save(name, ContentFile(data))
    if saved != name:  # somebody else was quicker, and the storage found us another name
        storage.delete(saved)


def _put_whole(storage: FileSystemStorage, path: Path, data: bytes) -> None:
    path.parent.mkdir(mode=storage.directory_permissions_mode or 0o777, parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=path.parent, prefix=".half-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(half).chmod(storage.file_permissions_mode or 0o644)  # a temporary file is for its owner alone
        Path(half).replace(path)
    except BaseException:
        Path(half).unlink(missing_ok=True)
        raise
