"""Requests to the outside, against real servers on this machine that do what servers should not do."""

import ast
import socket
import time
from itertools import repeat
from pathlib import Path

import pytest

from api.outbound import CannotSend, Failure, connections, post

from .receivers import a_certificate, a_receiver, a_socket_that

ROOT = Path(__file__).resolve().parents[2]
OK = b"HTTP/1.1 200 OK\r\n"


def failure_of(url: str, *, seconds: float = 5) -> Failure:
    with pytest.raises(CannotSend) as raised:
        post(url, b"{}", {}, seconds=seconds)
    return raised.value.failure


class Resolver:
    """Answers with these addresses, the next time with the next ones, and counts how often it was asked."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, host: str, port: int, **_kwargs: object) -> list[tuple]:
        self.asked += 1
        addresses = self.answers.pop(0)
        return [(socket.AF_INET6 if ":" in each else socket.AF_INET, 1, 6, "", (each, port)) for each in addresses]


@pytest.fixture
def resolver(monkeypatch):
    def answering(*answers: list[str]) -> Resolver:
        resolver = Resolver(*answers)
        monkeypatch.setattr(connections.socket, "getaddrinfo", resolver)
        return resolver

    return answering


# What arrives


def test_body_and_headers_arrive(receiver):
    receiver.headers = {"X-Request-Id": "7"}
    answer = post(f"{receiver.url}?a=1", b'{"a":1}', {"webhook-id": "msg_1"}, seconds=5)
    (request,) = receiver.received
    assert (answer.status, answer.body, answer.headers["x-request-id"]) == (200, b"thank you", "7")
    assert (request.path, request.body, request.id) == ("/hooks?a=1", b'{"a":1}', "msg_1")
    assert request.headers["host"] == receiver.url.split("/")[2]
    assert request.headers["connection"] == "close"
    assert "cookie" not in request.headers


def test_cookie_of_an_answer_is_not_sent_back(receiver):
    receiver.headers = {"Set-Cookie": "a=1"}
    for _time in range(2):
        post(receiver.url, b"{}", {}, seconds=5)
    assert "cookie" not in receiver.received[1].headers


def test_redirect_is_an_answer_and_not_followed(receiver):
    receiver.answers, receiver.headers = 307, {"Location": receiver.url}
    assert post(receiver.url, b"{}", {}, seconds=5).status == 307
    assert len(receiver.received) == 1


def test_proxy_of_the_environment_is_not_used(receiver, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert post(receiver.url, b"{}", {}, seconds=5).status == 200


# Where it may go


@pytest.mark.parametrize("url", ["https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest/"])
def test_machine_inside_is_refused_without_asking_it(url):
    assert failure_of(url) == Failure.NOT_PUBLIC


def test_name_of_this_machine_is_refused():
    assert failure_of("https://localhost/") == Failure.NOT_PUBLIC


def test_this_machine_is_refused_even_where_something_listens(receiver, settings):
    settings.WEBHOOKS_ALLOW_PRIVATE_NETWORKS = []
    assert failure_of(receiver.url) == Failure.NOT_PUBLIC
    assert receiver.received == []


@pytest.mark.parametrize("inside", ["10.0.0.1", "::ffff:127.0.0.1", "fe80::1%eth0", "64:ff9b::7f00:1"])
def test_one_address_inside_is_reason_enough(resolver, inside):
    resolver(["93.184.215.14", inside])
    assert failure_of("https://clinic.example/") == Failure.NOT_PUBLIC


def test_name_is_looked_up_once_and_that_address_is_used(receiver, resolver):
    rebinding = resolver(["127.0.0.1"], ["192.0.2.1"])
    port = receiver.url.split(":")[2].split("/")[0]
    assert post(f"http://clinic.example:{port}/", b"{}", {}, seconds=5).status == 200
    assert rebinding.asked == 1
    assert receiver.received[0].headers["host"] == f"clinic.example:{port}"


def test_next_address_is_tried_if_the_first_does_not_answer(receiver, resolver):
    resolver(["127.0.0.2", "127.0.0.1"])
    port = receiver.url.split(":")[2].split("/")[0]
    assert post(f"http://clinic.example:{port}/", b"{}", {}, seconds=5).status == 200


def test_unknown_name_is_a_failure(monkeypatch):
    def nobody(*_args: object, **_kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no such host")

    monkeypatch.setattr(connections.socket, "getaddrinfo", nobody)
    assert failure_of("https://clinic.example/") == Failure.UNKNOWN_HOST


def test_slow_name_server_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(connections.socket, "getaddrinfo", lambda *_args, **_kwargs: time.sleep(2) or [])
    begin = time.monotonic()
    assert failure_of("https://clinic.example/", seconds=0.2) == Failure.TOO_SLOW
    assert time.monotonic() - begin < 1


@pytest.mark.parametrize("url", ["https://user@clinic.example/", "https://0x7f.1/", "gopher://clinic.example/"])
def test_bad_address_is_a_failure(url):
    assert failure_of(url) == Failure.BAD_ADDRESS


# TLS


def test_certificate_for_the_host_is_accepted(this_machine_is_allowed, settings, tmp_path):
    certificate = a_certificate(tmp_path, "localhost")
    settings.WEBHOOKS_CA_FILE = str(certificate)
    with a_receiver(certificate) as receiver:
        assert post(receiver.url, b"{}", {}, seconds=5).status == 200


def test_certificate_for_another_host_is_refused(this_machine_is_allowed, settings, tmp_path):
    certificate = a_certificate(tmp_path, "clinic.example")
    settings.WEBHOOKS_CA_FILE = str(certificate)
    with a_receiver(certificate) as receiver:
        assert failure_of(receiver.url) == Failure.NOT_TRUSTED
        assert receiver.received == []


def test_certificate_of_an_unknown_authority_is_refused(this_machine_is_allowed, tmp_path):
    with a_receiver(a_certificate(tmp_path, "localhost")) as receiver:
        assert failure_of(receiver.url) == Failure.NOT_TRUSTED
        assert receiver.received == []


def test_certificate_of_an_address_is_checked_too(this_machine_is_allowed, settings, tmp_path):
    certificate = a_certificate(tmp_path, "127.0.0.1")
    settings.WEBHOOKS_CA_FILE = str(certificate)
    with a_receiver(certificate) as receiver:
        assert post(receiver.url.replace("localhost", "127.0.0.1"), b"{}", {}, seconds=5).status == 200
        assert failure_of(receiver.url) == Failure.NOT_TRUSTED


def test_plain_server_is_no_tls_server(receiver):
    assert failure_of(receiver.url.replace("http:", "https:")) == Failure.NOT_TRUSTED


# Servers that misbehave


def dripping(connected: socket.socket) -> None:
    for byte in repeat(b"H"):
        connected.sendall(byte)
        time.sleep(0.05)


def never_reading(connected: socket.socket) -> None:
    time.sleep(3)


def dripping_headers(connected: socket.socket) -> None:
    connected.sendall(OK)
    for line in repeat(b"X: 1\r\n"):
        connected.sendall(line)
        time.sleep(0.05)


def going_on_for_ever(connected: socket.socket) -> None:
    connected.recv(65536)
    for part in repeat(b"HTTP/1.1 100 Continue\r\n\r\n" * 100):
        connected.sendall(part)


def with_endless_headers(connected: socket.socket) -> None:
    connected.recv(65536)
    connected.sendall(OK)
    for part in repeat(b"X: " + b"a" * 1000 + b"\r\n"):
        connected.sendall(part)


@pytest.mark.parametrize("server", [dripping, dripping_headers, never_reading])
def test_slow_server_meets_the_deadline(this_machine_is_allowed, server):
    begin = time.monotonic()
    with a_socket_that(server) as url:
        assert failure_of(url, seconds=0.4) == Failure.TOO_SLOW
    assert time.monotonic() - begin < 1


def test_slow_handshake_meets_the_deadline(this_machine_is_allowed):
    begin = time.monotonic()
    with a_socket_that(dripping) as url:
        assert failure_of(url.replace("http:", "https:"), seconds=0.4) in (Failure.TOO_SLOW, Failure.NOT_TRUSTED)
    with a_socket_that(never_reading) as url:
        assert failure_of(url.replace("http:", "https:"), seconds=0.4) == Failure.TOO_SLOW
    assert time.monotonic() - begin < 2


def test_body_that_nobody_reads_meets_the_deadline(this_machine_is_allowed):
    begin = time.monotonic()
    with a_socket_that(never_reading) as url, pytest.raises(CannotSend, match="too-slow"):
        post(url, b"a" * 50_000_000, {}, seconds=0.4)
    assert time.monotonic() - begin < 1


@pytest.mark.parametrize("server", [going_on_for_ever, with_endless_headers])
def test_answer_without_end_is_not_read_to_its_end(this_machine_is_allowed, server):
    with a_socket_that(server) as url:
        assert failure_of(url) in (Failure.TOO_LARGE, Failure.NOT_HTTP)


def answering(head: bytes, body: bytes = b""):
    def server(connected: socket.socket) -> None:
        connected.recv(65536)
        connected.sendall(head + body)

    return server


@pytest.mark.parametrize(
    "head",
    [
        *(b"", b"\r\n", b"SSH-2.0-OpenSSH\r\n", b"HTTP/9 200 OK\r\n\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"\xff\xfe\0\0"),
        *(b"HTTP/1.1 99 Low\r\n\r\n", b"HTTP/1.1 1000 High\r\n\r\n", b"220 mail.example ESMTP\r\n"),
    ],
)
def test_what_is_not_http_is_a_failure(this_machine_is_allowed, head):
    with a_socket_that(answering(head)) as url:
        assert failure_of(url) in (Failure.NOT_HTTP, Failure.BROKEN_OFF)


def test_only_the_beginning_of_a_large_body_is_kept(this_machine_is_allowed):
    with a_socket_that(answering(OK + b"\r\n", b"a" * 1_000_000)) as url:
        assert post(url, b"{}", {}, seconds=5).body == b"a" * 4096


@pytest.mark.parametrize(
    "rest",
    [
        b"Content-Length: 100\r\n\r\nshort",
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 5000,
        b"Content-Length: -1\r\n\r\nx",
        b"Content-Length: " + b"9" * 4000 + b"\r\n\r\nx",
    ],
)
def test_status_counts_even_if_the_body_is_broken(this_machine_is_allowed, rest):
    with a_socket_that(answering(OK, rest)) as url:
        assert post(url, b"{}", {}, seconds=5).status == 200


def test_server_that_hangs_up_is_a_failure(this_machine_is_allowed):
    with a_socket_that(lambda connected: None) as url:
        assert failure_of(url) in (Failure.BROKEN_OFF, Failure.NOT_HTTP)


def test_closed_port_is_a_failure(this_machine_is_allowed):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert failure_of(f"http://127.0.0.1:{port}/") == Failure.NO_CONNECTION


# Nobody else


OUTBOUND = {"socket", "ssl", "http.client", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "ftplib"}
OUTBOUND |= {"smtplib", "telnetlib", "xmlrpc.client", "asyncio", "socketserver", "imaplib", "poplib", "websockets"}
# Others that reach out, to where this installation itself has said: its store, its database, its mail server.
# `boto3` (cms/media/buckets.py), psycopg and redis through Django, `django.core.mail`. Nobody else names their hosts.
MAY = {
    "api/outbound/connections.py": {"socket", "ssl"},
    "api/outbound/posting.py": {"http.client"},
    "cms/processes.py": {"socket"},  # whether a port of this machine is free
    "cms/run.py": {"socket"},
}


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {known for known in OUTBOUND for name in names if name == known or name.startswith(f"{known}.")}


def test_no_other_module_opens_sockets_to_the_outside():
    files = [file for package in ("api", "cms", "editions", "factsheets") for file in (ROOT / package).rglob("*.py")]
    found = {str(file.relative_to(ROOT)): names for file in files if (names := imported(file))}
    assert found == MAY


def test_import_of_a_socket_would_be_found(tmp_path):
    file = tmp_path / "leak.py"
    for line in (
        "import urllib.request",
        "from urllib import request",
        "from http import client",
        "import requests.api",
    ):
        file.write_text(line)
        assert imported(file), line
