"""Pictures made in code, honest and hostile; nothing binary is kept in the repository."""

from __future__ import annotations

import random
import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, PngImagePlugin

PNG_MAGIC = b"\x89PNG\r\n\x1a\n"


def a_photo(width: int = 640, height: int = 480, *, seed: int = 1) -> Image.Image:
    """Something with soft shapes and grain, as cameras see it."""
    grain = Image.frombytes("RGB", (width, height), random.Random(seed).randbytes(width * height * 3))
    colours = Image.linear_gradient("L").resize((width, height))
    soft = Image.merge("RGB", (colours, colours.rotate(90), colours.transpose(Image.Transpose.FLIP_TOP_BOTTOM)))
    return Image.blend(soft, grain.filter(ImageFilter.GaussianBlur(2)), 0.35)


def a_chart(width: int = 640, height: int = 480, *, mode: str = "RGB") -> Image.Image:
    """Lines and bars on white (or on nothing, with an alpha channel)."""
    image = Image.new(mode, (width, height), (255, 255, 255, 0)[: len(mode)])
    draw = ImageDraw.Draw(image)
    for number in range(6):
        left = width * number // 6
        draw.rectangle((left + 4, height - height * (number + 1) // 8, left + width // 8, height - 10), "#005eb8")
    draw.line((0, height - 10, width, height - 10), "black", 3)
    draw.text((10, 10), "Pain from 0 to 10, before and after", "black")
    return image


def a_file(image: Image.Image, format: str = "JPEG", **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def a_jpeg(width: int = 640, height: int = 480, **options: Any) -> bytes:
    return a_file(a_photo(width, height), "JPEG", **{"quality": 85} | options)


def a_phone_photo(width: int = 400, height: int = 300, *, orientation: int = 6) -> bytes:
    """A photo on its side, with the place where it was taken, the camera's name and a comment."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Example Phones"
    exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)}
    return a_jpeg(width, height, exif=exif.tobytes(), comment="ward 7")


def a_png(*chunks: tuple[bytes, bytes], size: tuple[int, int] = (8, 8)) -> bytes:
    """A PNG put together from chunks, after a header for this size and before its (grey) pixels."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0)), *chunks]
    is_small = size[0] * size[1] < 1_000_000  # of larger ones only the header is of interest
    pixels = zlib.compress((b"\0" + b"\x80" * size[0]) * size[1], 9) if is_small else b""
    parts += [(b"IDAT", pixels), (b"IEND", b"")]
    return PNG_MAGIC + b"".join(a_chunk(*part) for part in parts)


def a_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def a_bomb(side: int = 11_300) -> bytes:
    """About fifteen kilobytes that unfold to 128 million pixels: one bit each in the file, four bytes in memory."""
    squeeze = zlib.compressobj(9)
    row = b"\0" + b"\0" * ((side + 7) // 8)
    pixels = b"".join(squeeze.compress(row) for _ in range(side)) + squeeze.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return PNG_MAGIC + a_chunk(b"IHDR", header) + a_chunk(b"IDAT", pixels) + a_chunk(b"IEND", b"")


def a_text_bomb() -> bytes:
    """A picture of 64 pixels with a text that unfolds to 64 MB."""
    return a_png((b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 64_000_000, 9)))


def a_profile_bomb() -> bytes:
    return a_png((b"iCCP", b"profile\0\0" + zlib.compress(b"\0" * 64_000_000, 9)))


def an_animation(format: str, frames: int = 3) -> bytes:
    first, *others = [a_photo(32, 32, seed=number) for number in range(frames)]
    return a_file(first, format, save_all=True, append_images=others, duration=100)


def with_text(image: Image.Image, text: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", text)
    return a_file(image, "PNG", pnginfo=info)


def many_scans(count: int = 500) -> bytes:
    """A progressive JPEG whose last scan comes again and again: each makes the decoder pass over all of it."""
    data = a_jpeg(64, 64, progressive=True)
    start = data.rindex(b"\xff\xda")
    return data[:-2] + data[start:-2] * count + b"\xff\xd9"
