"""Pictures are told in named sizes with their focal point; originals and other sizes cannot be asked for."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from api.formats.blocks import focal_point, picture
from editions.content import ImageFile
from editions.images.presets import PRESETS
from tests.api.builders import A_LOGO, A_PHOTO
from tests.images.builders import a_jpeg

pytestmark = pytest.mark.django_db


def image_in(answer):
    return next(each for each in answer.json()["sections"][0]["blocks"] if each["type"] == "image")


def test_focal_point_is_told_in_fractions_of_every_size(english, read):
    assert image_in(read("factsheets/inhalers/"))["focal_point"] == {"x": 0.25, "y": 0.2222}
    assert focal_point(ImageFile("ab" * 32, "image/png", 3, 3, 0, 3)) == {"x": 0.0, "y": 1.0}


def test_picture_without_a_focal_point_has_none():
    assert picture(A_LOGO)["focal_point"] is None
    assert picture(None)["focal_point"] is None


def test_every_preset_is_told_with_size_and_type_and_nothing_larger():
    found = picture(A_PHOTO)
    assert {each["preset"] for each in found["renditions"]} == {preset.code for preset in PRESETS}
    assert all(each["width"] <= A_PHOTO.width for each in found["renditions"])
    assert [each["type"] for each in found["sources"]] == ["image/webp", "image/jpeg"]


def test_no_address_tells_of_the_original(english, read):
    image = image_in(read("factsheets/inhalers/"))
    names = {each["url"].rpartition("/")[2] for each in image["renditions"]}
    assert names == {
        f"{size}.{ending}"
        for size in ("320", "640", "960", "1200", "square-160-300-200")
        for ending in ("jpg", "webp")
    }  # fmt: skip


@pytest.fixture
def kept(settings, tmp_path):
    """A folder of a picture as `editions.images` leaves it: one size public, the original in the private storage."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    options = settings.STORAGES["editions"]["OPTIONS"] | {"location": tmp_path / "editions"}
    settings.STORAGES = settings.STORAGES | {"editions": settings.STORAGES["editions"] | {"OPTIONS": options}}
    folder = "images/cd/" + "cd" * 32
    storages["editions"].save(f"{folder}/640.jpg", ContentFile(a_jpeg()))
    storages["default"].save(f"{folder}/original.jpg", ContentFile(a_jpeg()))
    return f"/media/editions/{folder}"


@pytest.mark.parametrize(
    "name",
    [
        "641.jpg", "640.png", "640.webp", "original.jpg", "640", "", "master.jpg", "640x480.jpg", "0640.jpg",
        "../640.jpg", "640.jpg/", "%2e%2e/original.jpg", "fill-640x480.jpg",
    ],
)  # fmt: skip
def test_other_sizes_and_the_original_are_not_found(client, kept, name):
    assert client.get(f"{kept}/640.jpg").status_code == 200
    assert client.get(f"{kept}/{name}").status_code == 404


@pytest.mark.parametrize("query", ["width=9999", "w=1", "size=original", "preset=print"])
def test_a_size_in_the_query_changes_nothing(client, kept, query):
    plain, asked = (b"".join(client.get(f"{kept}/640.jpg{rest}").streaming_content) for rest in ("", f"?{query}"))
    assert plain == asked
