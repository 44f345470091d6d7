"""The API is out of reach of everything that belongs to people who are logged in."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from cms.middleware import AdminLanguage, AdminMessages, AdminSessions, AdminUsers

MIDDLEWARE = [AdminSessions, AdminLanguage, AdminUsers, AdminMessages]


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def seen(path: str, **headers: str) -> tuple[HttpRequest, HttpResponse]:
    """The request as the view gets it, and the response."""
    handler = answer
    for middleware in reversed(MIDDLEWARE):
        handler = middleware(handler)
    request = RequestFactory().get(path, headers=headers)
    return request, handler(request)


@pytest.mark.parametrize("attribute", ["session", "user", "_messages", "LANGUAGE_CODE"])
def test_request_to_the_api_has_nothing_of_the_admin(attribute: str) -> None:
    request, _response = seen("/api/v1/", accept_language="ar")
    assert not hasattr(request, attribute)


@pytest.mark.parametrize("attribute", ["session", "user", "_messages", "LANGUAGE_CODE"])
def test_request_to_the_admin_has_all_of_it(attribute: str) -> None:
    request, _response = seen("/admin/", accept_language="ar")
    assert hasattr(request, attribute)


def test_language_of_the_browser_does_not_reach_the_api() -> None:
    _request, response = seen("/api/v1/", accept_language="ar")
    assert "Vary" not in response.headers
    assert "Content-Language" not in response.headers


def test_language_of_an_editor_does_not_stay_for_the_next_reader() -> None:
    seen("/admin/", accept_language="ar")
    assert translation.get_language() == "ar"
    seen("/api/v1/")
    assert translation.get_language() == "en"


@pytest.mark.django_db
def test_cookies_stay_below_the_admin(client) -> None:
    response = client.get("/admin/login/")
    assert response.cookies
    assert {cookie["path"] for cookie in response.cookies.values()} == {"/admin/"}


@pytest.mark.django_db
def test_menu_has_nothing_that_a_sheet_cannot_use(admin_client) -> None:
    page = admin_client.get("/admin/").content.decode()
    assert "/admin/pages/" in page
    assert '"name": "images"' in page
    assert '"name": "documents"' not in page


def test_front_door_leads_to_the_admin(client) -> None:
    assert client.get("/").headers["Location"] == "/admin/"
