"""Keeping a picture: clean, the same bytes each time, whole or not at all, in the sizes that readers may ask for."""

from __future__ import annotations

import os
import threading
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from django.core.management import call_command
from django.db import connection
from PIL import Image, ImageCms

from editions.images import KeptImage, encoding, keep, presets_of, srcset_of
from editions.images.files import put
from editions.images.keeping import master_name
from editions.images.presets import PRESETS, Preset, files_of
from editions.models import StoredImage

from .builders import a_chart, a_file, a_jpeg, a_phone_photo, a_photo

pytestmark = pytest.mark.django_db


def kept(data: bytes, **options) -> KeptImage:
    return keep(BytesIO(data), **options)


def shown(public, image: KeptImage, preset: str, type: str | None = None) -> Image.Image:
    """A preset's file as a reader would open it."""
    file = next(f for f in files_of(image) if f.preset.code == preset and f.type == (type or image.type))
    with public.open(file.name) as opened:
        picture = Image.open(BytesIO(opened.read()))
    picture.load()
    return picture


def test_kept_picture_is_named_by_the_hash_of_its_master(private) -> None:
    image = kept(a_jpeg())
    with private.open(master_name(image.hash, image.type)) as master:
        assert sha256(master.read()).hexdigest() == image.hash


def test_every_address_leads_to_a_file_of_that_size_and_type(public) -> None:
    image = kept(a_jpeg(3000, 2000), focal=(0.25, 0.5))
    for address in presets_of(image):
        with public.open(address.url.removeprefix("/media/editions/")) as file:
            picture = Image.open(file)
            assert picture.size == (address.width, address.height)
            assert Image.MIME[picture.format] == address.type


def test_sizes_are_the_closed_list() -> None:
    image = KeptImage("ab" * 32, "image/jpeg", 3000, 2000)
    assert [(a.preset, a.width, a.height) for a in presets_of(image) if a.type == "image/jpeg"] == [
        ("small", 320, 213),
        ("medium", 640, 427),
        ("large", 960, 640),
        ("xlarge", 1600, 1067),
        ("print", 2400, 1600),
        ("square", 160, 160),
    ]


def test_picture_is_never_made_larger() -> None:
    image = KeptImage("ab" * 32, "image/png", 800, 100)
    sizes = {a.preset: (a.width, a.height) for a in presets_of(image)}
    assert sizes["medium"] == (640, 80)
    assert sizes["large"] == sizes["xlarge"] == sizes["print"] == (800, 100)
    assert sizes["square"] == (100, 100)


def test_every_preset_is_there_in_a_type_that_everything_can_show() -> None:
    addresses = presets_of(KeptImage("ab" * 32, "image/png", 800, 100))
    assert [a.preset for a in addresses if a.type == "image/png"] == [preset.code for preset in PRESETS]


def test_srcset_has_each_width_once() -> None:
    image = KeptImage("ab" * 32, "image/jpeg", 800, 600)
    folder = f"/media/editions/images/ab/{'ab' * 32}"
    assert srcset_of(image, "image/webp") == (
        f"{folder}/320.webp 320w, {folder}/640.webp 640w, {folder}/800.webp 800w"
    )


def test_addresses_ask_neither_the_database_nor_a_file(django_assert_num_queries, media: Path) -> None:
    with django_assert_num_queries(0):
        presets_of(KeptImage("ab" * 32, "image/jpeg", 800, 600))
    assert not (media / "editions").exists()


def test_original_is_not_where_readers_are(media: Path, public) -> None:
    image = kept(a_jpeg(3000, 2000))
    widths = {Image.open(path).width for path in (media / "editions").rglob("*.*")}
    assert max(widths) == 2400
    assert not public.exists(master_name(image.hash, image.type))


# Clean


def test_nothing_but_the_picture_is_kept(media: Path) -> None:
    kept(a_phone_photo())
    for path in media.rglob("*.*"):
        data = path.read_bytes()
        assert b"Exif" not in data
        assert b"EXIF" not in data
        assert b"ward 7" not in data
        assert b"ICC" not in data
        assert b"Example Phones" not in data


