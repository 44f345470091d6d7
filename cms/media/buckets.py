"""The stores in S3, or in anything like it. Named by `cms/settings/files.py` where S3_BUCKET is set."""

from typing import Any

from botocore.config import Config
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from cms.media.names import IMMUTABLE


class UploadBucket(S3Storage):
    """Uploads: private. Their addresses are signed and hold for a while only."""

    def __init__(self, **options: Any) -> None:
        super().__init__(client_config=client_config(own_endpoint=bool(options.get("endpoint_url"))), **options)


class EditionBucket(UploadBucket):
    """Files named by their hash: the same name always means the same bytes, so saving one again is nothing at all.
    `base_url` is where readers find them: our own address, or that of the bucket or of a CDN."""

    def get_default_settings(self) -> dict[str, Any]:
        own = {"base_url": "", "object_parameters": {"CacheControl": IMMUTABLE}}
        return super().get_default_settings() | own

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        return name if self.exists(name) else super()._save(name, content)

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        return f"{self.base_url}{name}"


def client_config(*, own_endpoint: bool) -> Config:
    """Stores other than Amazon's seldom have a host name for each bucket, and many do not know its newer checksums."""
    return Config(
        s3={"addressing_style": "path" if own_endpoint else "virtual"},
        signature_version="s3v4",
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        connect_timeout=5,
        read_timeout=30,
        retries={"max_attempts": 2},
    )
