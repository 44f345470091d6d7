"""The closed list of sizes in which readers get a picture, and their addresses: pure, without a look at any file.

All that an address needs is in the edition (hash, type, width, height, focal point), so the API can list every size
of every picture without asking the database. Nothing else can be asked for: there is no address that takes a size.

A code is for ever once an edition was read with it. After a change of this table run `manage.py make_image_presets`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from django.core.files.storage import storages

WEBP = "image/webp"
EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", WEBP: "webp"}


class Kept(Protocol):
    """What a preset needs to know of a picture: an edition's ImageFile, a KeptImage."""

    @property
    def hash(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def focal_x(self) -> int | None: ...
    @property
    def focal_y(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Preset:
    """One size. Pictures are never made larger than they are."""

    code: str
    width: int
    square: bool = False
    webp: bool = True  # beside the picture's own type, JPEG or PNG, which every reader can show


PRESETS = (
    Preset("small", 320),
    Preset("medium", 640),
    Preset("large", 960),
    Preset("xlarge", 1600),
    Preset("print", 2400, webp=False),  # typesetting programs do not read WebP
    Preset("square", 160, square=True),  # for lists: cut out round the focal point
)


@dataclass(frozen=True, slots=True)
class PresetFile:
    """One file of one preset. Presets that come out at the same size share a file."""

    preset: Preset
    name: str
    width: int
    height: int
    type: str


@dataclass(frozen=True, slots=True)
class ImageFileAddress:
    """Where readers find a picture in one size and type: a line of the API, and of a `srcset`."""

    preset: str
    url: str
    width: int
    height: int
    type: str


def presets_of(image: Kept) -> list[ImageFileAddress]:
    """Every preset of a kept picture, small to large, in its own type and as WebP.

    Each preset is always there. A picture of 800 pixels has 800 as its `large`, its `xlarge` and its `print`.
    """
    public = storages["editions"]
    return [
        ImageFileAddress(file.preset.code, public.url(file.name), file.width, file.height, file.type)
        for file in files_of(image)
    ]


def srcset_of(image: Kept, type: str) -> str:
    """The value of a `srcset` attribute: the uncropped sizes in one type, each once."""
    squares = {preset.code for preset in PRESETS if preset.square}
    widths = {a.width: a.url for a in presets_of(image) if a.type == type and a.preset not in squares}
    return ", ".join(f"{url} {width}w" for width, url in sorted(widths.items()))


def files_of(image: Kept) -> Iterator[PresetFile]:
    """The files that a kept picture has for readers."""
    for preset in PRESETS:
        width, height = size_in(image, preset)
        stem = f"{folder_of(image.hash)}/{_size_name(image, preset, width)}"
        for type in (image.type, WEBP) if preset.webp else (image.type,):
            yield PresetFile(preset, f"{stem}.{EXTENSIONS[type]}", width, height, type)


def folder_of(hash: str) -> str:
    """Where the files of a picture are; two letters first, so that no folder gets too many entries."""
    return f"images/{hash[:2]}/{hash}"


def size_in(image: Kept, preset: Preset) -> tuple[int, int]:
    """Width and height of a picture in a preset, in whole numbers so that every machine agrees."""
    if preset.square:
        side = min(preset.width, image.width, image.height)
        return side, side
    width = min(preset.width, image.width)
    return width, max(1, (image.height * width + image.width // 2) // image.width)


def _size_name(image: Kept, preset: Preset, width: int) -> str:
    if not preset.square:
        return str(width)
    if image.focal_x is None or image.focal_y is None:
        return f"square-{width}"
    return f"square-{width}-{image.focal_x}-{image.focal_y}"
