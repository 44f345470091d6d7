"""What is taken, what is refused, and what the refusal costs and says."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from editions.images import ImageRefused, check, check_length, prove
from editions.images.encoding import pixels_of
from editions.images.headers import read_header

from .builders import (
    a_bomb,
    a_chart,
    a_chunk,
    a_file,
    a_jpeg,
    a_phone_photo,
    a_photo,
    a_png,
    a_profile_bomb,
    a_text_bomb,
    an_animation,
    many_scans,
    with_text,
)

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1024 * 1024
SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FOUR = {
    "jpeg": a_jpeg(),
    "png": a_file(a_chart(), "PNG"),
    "gif": a_file(a_chart(), "GIF"),
    "webp": a_file(a_photo(), "WEBP"),
}

SMALL = {
    "jpeg": a_jpeg(32, 24),
    "phone": a_phone_photo(32, 24),
    "png": with_text(a_chart(100, 100).resize((32, 24)), "an inhaler"),
    "palette": a_file(a_chart(100, 100).resize((32, 24)).quantize(16), "PNG"),
    "gif": a_file(a_chart(100, 100).resize((32, 24)), "GIF"),
    "webp": a_file(a_photo(32, 24), "WEBP"),
}


def refusal_of(data: bytes) -> str:
    with pytest.raises(ImageRefused) as refused:
        prove(data)
    return refused.value.code


@pytest.mark.parametrize("kind", FOUR)
def test_size_and_kind_are_read_from_the_content(kind: str) -> None:
    header = prove(FOUR[kind])
    assert (header.kind, header.width, header.height) == (kind, 640, 480)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_taken(mode: str) -> None:
    assert prove(a_file(Image.new(mode, (30, 20)), "PNG")).width == 30


@pytest.mark.parametrize("options", [{"progressive": True}, {"subsampling": 0}, {"quality": 100}])
def test_every_usual_jpeg_is_taken(options: dict) -> None:
    assert prove(a_jpeg(**options)).height == 480


def test_jpeg_in_printing_colours_is_taken() -> None:
    assert prove(a_file(a_photo().convert("CMYK"))).width == 640


@pytest.mark.parametrize("options", [{"lossless": True}, {"lossless": False}, {"exif": Image.Exif()}])
def test_every_still_webp_is_taken(options: dict) -> None:
    assert prove(a_file(a_chart(mode="RGBA"), "WEBP", **options)).width == 640


def test_photo_of_a_phone_is_taken_with_the_film_behind_it() -> None:
    assert prove(a_phone_photo() + b"\0\0\0\x18ftypmp42" + b"film" * 1000).width == 400


def test_photo_of_a_camera_with_two_lenses_is_taken() -> None:
    two = a_file(a_photo(), "MPO", save_all=True, append_images=[a_photo(seed=2)])
    assert prove(two).kind == "jpeg"


@pytest.mark.parametrize("width", [1, 2, 7, 9])
def test_tiny_pictures_are_taken(width: int) -> None:
    assert prove(a_jpeg(width, 1)).width == width


# The bomb


def test_bomb_is_small() -> None:
    assert len(a_bomb()) < 16_500


def test_bomb_is_refused_in_milliseconds_without_memory() -> None:
    """In a process of its own, where the most memory that was ever taken can be read from the system."""
    program = """
import resource, sys, time
import django
django.setup()
from editions.images import ImageRefused, prove
from tests.images.builders import a_bomb
bomb = a_bomb()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.perf_counter()
try:
    prove(bomb)
except ImageRefused as refused:
    took = (time.perf_counter() - began) * 1000
    print(refused.code, took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    code, milliseconds, kilobytes = answer.stdout.split()
    assert code == "too-many-pixels"
    assert float(milliseconds) < 50
    assert int(kilobytes) < 4_096


@pytest.mark.parametrize("size", [(12_001, 10), (10, 12_001), (7_000, 6_000), (2**31 - 1, 2**31 - 1)])
def test_too_many_pixels_are_refused_by_what_the_header_says(size: tuple[int, int]) -> None:
    assert refusal_of(a_png(size=size)) == "too-many-pixels"


def test_picture_without_pixels_is_refused() -> None:
    assert refusal_of(a_png(size=(0, 5))) == "damaged"


def test_limits_are_settings(settings) -> None:
    settings.IMAGE_MAX_PIXELS = 640 * 480 - 1
    assert refusal_of(FOUR["jpeg"]) == "too-many-pixels"
    settings.IMAGE_MAX_BYTES = 100
    assert refusal_of(FOUR["jpeg"]) == "too-many-bytes"


def test_bytes_are_counted_before_they_are_read() -> None:
    with pytest.raises(ImageRefused, match="at most"):
        check_length(11 * MEGABYTE)


# What is not a picture that we take


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (SVG, "svg"),
        (b"\xef\xbb\xbf" + SVG, "svg"),
        (b"<html><script>alert(1)</script>", "not-an-image"),
        (b"", "not-an-image"),
        (b"GIF8", "damaged"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "not-an-image"),
        (b"%PDF-1.7 ...", "other-format"),
        (a_file(a_photo(), "TIFF"), "other-format"),
        (a_file(a_photo(), "BMP"), "other-format"),
        (a_file(a_photo(), "AVIF"), "other-format"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "other-format"),
    ],
)
def test_other_files_are_refused(data: bytes, code: str) -> None:
    assert refusal_of(data) == code


