"""What has to be there for the site to answer: each question raises when it is not. Asked by `answers.py`."""

import os
from collections.abc import Callable
from functools import cache as once
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from editions import triggers


class NotReady(Exception):
    """Something is missing; the message is for the log."""


def database() -> None:
    """It answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations() -> None:
    """`manage.py prepare` has run for this version."""
    if missing := newest_migrations() - set(MigrationRecorder(connection).applied_migrations()):
        raise NotReady(f"not applied: {sorted(missing)}")


def record() -> None:
    """The triggers that keep editions as they were released."""
    if missing := triggers.expected(connection) - triggers.present(connection):
        raise NotReady(f"triggers are missing: {sorted(missing)}")


def shared_cache() -> None:
    """What is written can be read. A key of its own: two processes may ask at the same moment."""
    key = f"health-{uuid4().hex}"
    cache.set(key, "ok", timeout=10)
    if cache.get(key) != "ok":
        raise NotReady("the cache does not give back what it was given")
    cache.delete(key)


def media() -> None:
    """Uploaded files and the files of editions can be written."""
    for name in ("default", "editions"):
        writable(storages[name])


def writable(storage: Storage) -> None:
    if isinstance(storage, FileSystemStorage):
        return folder_is_writable(Path(storage.location))
    return bucket_answers(storage)


def folder_is_writable(folder: Path) -> None:
    """It, or the nearest folder above it: the first file makes the rest."""
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        raise NotReady(f"cannot write to {folder}")


def bucket_answers(storage: Any) -> None:
    """It is there and these keys may use it. Nothing is written: that would cost money every few seconds."""
    storage.connection.meta.client.head_bucket(Bucket=storage.bucket_name)


@once
def newest_migrations() -> set[tuple[str, str]]:
    """The last one of each app, read from the files once: they do not change while a process lives."""
    return set(MigrationLoader(None).graph.leaf_nodes())


QUESTIONS: dict[str, Callable[[], None]] = {
    "database": database,
    "migrations": migrations,
    "record": record,
    "cache": shared_cache,
    "media": media,
}
NEED_DATABASE = ("migrations", "record")
