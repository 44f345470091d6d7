"""The library of pictures in the admin: every way in goes through the same check, and replacing changes no edition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Collection, UploadedFile

from editions.images import presets_of
from editions.vocabulary import license_for_readers
from factsheets.images.keeping import focus_of, kept_image_of
from factsheets.models import SheetImage

from .builders import a_bomb, a_chart, a_file, a_jpeg, a_phone_photo, a_photo

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def an_image(data: bytes | None = None, **fields: Any) -> SheetImage:
    return SheetImage.objects.create(
        title="Using an inhaler", file=ContentFile(data or a_jpeg(), "inhaler.jpg"), **fields
    )


def upload(data: bytes, name: str = "inhaler.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/jpeg")


def form_data(**fields: Any) -> dict[str, Any]:
    return {"title": "Using an inhaler", "collection": Collection.get_first_root_node().pk, "license": "", **fields}


def added(client: Client, file: SimpleUploadedFile) -> dict[str, Any]:
    """The page for several pictures at once sends each by itself."""
    answer = client.post(
        "/admin/images/multiple/add/",
        {"title": "Inhaler", "files[]": file},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert answer.status_code == 200
    return answer.json()


def replaced(client: Client, image: SheetImage, file: SimpleUploadedFile) -> Any:
    return client.post(f"/admin/images/{image.pk}/", form_data(file=file))


def chosen(client: Client, file: SimpleUploadedFile) -> dict[str, Any]:
    """The tab of the chooser in which a picture is uploaded."""
    fields = {f"image-chooser-upload-{name}": value for name, value in form_data(file=file).items()}
    return client.post("/admin/images/chooser/create/", fields).json()


def test_library_holds_our_images() -> None:
    assert get_image_model() is SheetImage


def test_menu_has_images(admin_client: Client) -> None:
    assert '"name": "images"' in admin_client.get("/admin/").content.decode()


# The ways in


def test_picture_comes_in_by_the_add_page(admin_client: Client) -> None:
    assert added(admin_client, upload(a_jpeg()))["success"]
    assert SheetImage.objects.get().width == 640


def test_picture_comes_in_by_the_chooser(admin_client: Client) -> None:
    answer = chosen(admin_client, upload(a_jpeg()))
    assert answer["step"] == "chosen"
    assert SheetImage.objects.get().width == 640


def test_picture_is_replaced(admin_client: Client) -> None:
    image = an_image()
    assert replaced(admin_client, image, upload(a_jpeg(300, 200))).status_code == 302
    image.refresh_from_db()
    assert image.width == 300


@pytest.mark.parametrize("name", ["holiday.html", "holiday.png", "holiday", "holiday.svg", "../holiday.JPEG"])
def test_name_follows_the_content(name: str, admin_client: Client) -> None:
    assert added(admin_client, upload(a_file(a_photo(), "WEBP"), name))["success"]
    assert Path(SheetImage.objects.get().file.name).suffix == ".webp"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (a_bomb(), "11,300 × 11,300 pixels"),
        (SVG, "SVG"),
        (a_jpeg()[:-500], "damaged"),
        (b"<html></html>", "not a picture"),
        (a_file(a_photo(), "AVIF"), "AVIF"),
    ],
    ids=["bomb", "svg", "cut off", "html", "avif"],
)
class TestEveryWayInRefuses:
    """Each refusal comes in words, and nothing is left in the library or on the disk."""

    @pytest.fixture(autouse=True)
    def nothing_is_left(self, media: Path):
        yield
        assert not UploadedFile.objects.exists()
        assert SheetImage.objects.count() == len(list((media / "media").rglob("original_images/*")))

    def test_add_page(self, admin_client: Client, data: bytes, words: str) -> None:
        answer = added(admin_client, upload(data))
        assert not answer["success"]
        assert words in answer["error_message"]

    def test_chooser(self, admin_client: Client, data: bytes, words: str) -> None:
        answer = chosen(admin_client, upload(data))
        assert answer["step"] == "reshow_creation_form"
        assert words in answer["htmlFragment"]

    def test_replacing(self, admin_client: Client, data: bytes, words: str) -> None:
        image = an_image()
        before = image.file.name
        assert words in replaced(admin_client, image, upload(data)).content.decode()
        image.refresh_from_db()
        assert image.file.name == before


# Bytes are counted while they arrive


def test_file_over_the_limit_is_refused_with_its_true_size(admin_client: Client, settings) -> None:
    settings.UPLOAD_MAX_BYTES = settings.IMAGE_MAX_BYTES = 3 * 1024 * 1024
    answer = added(admin_client, upload(a_jpeg() + b"\0" * 5 * 1024 * 1024))
    assert "5.0 MB; at most 3.0 MB" in answer["error_message"].replace("\xa0", " ")


def test_file_over_the_limit_is_not_written_to_disk(
    admin_client: Client, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.UPLOAD_MAX_BYTES = settings.IMAGE_MAX_BYTES = 1024 * 1024
    written: list[int] = []
    write = TemporaryFileUploadHandler.receive_data_chunk

    def watched(handler: Any, raw_data: bytes, start: int) -> None:
        written.append(len(raw_data))
        return write(handler, raw_data, start)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", watched)
    added(admin_client, upload(b"\0" * 8 * 1024 * 1024))
    assert 0 < sum(written) <= 1024 * 1024


# Rights


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, ""),
        ({"license": "own"}, ""),
        ({"license": "CC-BY-4.0"}, "CC BY 4.0"),
        ({"license": "permission"}, "Used with permission"),
        ({"license": "other", "other_license": "Press kit of Example Ltd"}, "Press kit of Example Ltd"),
    ],
)
def test_terms_are_told_to_readers(fields: dict[str, str], line: str) -> None:
    assert str(license_for_readers(SheetImage(**fields).license_code)) == line


def test_other_terms_have_to_be_said(admin_client: Client) -> None:
    image = an_image()
    page = admin_client.post(f"/admin/images/{image.pk}/", form_data(license="other"))
    assert "Say in a line" in page.content.decode()


def test_rights_are_written_in_the_form(admin_client: Client) -> None:
    image = an_image()
    fields = form_data(
        license="CC-BY-4.0", credit="Jane Example", source_url="https://example.org/inhaler", note="Asked"
    )
    assert admin_client.post(f"/admin/images/{image.pk}/", fields).status_code == 302
    image.refresh_from_db()
    assert (image.license, image.credit, image.note) == ("CC-BY-4.0", "Jane Example", "Asked")


def test_title_is_never_the_alternative_text() -> None:
    assert SheetImage(title="IMG_2041").default_alt_text == ""
    assert SheetImage(title="IMG_2041", description="A hand").default_alt_text == "A hand"


# Pages


@pytest.mark.parametrize("path", ["/admin/images/", "/admin/images/?layout=list", "/admin/images/chooser/"])
def test_lists_of_pictures_are_shown(path: str, admin_client: Client) -> None:
    an_image()
    an_image(a_file(a_chart(mode="RGBA"), "PNG"))
    assert "Using an inhaler" in admin_client.get(path).content.decode()


def test_page_of_a_picture_is_shown(admin_client: Client) -> None:
    page = admin_client.get(f"/admin/images/{an_image().pk}/").content.decode()
    assert "Terms of use" in page
    assert "Not known yet" in page


@pytest.mark.parametrize("path", ["/admin/images/multiple/add/", "/admin/documents/multiple/add/"])
def test_field_for_files_has_a_name(path: str, admin_client: Client) -> None:
    page = admin_client.get(path).content.decode()
    assert '<label class="w-sr-only" for="fileupload">' in page
    assert 'id="fileupload"' in page


# Into editions


def test_picture_of_the_library_is_kept(public) -> None:
    image = kept_image_of(an_image(a_phone_photo()))
    assert (image.width, image.height) == (300, 400)
    assert all(public.exists(a.url.removeprefix("/media/editions/")) for a in presets_of(image))


def test_focal_point_is_where_the_person_saw_it() -> None:
    """Wagtail counts in pixels of the picture on its side, but shows it upright."""
    image = an_image(
        a_phone_photo(), focal_point_x=100, focal_point_y=270, focal_point_width=10, focal_point_height=10
    )
    assert (image.width, image.height) == (400, 300)
    kept = kept_image_of(image)
    assert (kept.focal_x, kept.focal_y) == (round(0.25 * 299), round(0.9 * 399))


def test_picture_without_a_focal_point_has_none() -> None:
    assert focus_of(an_image()) is None


def test_replacing_a_picture_leaves_what_readers_have(admin_client: Client, public) -> None:
    image = an_image()
    before = kept_image_of(image)
    replaced(admin_client, image, upload(a_jpeg(300, 200)))
    image.refresh_from_db()
    assert kept_image_of(image).hash != before.hash
    assert all(public.exists(a.url.removeprefix("/media/editions/")) for a in presets_of(before))


def test_deleting_a_picture_leaves_what_readers_have(admin_client: Client, public) -> None:
    image = an_image()
    before = kept_image_of(image)
    admin_client.post(f"/admin/images/{image.pk}/delete/")
    assert not SheetImage.objects.exists()
    assert all(public.exists(a.url.removeprefix("/media/editions/")) for a in presets_of(before))
