"""Names of files that may be handed out: an allow-list, as with everything that readers get."""

import re
from pathlib import PurePosixPath

# By ending of the name. What is not here is not handed out; no type that a browser runs (SVG, HTML) is here.
IMAGE_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
}
PDF_TYPES = {"pdf": "application/pdf"}

# How long a file named by its hash may be kept: for ever, as nothing else will ever have its name.
IMMUTABLE = "public, max-age=31536000, immutable"

# As `editions.images.presets` names them: two digits of the hash, the hash, the size: images/3f/3f9a…/640.webp
EDITION_FILE = re.compile(
    r"images/([0-9a-f]{2})/\1[0-9a-f]{62}/(?:[0-9]{1,5}|square-[0-9]{1,4}(?:-[0-9]{1,5}-[0-9]{1,5})?)\.(?:jpg|png|webp)"
)


def is_edition_file(name: str) -> bool:
    return EDITION_FILE.fullmatch(name) is not None


def image_type(name: str) -> str | None:
    return IMAGE_TYPES.get(ending(name))


def pdf_type(name: str) -> str | None:
    return PDF_TYPES.get(ending(name))


def ending(name: str) -> str:
    return PurePosixPath(name).suffix.removeprefix(".").lower()
