"""What a file says of its picture, read from its bytes without decoding a pixel.

`read_header` walks the structure of the file from its first byte to its last. That costs milliseconds and no memory
whatever the file claims, and finds what a decoder would only find too late (pixels, frames, scans) or not at all
(what was put behind the picture). The name of the file and the type that the browser declared are not asked.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from ..refusals import ImageRefused
from . import gif, jpeg, png, webp
from .header import Header

__all__ = ["Header", "read_header"]

READERS: tuple[tuple[bytes, Callable[[bytes], Header]], ...] = (
    (jpeg.MAGIC, jpeg.read),
    (png.MAGIC, png.read),
    (gif.MAGIC, gif.read),
    (webp.MAGIC, webp.read),
)
# Formats that people do have, so that the refusal can name them: position, bytes, name.
OTHERS = (
    (0, b"%PDF-", "PDF"),
    (0, b"II*\x00", "TIFF"),
    (0, b"MM\x00*", "TIFF"),
    (0, b"8BPS", "Photoshop (PSD)"),
    (0, b"BM", "BMP"),
    (0, b"%!PS", "EPS"),
    (0, b"\x00\x00\x01\x00", "ICO"),
    (4, b"ftypavi", "AVIF"),
    (4, b"ftyphei", "HEIC"),
    (4, b"ftyphev", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (4, b"ftypmsf1", "HEIC"),
    (4, b"ftyp", "MP4"),
)


def read_header(data: bytes) -> Header:
    """Kind, size and frames of the picture in these bytes, or ImageRefused."""
    for magic, read in READERS:
        if data.startswith(magic):
            try:
                return read(data)
            except (struct.error, IndexError) as error:  # it ends in the middle of a number
                raise ImageRefused("damaged") from error
    raise _refusal_of(data)


def _refusal_of(data: bytes) -> ImageRefused:
    for position, magic, name in OTHERS:
        if data.startswith(magic, position):
            return ImageRefused("other-format", format=name)
    if b"<svg" in data[:4096].lower():
        return ImageRefused("svg")
    return ImageRefused("not-an-image")
