"""The structure of a GIF file: a canvas, then frames and extensions made of blocks of up to 255 bytes, then an end."""

from __future__ import annotations

import struct

from ..refusals import ImageRefused
from .header import Header

MAGIC = b"GIF8"
_FRAME, _EXTENSION, _END = 0x2C, 0x21, 0x3B


def read(data: bytes) -> Header:
    """Walk over frames and extensions. A second frame ends the walk, since animated pictures are refused."""
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    position, frames = 13 + _colours(flags), 0
    while data[position] != _END:
        if data[position] == _FRAME:
            frames += 1
            left, top, across, down, flags = struct.unpack_from("<HHHHB", data, position + 1)
            # A frame may be larger than its canvas, and the decoder then makes room for the frame.
            width, height = max(width, left + across), max(height, top + down)
            position = _after_blocks(data, position + 11 + _colours(flags))
        elif data[position] == _EXTENSION:
            position = _after_blocks(data, position + 2)
        else:
            raise ImageRefused("damaged")
        if frames > 1:
            return Header("gif", width, height, frames)
    if not frames:
        raise ImageRefused("damaged")
    if data[position + 1 :].strip(b"\0"):
        raise ImageRefused("hidden-content")
    return Header("gif", width, height)


def _colours(flags: int) -> int:
    """Bytes of the table of colours that these flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, position: int) -> int:
    while data[position]:
        position += data[position] + 1
    return position + 1
