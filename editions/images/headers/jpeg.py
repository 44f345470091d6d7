"""The structure of a JPEG file: marker segments, then scans of compressed data, then the end marker."""

from __future__ import annotations

import re
import struct

from ..refusals import ImageRefused
from .header import Header

MAGIC = b"\xff\xd8\xff"
_END, _SCAN = 0xD9, 0xDA
_ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_DECODABLE = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive; the others are lossless, layered or arithmetic
# A progressive file has about ten. Each one makes the decoder pass over the whole picture again, so that a few
# thousand of them, a few bytes each, keep it busy for minutes.
_MAX_SCANS = 100
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def read(data: bytes) -> Header:
    """Walk over all segments. What follows the last is left alone: phones put films there, and it is not kept."""
    size, scans, position = (0, 0), 0, 2
    while True:
        marker, position = _marker_at(data, position)
        if marker == _END:
            break
        if marker in _ALONE:
            continue
        end = position + struct.unpack_from(">H", data, position)[0]
        if not position + 2 <= end <= len(data):
            raise ImageRefused("damaged")
        if marker in _FRAMES:
            if size != (0, 0) or marker not in _DECODABLE:
                raise ImageRefused("damaged")
            height, width = struct.unpack_from(">HH", data, position + 3)
            size = (width, height)
        position = end
        if marker == _SCAN:
            scans += 1
            position = _after_scan(data, end)
        if scans > _MAX_SCANS:
            raise ImageRefused("damaged")
    if not scans:
        raise ImageRefused("damaged")
    return Header("jpeg", *size)


def _marker_at(data: bytes, position: int) -> tuple[int, int]:
    """The marker here and the position after it; any number of fill bytes may come first."""
    if data[position] != 0xFF:
        raise ImageRefused("damaged")
    while data[position] == 0xFF:
        position += 1
    return data[position], position + 1


def _after_scan(data: bytes, position: int) -> int:
    found = _NEXT_MARKER.search(data, position)
    if not found:
        raise ImageRefused("damaged")  # cut off
    return found.start()
