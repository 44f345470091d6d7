"""The structure of a PNG file: chunks with a length, a name and a checksum, the first and the last one fixed."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from ..refusals import ImageRefused
from .header import Header

MAGIC = b"\x89PNG\r\n\x1a\n"
_MAX_CHUNKS = 20_000
# Compressed text and colour profiles may unfold to this much in all. A profile has a few hundred kilobytes at most.
_MAX_UNFOLDED = 4 * 1024 * 1024
_MAX_BESIDES = 2 * 1024 * 1024  # and everything that is not pixels may have this much in the file itself
_PIXELS = (b"IHDR", b"IDAT", b"PLTE", b"IEND")


def read(data: bytes) -> Header:
    """Walk over all chunks; nothing may follow the last."""
    size, frames, pixels, besides, budget = (0, 0), 1, 0, 0, _MAX_UNFOLDED
    for name, body in _chunks(data):
        if (name == b"IHDR") != (size == (0, 0)):
            raise ImageRefused("damaged")  # it has to come first, and once: a second one would change the size
        if name == b"IHDR":
            size = struct.unpack_from(">II", body)
        elif name == b"acTL":
            frames = max(frames, struct.unpack_from(">I", body)[0])
        pixels += name == b"IDAT"
        besides += len(body) if name not in _PIXELS else 0
        budget -= _unfolded(name, body, budget)
        if budget < 0 or besides > _MAX_BESIDES:
            raise ImageRefused("too-much-besides")
    if not pixels:
        raise ImageRefused("damaged")
    return Header("png", size[0], size[1], frames)


def _chunks(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    position = len(MAGIC)
    view = memoryview(data)
    for _number in range(_MAX_CHUNKS):
        length, name = struct.unpack_from(">I4s", data, position)
        end = position + 12 + length
        if end > len(data):
            raise ImageRefused("damaged")  # cut off
        yield name, view[position + 8 : end - 4]
        position = end
        if name == b"IEND":
            break
    else:
        raise ImageRefused("too-much-besides")
    if data[position:].strip(b"\0"):
        raise ImageRefused("hidden-content")


def _unfolded(name: bytes, body: memoryview, budget: int) -> int:
    """How many bytes a compressed chunk unfolds to; one more than the budget is enough to know."""
    if name not in (b"zTXt", b"iTXt", b"iCCP"):
        return 0
    _keyword, _zero, rest = bytes(body).partition(b"\0")
    if name == b"iTXt":
        if rest[:1] != b"\x01":
            return 0  # not compressed
        rest = rest[1:].split(b"\0", 2)[-1]
    try:
        return len(zlib.decompressobj().decompress(rest[1:], budget + 1))
    except zlib.error:
        return 0  # the decoder leaves such a chunk out
