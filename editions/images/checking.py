"""Is this a picture that we take? Asked on every upload, and again before anything is kept for readers.

The order matters: bytes are counted before they are read, the structure is walked before a decoder sees it, and the
pixels are counted before they are decoded. Pillow's own limit (`Image.MAX_IMAGE_PIXELS`) is no help here: it warns at
89 million pixels and refuses at 179 million, which is 700 MB.
"""

from __future__ import annotations

import re
import struct
import warnings
from io import BytesIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from PIL import Image

from .headers import Header, read_header
from .refusals import ImageRefused

_DECODERS = {"jpeg": ("JPEG",), "png": ("PNG",), "gif": ("GIF",), "webp": ("WEBP",)}
# A page that pretends to be a picture. In ten million random bytes this is found less than once in a million files.
_MARKUP = re.compile(rb"<(?:script|html|!doctype html|body|iframe|foreignobject)[\s>/]|<\?php\s", re.IGNORECASE)
_ORIENTATION, _ON_ITS_SIDE = 0x0112, (5, 6, 7, 8)


def check_length(length: int) -> None:
    """Refuse a file for its bytes alone, before they are read."""
    if length > settings.IMAGE_MAX_BYTES:
        allowed = filesizeformat(settings.IMAGE_MAX_BYTES)
        raise ImageRefused("too-many-bytes", size=filesizeformat(length), allowed=allowed)


def check(data: bytes) -> Header:
    """What the file says of its picture, if all of that is allowed; nothing is decoded."""
    check_length(len(data))
    header = read_header(data)
    if header.frames > 1:
        raise ImageRefused("animated")
    _check_pixels(header)
    if _MARKUP.search(data):
        raise ImageRefused("hidden-content")
    return header


def opened(data: bytes, header: Header) -> Image.Image:
    """The picture of a checked file, not decoded yet."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # a smaller limit has been applied
            image = Image.open(BytesIO(data), formats=_DECODERS[header.kind])
    except (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError) as error:
        raise ImageRefused("damaged") from error
    if image.size != (header.width, header.height):
        raise ImageRefused("damaged")  # decoder and header disagree; believe neither
    return image


def load(image: Image.Image) -> None:
    """Decode the picture; a file that ends too early or makes no sense is refused."""
    try:
        image.load()
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error) as error:
        raise ImageRefused("damaged") from error


def prove(data: bytes) -> Header:
    """Check a file and decode it once, as small as its format allows, so that nobody meets a damaged one later."""
    header = check(data)
    image = opened(data, header)
    image.draft("RGB", (max(1, header.width // 8), max(1, header.height // 8)))  # JPEG only: an eighth of the memory
    load(image)
    return header


def _check_pixels(header: Header) -> None:
    side, pixels = settings.IMAGE_MAX_SIDE, settings.IMAGE_MAX_PIXELS
    if not header.width or not header.height:
        raise ImageRefused("damaged")
    if max(header.width, header.height) > side or header.width * header.height > pixels:
        raise ImageRefused(
            "too-many-pixels",
            width=number_format(header.width, force_grouping=True),
            height=number_format(header.height, force_grouping=True),
            megapixels=number_format(pixels / 1_000_000, decimal_pos=0),
            side=number_format(side, force_grouping=True),
        )
