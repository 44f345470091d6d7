"""Making bytes: the clean master of a picture, and its presets. The same input gives the same bytes.

Everything is encoded anew from decoded pixels, so nothing else survives: no place where a photo was taken, no name of
a camera, no comment, no colour profile (colours are turned into sRGB first), nothing hidden behind the picture.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from .checking import check, load, opened
from .headers import Header
from .presets import WEBP, Kept, PresetFile
from .refusals import ImageRefused

# Part of the key by which a picture is found again. Raise it when masters should be made anew on the next publishing.
RECIPE = 1

JPEG, PNG = "image/jpeg", "image/png"
_SRGB = ImageCms.createProfile("sRGB")
# Modes with a profile worth applying, and what they become.
_COLOUR_MODES = {"RGB": "RGB", "RGBA": "RGBA", "CMYK": "RGB"}
_MAX_PROFILE = 4 * 1024 * 1024
_SAMPLE = 640  # pixels on a side: enough to tell a photo from a drawing
# Line art is smaller as PNG; a photo is four to ten times smaller as JPEG. Where PNG costs little more, it is taken:
# JPEG would blur text and lines. See docs/decisions/0012.
_PNG_MAY_COST = 1.5
# Lossless WebP with more than this many bytes a pixel holds a photo (a cut-out), where lossy is several times smaller.
_LOSSLESS_WEBP_MAY_COST = 0.5


def pixels_of(data: bytes) -> tuple[Image.Image, str]:
    """A checked, upright sRGB picture without anything else, and the type that suits it: JPEG or PNG."""
    header = check(data)
    image = opened(data, header)
    load(image)
    try:
        ImageOps.exif_transpose(image, in_place=True)
        image = _plain(_in_srgb(image))
    except (OSError, SyntaxError, ValueError, TypeError, KeyError, struct.error) as error:
        raise ImageRefused("damaged") from error  # its notes or its table of colours make no sense
    return image, _best_type(image, header)


def encoded(image: Image.Image, type: str, *, quality: int, compact: bool = True) -> bytes:
    """The picture as JPEG or PNG. Compact costs time, and for a JPEG of 40 million pixels another 240 MB."""
    out = BytesIO()
    if type == JPEG:
        subsampling = 0 if quality > 85 else 2
        image.save(out, "JPEG", quality=quality, subsampling=subsampling, optimize=compact, progressive=compact)
    else:
        image.save(out, "PNG", optimize=compact, compress_level=6)
    return out.getvalue()


def preset_files(image: Image.Image, kept: Kept, wanted: list[PresetFile]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each of these files, largest first: each size is made from the one above."""
    nearest = image
    for file in sorted(wanted, key=lambda file: (not file.preset.square, file.width), reverse=True):
        if file.preset.square:
            shown = image.resize((file.width, file.height), Image.Resampling.LANCZOS, _square(kept), reducing_gap=3)
        elif nearest.size != (file.width, file.height):
            shown = nearest = nearest.resize((file.width, file.height), Image.Resampling.LANCZOS, reducing_gap=3)
        else:
            shown = nearest
        yield file.name, _preset_bytes(shown, kept.type, file)


def _preset_bytes(image: Image.Image, own_type: str, file: PresetFile) -> bytes:
    if file.type != WEBP:
        return encoded(image, file.type, quality=82 if file.preset.webp else 90)
    if own_type == JPEG:
        return _webp(image, lossless=False)
    lossless = _webp(image, lossless=True)
    if len(lossless) <= image.width * image.height * _LOSSLESS_WEBP_MAY_COST:
        return lossless
    return min(lossless, _webp(image, lossless=False), key=len)


def _webp(image: Image.Image, *, lossless: bool) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", lossless=lossless, quality=60 if lossless else 80, method=4)
    return out.getvalue()


def _square(kept: Kept) -> tuple[int, int, int, int]:
    """The largest square round the focal point that lies inside the picture."""
    side = min(kept.width, kept.height)
    x = kept.width // 2 if kept.focal_x is None else kept.focal_x
    y = kept.height // 2 if kept.focal_y is None else kept.focal_y
    left = min(max(x - side // 2, 0), kept.width - side)
    top = min(max(y - side // 2, 0), kept.height - side)
    return left, top, left + side, top + side


def _in_srgb(image: Image.Image) -> Image.Image:
    """The colours as every screen shows them. A profile that makes no sense is ignored, as browsers do."""
    profile = image.info.get("icc_profile")
    if not profile or len(profile) > _MAX_PROFILE or image.mode not in _COLOUR_MODES:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(source):
            return image
        turned = ImageCms.profileToProfile(image, source, _SRGB, outputMode=_COLOUR_MODES[image.mode])
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    return turned or image


def _plain(image: Image.Image) -> Image.Image:
    """The picture as L, RGB or (only if something shines through) RGBA, with nothing attached."""
    if image.mode.startswith("I"):
        image.info.pop("transparency", None)  # a shade of 16 bits, which nothing below understands
        image = image.convert("I").point(lambda value: value / 256).convert("L")  # converting alone cuts off
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
        if image.getchannel("A").getextrema()[0] == 255:
            image = image.convert("RGB")
    elif image.mode in ("1", "L"):
        image = image.convert("L")
    elif image.mode != "RGB":
        image = image.convert("RGB")
    image.info = {}
    return image


def _best_type(image: Image.Image, header: Header) -> str:
    if image.mode == "RGBA":
        return PNG
    if header.kind == "jpeg":
        return JPEG
    sample = image.copy()
    sample.thumbnail((_SAMPLE, _SAMPLE), Image.Resampling.LANCZOS)
    as_png, as_jpeg = encoded(sample, PNG, quality=82), encoded(sample, JPEG, quality=82)
    return PNG if len(as_png) <= len(as_jpeg) * _PNG_MAY_COST else JPEG
