"""The structure of a WebP file: RIFF chunks, one of pixels or an extended header with a canvas and frames."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ..refusals import ImageRefused
from .header import Header

MAGIC = b"RIFF"
_MAX_CHUNKS = 1_000
_MAX_BESIDES = 2 * 1024 * 1024


def read(data: bytes) -> Header:
    """Walk over all chunks; the whole file has to be what its first lines announce."""
    if data[8:12] != b"WEBP":
        raise ImageRefused("not-an-image")
    whole = 8 + struct.unpack_from("<I", data, 4)[0]
    if whole > len(data):
        raise ImageRefused("damaged")  # cut off
    if data[whole:].strip(b"\0"):
        raise ImageRefused("hidden-content")
    width = height = frames = pixels = besides = 0
    for name, position, length in _chunks(data, whole):
        if name in (b"VP8 ", b"VP8L", b"VP8X"):
            across, down = _SIZES[name](data, position)
            width, height = max(width, across), max(height, down)
            pixels += name != b"VP8X"
        elif name == b"ANMF":
            frames += 1
        elif name != b"ALPH":
            besides += length
    if besides > _MAX_BESIDES:
        raise ImageRefused("too-much-besides")
    if not pixels and not frames:
        raise ImageRefused("damaged")
    return Header("webp", width, height, max(frames, 1))


def _chunks(data: bytes, end: int) -> Iterator[tuple[bytes, int, int]]:
    position = 12
    for _number in range(_MAX_CHUNKS):
        if position + 8 > end:
            return
        name, length = struct.unpack_from("<4sI", data, position)
        if position + 8 + length > end:
            raise ImageRefused("damaged")
        yield name, position + 8, length
        position += 8 + length + length % 2
    raise ImageRefused("too-much-besides")


def _size_of_lossy(data: bytes, position: int) -> tuple[int, int]:
    width, height = struct.unpack_from("<HH", data, position + 6)
    return width & 0x3FFF, height & 0x3FFF


def _size_of_lossless(data: bytes, position: int) -> tuple[int, int]:
    (bits,) = struct.unpack_from("<I", data, position + 1)
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def _size_of_canvas(data: bytes, position: int) -> tuple[int, int]:
    return (
        int.from_bytes(data[position + 4 : position + 7], "little") + 1,
        int.from_bytes(data[position + 7 : position + 10], "little") + 1,
    )


_SIZES = {b"VP8 ": _size_of_lossy, b"VP8L": _size_of_lossless, b"VP8X": _size_of_canvas}
