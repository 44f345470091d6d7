"""Static files: a name with a hash may be kept for ever, one without may not. As production serves them."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware

PRODUCTION = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}


@pytest.fixture
def server(settings, tmp_path: Path) -> WhiteNoiseMiddleware:
    """Static files of a site that has one style sheet."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source/sheet.css").write_text("body { color: #1b1b1b }" * 50)
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {"staticfiles": PRODUCTION}
    call_command("collectstatic", interactive=False, verbosity=0)
    return WhiteNoiseMiddleware(lambda request: HttpResponse(status=404))


def ask(server: WhiteNoiseMiddleware, name: str, **headers: str) -> HttpResponse:
    return server(RequestFactory().get(f"/static/{name}", headers=headers))


def hashed(settings) -> str:
    (name,) = (file.name for file in Path(settings.STATIC_ROOT).glob("sheet.*.css"))
    return name


def test_name_with_a_hash_may_be_kept_for_ever(server, settings) -> None:
    answer = ask(server, hashed(settings))
    assert answer.status_code == 200
    assert "immutable" in answer["Cache-Control"]


def test_name_without_a_hash_may_not(server) -> None:
    answer = ask(server, "sheet.css")
    assert answer["Cache-Control"] == "max-age=60, public"


def test_compressed_file_is_there_already(server, settings) -> None:
    answer = ask(server, hashed(settings), accept_encoding="gzip")
    assert answer["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer["Vary"]


def test_list_of_names_is_not_asked_for_by_a_path(server) -> None:
    assert ask(server, "../staticfiles.json").status_code == 404
