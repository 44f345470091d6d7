"""The access log says what was asked and how it was answered, and nothing of who asked."""

import json
import logging

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from cms.logs.lines import JsonLines
from cms.logs.requests import AddRequestId, Noted
from cms.serve import options, own_lines

OURS = "an-id-of-the-proxy"


def broken(request) -> HttpResponse:
    raise RuntimeError("the dose\nis wrong")


def token(request, uidb64: str, token: str) -> HttpResponse:
    return HttpResponse("choose a password")


urlpatterns = [path("api/broken/", broken), path("admin/password_reset/confirm/<uidb64>/<token>/", token)]


@pytest.fixture
def lines(caplog):
    """What LOG_FORMAT=json writes, line by line."""
    caplog.set_level(logging.DEBUG)
    caplog.handler.addFilter(AddRequestId())
    caplog.handler.setFormatter(JsonLines())

    def read() -> list[dict]:
        return [json.loads(line) for record in caplog.records for line in JsonLines().format(record).splitlines()]

    return read


def access(lines) -> dict:
    (line,) = [line for line in lines() if line["logger"] == "cms.requests"]
    return line


@pytest.mark.django_db
def test_line_says_what_was_asked_and_how_it_was_answered(client, lines) -> None:
    client.get("/api/v1/factsheets/eczema/", headers={"X-Request-ID": OURS})
    line = access(lines)
    assert line.pop("duration_ms") > 0
    assert line.pop("time").endswith("+00:00")
    message = line.pop("message")
    assert message.startswith("GET /api/v1/factsheets/eczema/ 404 ")
    assert line == {
        "level": "INFO",
        "logger": "cms.requests",
        "request_id": OURS,
        "method": "GET",
        "path": "/api/v1/factsheets/eczema/",
        "status": 404,
    }


@pytest.mark.django_db
def test_line_has_nothing_of_who_asked_nor_what_was_searched_for(client, lines) -> None:
    who = {
        "User-Agent": "Firefox of a patient",
        "Referer": "https://clinic.example/ward-7",
        "Cookie": "sessionid=s3cret",
    }
    client.get("/api/v1/factsheets/?q=miscarriage&key=s3cret", headers=who, REMOTE_ADDR="192.0.2.7")
    written = json.dumps(lines())
    for word in ("miscarriage", "s3cret", "192.0.2.7", "Firefox", "ward-7"):
        assert word not in written


@pytest.mark.urls(__name__)
def test_key_to_a_new_password_is_not_written_down(client, lines) -> None:
    client.get("/admin/password_reset/confirm/MQ/c8x-s3cret/")
    assert access(lines)["path"] == "/admin/password_reset/confirm/…/…/"


def test_path_cannot_begin_a_line_of_its_own(client, lines) -> None:
    client.get("/nowhere%0A2026-01-01 ERROR all is lost/")
    assert access(lines)["path"] == "/nowhere%0A2026-01-01%20ERROR%20all%20is%20lost/"


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "with space-12", "line\nbreak-12", "naïve-naïve", "<script>alert(1)"]
)
def test_id_that_is_none_is_replaced(given) -> None:
    noted = Noted(RequestFactory().get("/", headers={"X-Request-ID": given}).META)
    assert noted.id != given
    assert len(noted.id) == 32


def test_id_of_the_proxy_is_echoed(client) -> None:
    assert client.get("/health/live", headers={"X-Request-ID": OURS})["X-Request-ID"] == OURS


def test_every_answer_has_an_id_of_its_own(client) -> None:
    first, second = (client.get("/nowhere/")["X-Request-ID"] for _ in range(2))
    assert first != second


@pytest.mark.urls(__name__)
def test_exception_is_one_line_with_the_id_of_its_request(client, lines) -> None:
    client.raise_request_exception = False
    client.get("/api/broken/?key=s3cret", headers={"X-Request-ID": OURS})
    (line,) = [line for line in lines() if line["level"] == "ERROR"]
    assert line["request_id"] == OURS
    assert "RuntimeError: the dose\nis wrong" in line["exception"]
    assert "s3cret" not in json.dumps(line)


def test_probes_are_too_many_to_be_written_down(client, caplog) -> None:
    caplog.set_level(logging.INFO)
    client.get("/health/live")
    assert "health" not in caplog.text


def test_server_writes_its_lines_as_we_do_and_no_addresses() -> None:
    assert options([])["log_access"] is False
    assert own_lines()["loggers"]["_granian"]["handlers"] == ["stderr"]


def test_server_listens_on_this_machine_only_unless_told_otherwise() -> None:
    assert options([])["address"] == "127.0.0.1"
    assert options(["--host", "0.0.0.0", "--port", "9000"])["port"] == 9000


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_port_that_is_none_is_refused(port, capsys) -> None:
    with pytest.raises(SystemExit):
        options([f"--port={port}"])
    assert "is no port number" in capsys.readouterr().err
