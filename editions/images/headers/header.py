"""The value that all readers of headers return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["jpeg", "png", "gif", "webp"]


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of its picture; width and height as stored, before it is turned upright."""

    kind: Kind
    width: int
    height: int
    frames: int = 1
