"""The baseline: a Django view without middleware that returns bytes from memory, under the same server.

`BARE_BODIES` names a folder; the file `detail` in it is what `/detail` answers.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import path

settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="bench", MIDDLEWARE=[])

BODIES = {each.name: each.read_bytes() for each in Path(os.environ["BARE_BODIES"]).iterdir()}


def kept(request: HttpRequest, name: str) -> HttpResponse:
    """Bytes from memory."""
    body = BODIES[name]
    return HttpResponse(body, content_type="application/json", headers={"ETag": '"bare"', "Content-Length": len(body)})


def not_modified(request: HttpRequest) -> HttpResponse:
    """What a reader gets who has it already."""
    return HttpResponseNotModified(headers={"ETag": '"bare"'})


urlpatterns = [path("304", not_modified), path("<str:name>", kept)]
application = get_wsgi_application()
