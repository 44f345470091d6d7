"""Files: those of editions for everybody and for ever, uploads for people who are signed in."""

from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from cms.media.names import is_edition_file

PNG = b"\x89PNG\r\n\x1a\n of hands"
HASH = sha256(PNG).hexdigest()
NAME = f"images/{HASH[:2]}/{HASH}/640.png"


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    options = settings.STORAGES["editions"]["OPTIONS"] | {"location": tmp_path / "editions"}
    settings.STORAGES = settings.STORAGES | {"editions": settings.STORAGES["editions"] | {"OPTIONS": options}}


@pytest.fixture
def edition_file() -> str:
    return storages["editions"].url(storages["editions"].save(NAME, ContentFile(PNG)))


def upload(name: str, content: bytes = PNG) -> str:
    return storages["default"].url(storages["default"].save(name, ContentFile(content)))


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_file_of_an_edition_is_for_everybody_and_for_ever(client, edition_file) -> None:
    answer = client.get(edition_file)
    assert body(answer) == PNG
    assert edition_file == f"/media/editions/{NAME}"
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Length"] == str(len(PNG))
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies


def test_head_has_the_headers_and_no_bytes(client, edition_file) -> None:
    answer = client.head(edition_file)
    assert (answer["Content-Length"], answer.getvalue()) == (str(len(PNG)), b"")


def test_reader_who_has_it_gets_no_bytes(client, edition_file) -> None:
    etag = client.get(edition_file)["ETag"]
    answer = client.get(edition_file, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["ETag"] == etag


def test_file_added_while_the_server_runs_is_found(client) -> None:
    assert client.get(f"/media/editions/{NAME}").status_code == 404
    storages["editions"].save(NAME, ContentFile(PNG))
    assert client.get(f"/media/editions/{NAME}").status_code == 200


def test_same_bytes_saved_twice_are_one_file() -> None:
    assert [storages["editions"].save(NAME, ContentFile(PNG)) for _ in range(2)] == [NAME, NAME]
    folders, files = storages["editions"].listdir(f"images/{HASH[:2]}/{HASH}")
    assert (folders, files) == ([], ["640.png"])
    assert storages["editions"].listdir("unfinished") == ([], [])


def test_nobody_writes_through_the_address(client, edition_file) -> None:
    assert client.post(edition_file).status_code == 405
    assert client.delete(edition_file).status_code == 405


@pytest.mark.parametrize(
    "name",
    [
        f"images/{HASH[:2]}/{HASH}/640.svg",
        f"images/{HASH[:2]}/{HASH}/640.html",
        f"images/{HASH[:2]}/{HASH}/640",
        f"images/{HASH[:2]}/{HASH}/640.png.html",
        f"images/{HASH[:2]}/{HASH[:-1]}/640.png",
        f"images/{HASH[:2]}/{HASH.upper()}/640.png",
        f"images/00/{HASH}/640.png",
        f"images/../images/{HASH[:2]}/{HASH}/640.png",
        f"../uploads/{NAME}",
        "unfinished/0123456789abcdef",
        f"images/{HASH[:2]}/{HASH}/640.png\n",
    ],
)
def test_other_names_are_not_handed_out(client, name) -> None:
    assert not is_edition_file(name)
    storages["editions"].save(f"images/{HASH[:2]}/{HASH}/640.svg", ContentFile(b"<svg onload='alert(1)'/>"))
    assert client.get(f"/media/editions/{name}").status_code == 404


@pytest.mark.parametrize("size", ["640.jpg", "1600.webp", "square-160.png", "square-160-300-200.webp"])
def test_presets_of_an_image_are_handed_out(size) -> None:
    assert is_edition_file(f"images/{HASH[:2]}/{HASH}/{size}")


def test_missing_file_is_missing_and_is_not_remembered_as_such(client) -> None:
    answer = client.get(f"/media/editions/{NAME}")
    assert answer.status_code == 404
    assert "immutable" not in answer.get("Cache-Control", "")


@pytest.mark.django_db
def test_upload_is_shown_to_whoever_is_signed_in(admin_client) -> None:
    answer = admin_client.get(upload("images/hands.png"))
    assert body(answer) == PNG
    assert answer["Content-Type"] == "image/png"
    assert answer["Cache-Control"] == "private, max-age=300"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "attachment" not in answer["Content-Disposition"]


@pytest.mark.django_db
def test_upload_is_not_for_readers(client) -> None:
    address = upload("images/hands.png")
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/login/?next={address}")


@pytest.mark.django_db
def test_upload_is_not_for_people_without_the_admin(client, django_user_model) -> None:
    client.force_login(django_user_model.objects.create_user("passer-by"))
    assert client.get(upload("images/hands.png")).status_code == 302


@pytest.mark.django_db
def test_pdf_is_to_keep_and_not_to_run(admin_client) -> None:
    answer = admin_client.get(upload("documents/leaflet.pdf", b"%PDF-1.7"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="leaflet.pdf"'


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["images/evil.svg", "documents/evil.html", "evil", "../db.sqlite3", "images"])
def test_other_uploads_are_shown_to_nobody(admin_client, settings, name) -> None:
    upload("images/evil.svg", b"<svg onload='alert(1)'/>")
    upload("documents/evil.html", b"<script>alert(1)</script>")
    assert admin_client.get(f"/admin/media/{name}").status_code == 404