def test_refusal_names_the_format_and_what_to_do() -> None:
    with pytest.raises(ImageRefused) as refused:
        check(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    assert "HEIC" in refused.value.messages[0]
    assert "export it as JPEG" in refused.value.messages[0]


def test_refusal_names_the_size_and_the_limit() -> None:
    with override("en-gb"), pytest.raises(ImageRefused) as refused:
        check(a_bomb())
    assert "11,300 × 11,300 pixels; at most 40 million" in refused.value.messages[0]


@pytest.mark.parametrize("kind", FOUR)
@pytest.mark.parametrize("part", [0.02, 0.3, 0.7, 0.99])
def test_cut_off_files_are_refused(kind: str, part: float) -> None:
    assert refusal_of(FOUR[kind][: int(len(FOUR[kind]) * part)]) in ("damaged", "not-an-image")


def test_pixels_that_make_no_sense_are_refused() -> None:
    whole = a_png(size=(50, 50))
    assert refusal_of(whole[:60] + bytes(byte ^ 0x55 for byte in whole[60:70]) + whole[70:]) == "damaged"


def test_second_header_is_refused() -> None:
    assert refusal_of(a_png((b"IHDR", bytes.fromhex("00002c2400002c240100000000")))) == "damaged"


# Things hidden in pictures


@pytest.mark.parametrize("kind", ["png", "gif", "webp"])
def test_file_with_another_behind_it_is_refused(kind: str) -> None:
    assert refusal_of(FOUR[kind] + b"PK\x03\x04 an archive") == "hidden-content"


@pytest.mark.parametrize(
    "data",
    [
        with_text(a_chart(), "<script>alert(1)</script>"),
        with_text(a_chart(), "<HTML ><body onload=alert(1)>"),
        a_jpeg(comment="<!DOCTYPE html><html>"),
        a_jpeg() + b"<?php system('id'); ?>",
    ],
)
def test_picture_that_could_be_read_as_a_page_is_refused(data: bytes) -> None:
    assert refusal_of(data) == "hidden-content"


@pytest.mark.parametrize("data", [a_text_bomb(), a_profile_bomb(), a_png((b"tEXt", b"x\0" + b"y" * 3 * MEGABYTE))])
def test_too_much_besides_the_picture_is_refused(data: bytes) -> None:
    assert refusal_of(data) == "too-much-besides"


def test_too_many_parts_are_refused() -> None:
    assert refusal_of(a_png(*[(b"tEXt", b"")] * 20_001)) == "too-much-besides"


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_moving_pictures_are_refused(format: str) -> None:
    assert refusal_of(an_animation(format)) == "animated"


def test_moving_bomb_is_refused_without_counting_its_frames() -> None:
    frames = a_file(a_photo(8, 8), "GIF", save_all=True, append_images=[a_photo(8, 8, seed=2)])
    bomb = frames[:6] + b"\xff\xff\xff\xff" + frames[10:]  # a canvas of 65,535²
    assert refusal_of(bomb) == "animated"


def test_jpeg_that_keeps_the_decoder_busy_is_refused() -> None:
    assert refusal_of(many_scans()) == "damaged"


def test_frame_larger_than_its_canvas_counts() -> None:
    data = bytearray(a_file(Image.new("P", (8, 8)), "GIF"))
    data[6:10] = b"\x01\0\x01\0"
    header = read_header(bytes(data))
    assert (header.width, header.height) == (8, 8)


def test_unknown_chunk_is_no_harm() -> None:
    assert prove(a_png((b"prVt", b"private"))).width == 8
    assert a_chunk(b"IEND", b"") in a_png()


@given(
    kind=st.sampled_from(sorted(SMALL)),
    changes=st.lists(
        st.tuples(st.integers(0, 2_000), st.binary(max_size=6), st.integers(0, 6)), min_size=1, max_size=5
    ),
)
def test_changed_bytes_are_refused_in_words_or_make_a_picture(
    kind: str, changes: list[tuple[int, bytes, int]]
) -> None:
    data = SMALL[kind]
    for position, put_in, taken_out in changes:
        position %= len(data)
        data = data[:position] + put_in + data[position + taken_out :]
    with suppress(ImageRefused):
        prove(data)
        pixels_of(data)
