"""Uploads end at a limit while they arrive, instead of filling the disk first (FILE_UPLOAD_HANDLERS)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class OversizedUpload(SimpleUploadedFile):
    """Stands for a file whose bytes were thrown away: empty, but with its true size, so that forms can say it."""

    def __init__(self, name: str, size: int) -> None:
        super().__init__(name, b"")
        self.size = size


class StopAtTheLimit(FileUploadHandler):
    """First of the handlers: passes a file on to the others until it has too many bytes, then throws the rest away."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received = start + len(raw_data)
        return raw_data if self.received <= settings.UPLOAD_MAX_BYTES else None

    def file_complete(self, file_size: int) -> OversizedUpload | None:
        if self.received <= settings.UPLOAD_MAX_BYTES:
            return None
        return OversizedUpload(self.file_name or "", self.received)
