"""Files: the admin's own static files, what people upload, and what editions refer to (see `cms/media/`)."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from cms.settings.environment import VAR_DIR, env

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"

# Uploads are shown to people in the admin only, by a view behind its log-in.
MEDIA_URL = "/admin/media/"
MEDIA_ROOT = VAR_DIR / "media" / "uploads"

# Files of editions are for everybody, by names that are made of their hash.
EDITION_FILES_URL = "/media/editions/"

# The worker's sign of life (`manage.py worker_health`).
HEARTBEAT_FILE = VAR_DIR / "run" / "worker"


def folders(media: Path) -> dict[str, dict[str, Any]]:
    """Both stores on this machine, side by side in one folder."""
    return {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},  # in MEDIA_ROOT
        "editions": {
            "BACKEND": "cms.media.folders.EditionFolder",
            "OPTIONS": {"location": media / "editions", "base_url": EDITION_FILES_URL},
        },
    }


def buckets(*, uploads: str, editions: str, editions_url: str, access: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Both stores in S3. One bucket will do for both: nothing in it has to be public, as this site hands out the files
    of editions itself unless `editions_url` says where else they are."""
    return {
        "default": {
            "BACKEND": "cms.media.buckets.UploadBucket",
            "OPTIONS": access | {"bucket_name": uploads, "location": "uploads", "file_overwrite": False},
        },
        "editions": {
            "BACKEND": "cms.media.buckets.EditionBucket",
            "OPTIONS": access | {"bucket_name": editions, "location": "editions", "base_url": editions_url},
        },
    }


def base_url(address: str) -> str:
    """The address with a slash at its end; one that is none is refused."""
    if urlsplit(address).scheme not in ("http", "https"):
        raise ImproperlyConfigured(f"S3_EDITIONS_URL is “{address}”: it has to begin with https://.")
    return address.rstrip("/") + "/"


def origins(*addresses: str) -> list[str]:
    """Scheme and host of each address, for the policy of the admin: it shows images from there."""
    parts = [urlsplit(address) for address in addresses]
    return [f"{part.scheme}://{part.netloc}" for part in parts if part.netloc]


_BUCKET = env.str("S3_BUCKET", default="")
_EDITIONS_URL = env.str("S3_EDITIONS_URL", default="")
_ENDPOINT = env.str("S3_ENDPOINT_URL", default="")
_REGION = env.str("S3_REGION", default="")
# Empty keys are left to boto3, which finds those of the machine.
_ACCESS = {
    "endpoint_url": _ENDPOINT or None,
    "region_name": _REGION or None,
    "access_key": env.str("S3_ACCESS_KEY_ID", default="") or None,
    "secret_key": env.str("S3_SECRET_ACCESS_KEY", default="") or None,
    "max_memory_size": 10_000_000,  # bytes; what is longer waits on disk
}

_FILES = folders(VAR_DIR / "media")
MEDIA_ORIGINS: list[str] = []
if _BUCKET:
    _FILES = buckets(
        uploads=_BUCKET,
        editions=env.str("S3_EDITIONS_BUCKET", default="") or _BUCKET,
        editions_url=base_url(_EDITIONS_URL) if _EDITIONS_URL else EDITION_FILES_URL,
        access=_ACCESS,
    )
    _hosts = [f"https://{_BUCKET}.s3.amazonaws.com", f"https://{_BUCKET}.s3.{_REGION}.amazonaws.com"]
    MEDIA_ORIGINS = origins(*([_ENDPOINT] if _ENDPOINT else _hosts), _EDITIONS_URL)

STORAGES = _FILES | {
    # Names carry a hash of the content, so browsers may keep them for ever.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Pictures. The limits hold before a pixel is decoded (editions/images/checking.py). A decoded picture needs four bytes
# a pixel, and twice that while it is turned or its colours are: 40 million pixels are 320 MB at the worst.
IMAGE_MAX_BYTES = 10 * 1024 * 1024
IMAGE_MAX_PIXELS = 40_000_000
IMAGE_MAX_SIDE = 12_000
WAGTAILIMAGES_IMAGE_MODEL = "factsheets.SheetImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "factsheets.images.forms.SheetImageForm"
# No SVG (it can run programs), AVIF or HEIC (their size cannot be known before decoding): docs/decisions/0012.
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = IMAGE_MAX_BYTES
WAGTAILIMAGES_MAX_IMAGE_PIXELS = IMAGE_MAX_PIXELS

# Documents. Nothing of a sheet can use them yet, but Wagtail's upload pages exist all the same: let them take nothing
# that a browser would run.
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "factsheets.documents.PdfForm"

# What an upload may have at most, so that no file is written to disk only to be refused. The form says so in words.
UPLOAD_MAX_BYTES = max(IMAGE_MAX_BYTES, WAGTAILDOCS_MAX_UPLOAD_SIZE)
FILE_UPLOAD_HANDLERS = [
    "factsheets.images.uploads.StopAtTheLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
