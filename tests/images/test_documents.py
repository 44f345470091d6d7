"""Documents: PDF by what the file contains, and not too large."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents import get_document_model

pytestmark = pytest.mark.django_db


def added(client: Client, data: bytes, name: str = "leaflet.pdf") -> dict[str, Any]:
    file = SimpleUploadedFile(name, data, "application/pdf")
    return client.post("/admin/documents/multiple/add/", {"title": "Leaflet", "files[]": file}).json()


def test_pdf_is_taken(admin_client: Client) -> None:
    assert added(admin_client, b"%PDF-1.7\n...")["success"]
    assert get_document_model().objects.count() == 1


@pytest.mark.parametrize("data", [b"<html><script>alert(1)</script>", b"PK\x03\x04", b"  %PDF-1.7", b"%PD"])
def test_what_only_calls_itself_pdf_is_refused(data: bytes, admin_client: Client) -> None:
    answer = added(admin_client, data)
    assert "not a PDF file" in answer["error_message"]
    assert not get_document_model().objects.exists()


def test_pdf_by_another_name_is_refused(admin_client: Client) -> None:
    assert not added(admin_client, b"%PDF-1.7", "leaflet.html")["success"]


def test_large_pdf_is_refused(admin_client: Client, settings) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1000
    assert "too big" in added(admin_client, b"%PDF-1.7" + b"\0" * 1000)["error_message"]


def test_pdf_over_the_limit_of_uploads_is_refused_with_its_size(admin_client: Client, settings) -> None:
    settings.UPLOAD_MAX_BYTES = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1024 * 1024
    answer = added(admin_client, b"%PDF-1.7" + b"\0" * 3 * 1024 * 1024)
    assert "3.0" in answer["error_message"]
