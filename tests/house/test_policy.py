"""The Content-Security-Policy is on every kind of answer, and readers meet no exception in it."""

import json
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.urls import include, path
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminPageChooser, AdminTimeInput

from cms.starters import with_data_for_script
from tests.factsheets.builders import a_fact_sheet

READERS = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}


def broken(request) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path("broken/", broken), path("api/broken/", broken), path("", include("cms.urls"))]
handler400, handler404, handler500 = (
    "api.handlers.bad_request",
    "api.handlers.not_found",
    "api.handlers.server_error",
)


def policy(answer) -> dict[str, str]:
    directives = (part.partition(" ") for part in answer["Content-Security-Policy"].split("; "))
    return {name: value for name, _, value in directives}


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/", 200),
        ("/api/v1/docs/", 200),
        ("/api/v1/schema/", 200),
        ("/api/v1/factsheets/", 200),
        ("/api/v1/factsheets", 308),
        ("/api/v1/factsheets/eczema/", 404),
        ("/api/v1/factsheets/?x=1", 400),
        ("/api/broken/", 500),
        ("/broken/", 500),
        ("/nowhere/", 404),
        ("/", 302),
        ("/media/editions/nothing.png", 404),
        ("/health/live", 200),
        ("/health/ready", 200),
    ],
)
def test_policy_of_readers_is_on_every_kind_of_answer(client, address, status) -> None:
    client.raise_request_exception = False
    answer = client.get(address)
    assert answer.status_code == status
    assert policy(answer) == READERS


def test_policy_is_on_the_answer_to_a_wrong_host(client) -> None:
    answer = client.get("/api/v1/", headers={"host": "elsewhere.example"})
    assert (answer.status_code, policy(answer)) == (400, READERS)


def test_policy_is_on_the_redirect_to_tls(client, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get("/api/v1/")
    assert (answer.status_code, policy(answer)) == (301, READERS)


def test_readers_meet_nothing_inline() -> None:
    assert "unsafe" not in str(READERS)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "pages/", "images/", "nowhere/", "account/"])
def test_admin_runs_no_script_but_its_own_files(admin_client, address) -> None:
    found = policy(admin_client.get(f"/admin/{address}"))
    assert found["script-src"] == "'self'"
    assert found["default-src"] == "'none'"
    assert found["style-src-attr"] == "'none'"
    assert found["frame-ancestors"] == "'self'"


@pytest.mark.django_db
def test_log_in_has_the_policy_of_the_admin(client) -> None:
    assert policy(client.get("/admin/login/"))["script-src"] == "'self'"


@pytest.mark.django_db
def test_preview_may_be_shown_in_the_editor(admin_client) -> None:
    sheet = a_fact_sheet()
    address = f"/admin/pages/{sheet.pk}/edit/preview/"
    assert policy(admin_client.get(address))["frame-ancestors"] == "'self'"


class Inline(HTMLParser):
    """Collects what the policy would refuse: scripts without an address, style and event attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        runs = attributes.get("type", "text/javascript") in ("text/javascript", "module")
        if (tag == "script" and runs and "src" not in attributes) or tag == "style":
            self.found.append(tag)
        self.found += [name for name in attributes if name == "style" or name.startswith("on")]


def inline(html: str) -> list[str]:
    parser = Inline()
    parser.feed(html)
    return parser.found


@pytest.mark.django_db
def test_pages_of_the_admin_hold_nothing_inline(admin_client) -> None:
    sheet = a_fact_sheet()
    for address in ("", f"pages/{sheet.pk}/edit/", "pages/", "reports/site-history/", f"pages/{sheet.pk}/move/"):
        assert inline(admin_client.get(f"/admin/{address}").content.decode()) == [], address


class Started(HTMLParser):
    """Collects what starters.js will start."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if "data-start" in attributes:
            self.found.append((attributes["data-start"], json.loads(attributes["data-arguments"])))


def started(html: str) -> tuple[str, list]:
    parser = Started()
    parser.feed(html)
    (only,) = parser.found
    return only


@pytest.mark.parametrize(
    ("widget", "name"),
    [
        (AdminDateInput(), "initDateChooser"),
        (AdminTimeInput(), "initTimeChooser"),
        (AdminDateTimeInput(), "initDateTimeChooser"),
    ],
)
def test_date_and_time_fields_are_started_by_data(widget, name) -> None:
    html = widget.render("next_review", None, attrs={"id": "id_next-review"})
    start, arguments = started(html)
    assert (start, arguments[0]) == (name, "id_next-review")
    assert arguments[1]["format"]
    assert inline(html) == []


@pytest.mark.django_db
def test_choosers_are_started_by_data() -> None:
    html = AdminPageChooser().render("parent", None, attrs={"id": "id_parent"})
    start, arguments = started(html)
    assert (start, arguments[0]) == ("PageChooser", "id_parent")
    assert inline(html) == []


def test_words_in_the_data_cannot_leave_it() -> None:
    arguments = ["id", {"words": '</template>"><script>alert(1)'}]
    html = with_data_for_script(f"<b></b><script>new Chooser({json.dumps(arguments)[1:-1]});</script>")
    assert started(html) == ("Chooser", arguments)
    assert inline(html) == []


def test_script_of_another_kind_is_left_to_the_policy() -> None:
    assert with_data_for_script("<script>alert(1); alert(2)</script>") == "<script>alert(1); alert(2)</script>"
