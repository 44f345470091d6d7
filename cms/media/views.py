"""Handing files out: those of editions to everybody, uploads to people who are signed in to the admin."""

from typing import IO, cast

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import Storage, storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from cms.media.names import IMMUTABLE, image_type, is_edition_file, pdf_type

# Nothing in a file may do anything, whatever it turns out to be.
LOCKED = "default-src 'none'; sandbox; frame-ancestors 'none'"
# For print pipelines and pages of clinics, whatever their own policies ask of what they embed.
FOR_EVERYBODY = {
    "Cache-Control": IMMUTABLE,
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
# Only in the browser of whoever was signed in, and not for long: rights may be taken away.
FOR_ONE_PERSON = {"Cache-Control": "private, max-age=300", "Cross-Origin-Resource-Policy": "same-origin"}


@require_safe
def edition_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """`/media/editions/…`: a file named by its hash, so its name is as good as an ETag."""
    kind = image_type(name)
    if kind is None or not is_edition_file(name):
        raise Http404
    etag = f'"{name.partition("/")[2]}"'
    file = opened(storages["editions"], name)
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        file.close()
        return with_headers(HttpResponseNotModified(), {"ETag": etag, **FOR_EVERYBODY})
    return with_headers(FileResponse(file, content_type=kind), {"ETag": etag, **FOR_EVERYBODY})


@require_safe
def upload(request: HttpRequest, name: str) -> HttpResponseBase:
    """`/admin/media/…`, behind the admin's log-in (`cms/urls.py`): images to look at; a PDF only to keep, as browsers
    run what is in it."""
    kind = image_type(name) or pdf_type(name)
    if kind is None:
        raise Http404
    file = opened(storages["default"], name)
    response = FileResponse(
        file, content_type=kind, as_attachment=image_type(name) is None, filename=name.rpartition("/")[2]
    )
    return with_headers(response, FOR_ONE_PERSON)


def opened(storage: Storage, name: str) -> IO[bytes]:
    try:
        return cast(IO[bytes], storage.open(name, "rb"))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, SuspiciousFileOperation) as problem:
        raise Http404 from problem


def with_headers(response: HttpResponseBase, headers: dict[str, str]) -> HttpResponseBase:
    for header, value in headers.items():
        response.headers[header] = value
    response.headers["Content-Security-Policy"] = LOCKED
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