@pytest.mark.parametrize(("orientation", "size"), [(1, (400, 300)), (3, (400, 300)), (6, (300, 400)), (8, (300, 400))])
def test_picture_is_turned_upright(orientation: int, size: tuple[int, int]) -> None:
    image = kept(a_phone_photo(400, 300, orientation=orientation))
    assert (image.width, image.height) == size


def test_colours_of_another_profile_become_srgb(public) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    as_if = a_file(Image.new("RGB", (40, 40), (200, 30, 30)), "PNG", icc_profile=profile)
    assert kept(as_if).width == 40  # a profile that does not fit is left out
    xyz = swapped_channels_profile()
    image = kept(a_file(Image.new("RGB", (40, 40), (200, 30, 30)), "PNG", icc_profile=xyz))
    red, green, _blue = shown(public, image, "small").convert("RGB").getpixel((20, 20))
    assert green > red


def swapped_channels_profile() -> bytes:
    """sRGB with red and green changed places, so that applying it can be seen."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red], profile[green] = ord("g"), ord("r")
    return bytes(profile).replace("sRGB".encode("utf-16-be"), "test".encode("utf-16-be"))


def test_printing_colours_become_srgb(public) -> None:
    image = kept(a_file(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG", quality=95))
    red, green, blue = shown(public, image, "small").getpixel((20, 20))
    assert red > 200
    assert max(green, blue) < 60


def test_sixteen_bits_keep_their_shades(public) -> None:
    image = kept(a_file(Image.new("I;16", (40, 40), 0x8000), "PNG"))
    assert shown(public, image, "small").convert("L").getpixel((20, 20)) == 128


# Types


def test_photo_becomes_jpeg_whatever_it_came_as() -> None:
    assert kept(a_file(a_photo(), "PNG")).type == "image/jpeg"
    assert kept(a_file(a_photo(), "WEBP")).type == "image/jpeg"


@pytest.mark.parametrize("format", ["PNG", "GIF", "WEBP"])
def test_drawing_stays_sharp(format: str, public) -> None:
    image = kept(a_file(a_chart(), format, **({"lossless": True} if format == "WEBP" else {})))
    assert image.type == "image/png"
    assert shown(public, image, "medium").convert("RGB").getpixel((5, 475)) == shown(
        public, image, "medium", "image/webp"
    ).convert("RGB").getpixel((5, 475))


def test_what_shines_through_goes_on_shining_through(public) -> None:
    image = kept(a_file(a_chart(mode="RGBA"), "PNG"))
    assert image.type == "image/png"
    assert shown(public, image, "small").getpixel((100, 5))[3] == 0
    assert shown(public, image, "small", "image/webp").getpixel((100, 5))[3] == 0


def test_alpha_that_hides_nothing_is_left_out() -> None:
    assert kept(a_file(a_photo().convert("RGBA"), "PNG")).type == "image/jpeg"


# Focal point


def test_square_is_cut_round_the_focal_point(public) -> None:
    wide = Image.new("RGB", (800, 200), "white")
    wide.paste("red", (700, 0, 800, 200))
    data = a_file(wide, "PNG")
    middle, right = kept(data), kept(data, focal=(0.95, 0.5))
    assert middle.hash == right.hash
    assert shown(public, middle, "square").convert("RGB").getpixel((150, 80)) == (255, 255, 255)
    assert shown(public, right, "square").convert("RGB").getpixel((150, 80)) == (255, 0, 0)


def test_new_focal_point_leaves_the_old_square_alone(public) -> None:
    old, new = kept(a_jpeg(), focal=(0.1, 0.1)), kept(a_jpeg(), focal=(0.9, 0.9))
    assert {f.name for f in files_of(old)} != {f.name for f in files_of(new)}
    assert all(public.exists(f.name) for image in (old, new) for f in files_of(image))


@pytest.mark.parametrize("focal", [(0.0, 0.0), (1.0, 1.0), (-3.0, 7.0)])
def test_focal_point_stays_inside(focal: tuple[float, float]) -> None:
    image = kept(a_jpeg(), focal=focal)
    assert 0 <= image.focal_x < image.width
    assert 0 <= image.focal_y < image.height


# Once, whole, and never by halves


def test_same_upload_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept(a_jpeg())
    monkeypatch.setattr("editions.images.keeping.pixels_of", None)
    assert kept(a_jpeg()) == first


def test_same_upload_keeps_its_name_when_the_encoder_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = kept(a_jpeg())
    monkeypatch.setattr("editions.images.keeping._MASTER_QUALITY", 50)
    assert kept(a_jpeg()) == first


def test_bytes_are_the_same_each_time() -> None:
    image, type = encoding.pixels_of(a_jpeg())
    unnamed = KeptImage("ab" * 32, type, *image.size)
    once, twice = (dict(encoding.preset_files(image, unnamed, list(files_of(unnamed)))) for _ in range(2))
    assert once == twice


def test_publishing_that_fails_leaves_files_that_the_next_one_finds(public) -> None:
    image = kept(a_jpeg())
    StoredImage.objects.all().delete()  # as if the transaction had been rolled back
    assert kept(a_jpeg()) == image
    assert StoredImage.objects.get().hash == image.hash


def test_files_that_were_lost_are_made_again(private, public) -> None:
    image = kept(a_jpeg())
    private.delete(master_name(image.hash, image.type))
    lost = next(files_of(image)).name
    public.delete(lost)
    assert kept(a_jpeg()) == image
    assert public.exists(lost)


def test_refused_picture_leaves_nothing(media: Path) -> None:
    with pytest.raises(Exception, match="damaged"):
        kept(a_jpeg()[:-400])
    assert not StoredImage.objects.exists()
    assert not list(media.rglob("*.*"))


def test_kill_in_the_middle_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = FileSystemStorage(tmp_path)

    def killed(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        put(storage, "ab/cd/320.jpg", b"whole")
    assert not storage.exists("ab/cd/320.jpg")
    monkeypatch.undo()
    put(storage, "ab/cd/320.jpg", b"whole")
    assert storage.open("ab/cd/320.jpg").read() == b"whole"


def test_files_may_be_read_by_the_web_server(public) -> None:
    image = kept(a_jpeg())
    assert os.stat(public.path(next(files_of(image)).name)).st_mode & 0o777 == 0o644


def test_store_of_objects_gets_no_second_copy() -> None:
    class Slow(InMemoryStorage):
        def exists(self, name: str) -> bool:
            return super().exists(name) and self.answers

        answers = False

    storage = Slow()
    storage.save("320.jpg", ContentFile(b"whole"))

    def other_name(name: str, **_options: object) -> str:
        return "320_x7.jpg"

    storage.get_available_name = other_name
    put(storage, "320.jpg", b"whole")
    assert storage.listdir("") == ([], ["320.jpg"])


@pytest.mark.django_db(transaction=True)
def test_two_at_once_keep_one_picture(public) -> None:
    found: list[KeptImage | Exception] = []

    def work() -> None:
        try:
            found.append(kept(a_jpeg(1200, 900), focal=(0.5, 0.5)))
        except Exception as error:  # noqa: BLE001 - told by the assertion below
            found.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1
    assert StoredImage.objects.count() == 1
    assert all(public.exists(file.name) for file in files_of(found[0]))


# Describing and presets to come


def test_new_preset_is_made_from_the_master(public, monkeypatch: pytest.MonkeyPatch) -> None:
    image = kept(a_jpeg(), focal=(0.2, 0.2))
    monkeypatch.setattr("editions.images.presets.PRESETS", (*PRESETS, Preset("tiny", 48, square=True)))
    call_command("make_image_presets", verbosity=0)
    assert all(public.exists(file.name) for file in files_of(image))
    assert shown(public, image, "tiny").size == (48, 48)
