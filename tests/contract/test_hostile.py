"""Requests that nobody means well with, as bytes to the real server: refused at once, in words, and forgotten.

Some are refused by the web server (granian, hyper) before our code sees them: it answers without a document, or hangs
up. Which those are is a part of the tables here, so that docs/decisions/0019 stays true.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.client import HTTPConnection

import pytest

from tests.api import builders

from .server import HOST, Answer, Server, get, running

SHEETS = "/api/v1/factsheets/"
SLOWEST = 50  # milliseconds, of the quickest of several: what else runs on the machine can only add to it
MOST_GROWTH = 20_000  # kB
DEEP = b"[" * 100_000


@pytest.fixture(scope="module")
def server(django_db_setup: None, django_db_blocker) -> Iterator[Server]:
    with django_db_blocker.unblock(), running() as started:
        for _warm_up in range(20):
            started.send(get(SHEETS))
        yield started


def declared(body: bytes, *headers: str, method: str = "GET", length: int | None = None) -> bytes:
    said = len(body) if length is None else length
    return get(SHEETS, f"Content-Length: {said}", *headers, method=method, body=body)


def chunked(body: bytes, *headers: str, method: str = "POST") -> bytes:
    return get(SHEETS, "Transfer-Encoding: chunked", *headers, method=method, body=body)


JSON = "Content-Type: application/json"
# Answered by our code: a problem document with this code, or the ordinary answer.
OURS: dict[str, tuple[int, str, Callable[[], bytes]]] = {
    "nested body": (405, "method-not-allowed", lambda: declared(DEEP, JSON, method="POST")),
    "nested body on GET": (200, "", lambda: declared(DEEP, JSON)),
    "body of another kind": (405, "method-not-allowed", lambda: declared(b"\x00\xff" * 500, JSON, method="PUT")),
    "bad charset": (
        405,
        "method-not-allowed",
        lambda: declared(b"{}", "Content-Type: application/json; charset=no-such", method="POST"),
    ),
    "form without an end": (
        405,
        "method-not-allowed",
        lambda: declared(b"--x\r\n" * 999, "Content-Type: multipart/form-data; boundary=x", method="POST"),
    ),
    "chunks": (405, "method-not-allowed", lambda: chunked(b"5\r\nhello\r\n0\r\n\r\n")),
    "NUL in the path": (404, "not-found", lambda: get(f"{SHEETS}a%00b/")),
    "surrogate in the path": (404, "not-found", lambda: get(f"{SHEETS}%ED%A0%80/")),
    "bad UTF-8 in the path": (404, "not-found", lambda: get(f"{SHEETS}%FF%FE/")),
    "path that turns round": (404, "not-found", lambda: get(f"{SHEETS}%E2%80%AE/")),
    "path that climbs": (404, "not-found", lambda: get(f"{SHEETS}..%2f..%2fadmin/")),
    "long path": (404, "not-found", lambda: get(f"{SHEETS}{'a' * 30_000}/")),
    "deep path": (404, "not-found", lambda: get("/api/v1" + "/a" * 15_000)),
    "NUL in the query": (400, "bad-parameter", lambda: get(f"{SHEETS}?lang=%00")),
    "surrogate in the query": (400, "bad-parameter", lambda: get(f"{SHEETS}?lang=%ED%A0%80")),
    "bad UTF-8 in the query": (400, "bad-parameter", lambda: get(f"{SHEETS}?lang=%FF")),
    "bad UTF-8 in a name": (400, "bad-parameter", lambda: get(f"{SHEETS}?%FF=1")),
    "broken percent": (400, "bad-parameter", lambda: get(f"{SHEETS}?lang=%zz")),
    "giant cursor": (400, "bad-parameter", lambda: get(f"{SHEETS}?cursor={'A' * 50_000}")),
    "cursor made up": (400, "bad-parameter", lambda: get(f"{SHEETS}?cursor={'A' * 3_999}")),
    "thousands of parameters": (
        400,
        "bad-parameter",
        lambda: get(f"{SHEETS}?{'&'.join(f'p{number}=1' for number in range(5_000))}"),
    ),
    "thousands of the same": (400, "bad-parameter", lambda: get(f"{SHEETS}?{'lang=fr&' * 5_000}")),
    "thousands of nothing": (200, "", lambda: get(f"{SHEETS}?{'&' * 50_000}")),
    "huge Accept-Language": (200, "", lambda: get(SHEETS, f"Accept-Language: {'fr;q=0.1,' * 6_600}fr")),
    "huge Accept": (406, "not-acceptable", lambda: get(SHEETS, f"Accept: {'a/b;q=0.1,' * 6_000}*/*")),
    "huge If-None-Match": (200, "", lambda: get(SHEETS, "If-None-Match: " + '"a",' * 15_000 + '"b"')),
    "bad UTF-8 in a header": (200, "", lambda: get(SHEETS, "Accept-Language: \xff\xfe")),
    "weights of nonsense": (200, "", lambda: get(SHEETS, "Accept-Language: fr;q=1e999,*;q=-1")),
    "dates of nonsense": (200, "", lambda: get(SHEETS, "If-Modified-Since: Mon, 99 Foo 99999 99:99:99 GMT")),
    "cookies": (200, "", lambda: get(SHEETS, f"Cookie: {'a=b; ' * 10_000}")),
    "wrong key": (401, "unknown-key", lambda: get(SHEETS, f"Authorization: Bearer fs_{'x' * 50_000}")),
    "other Host": (400, "bad-request", lambda: get(SHEETS, "Host: evil.example")),
    "Host of nonsense": (400, "bad-request", lambda: get(SHEETS, "Host: a@b:c")),
    "other Host forwarded": (200, "", lambda: get(SHEETS, "X-Forwarded-Host: evil.example")),
    "invented method": (405, "method-not-allowed", lambda: get(SHEETS, method="BREW")),
    "method of another protocol": (405, "method-not-allowed", lambda: get(SHEETS, method="PROPFIND")),
    "overridden method": (
        405,
        "method-not-allowed",
        lambda: get(SHEETS, "X-HTTP-Method-Override: GET", method="POST"),
    ),
    "method without an end": (405, "method-not-allowed", lambda: get(SHEETS, method="A" * 60_000)),
    "TRACE": (405, "method-not-allowed", lambda: get(SHEETS, "Cookie: secret=1", method="TRACE")),
    "HTTP/1.0": (200, "", lambda: get(SHEETS, version="1.0")),
    "long query": (400, "bad-parameter", lambda: get(f"{SHEETS}?q={'a' * 60_000}")),
    "no Host": (400, "bad-request", lambda: f"GET {SHEETS} HTTP/1.1\r\nConnection: close\r\n\r\n".encode()),
    "two Hosts": (400, "bad-request", lambda: get(SHEETS, f"Host: {HOST}", "Host: evil.example")),
    "address of another site": (400, "bad-request", lambda: get(f"http://evil.example{SHEETS}", "Host: evil.example")),
    # The Host header decides, although RFC 9112 §3.2.2 would have the target decide; neither is ever in an answer.
    "address of another site, our Host": (200, "", lambda: get(f"http://evil.example{SHEETS}")),
    "whole address of ours": (200, "", lambda: get(f"http://{HOST}{SHEETS}")),
    "longer body than there is": (405, "method-not-allowed", lambda: declared(b"abc", method="POST", length=1_000)),
    "body of a petabyte": (405, "method-not-allowed", lambda: declared(b"abc", method="POST", length=10**15)),
    "body of a petabyte on GET": (200, "", lambda: declared(b"abc", length=10**15)),
    "junk for chunks": (405, "method-not-allowed", lambda: chunked(b"zzz\r\nhello\r\n")),
    "junk for chunks on GET": (200, "", lambda: chunked(b"zzz\r\nhello\r\n", method="GET")),
    "giant chunk": (405, "method-not-allowed", lambda: chunked(b"fffffffffffffffff\r\nhello\r\n")),
    "length and chunks": (
        405,
        "method-not-allowed",
        lambda: chunked(b"0\r\n\r\n", "Content-Length: 3"),
    ),
    "way to another site": (404, "not-found", lambda: get("/api//evil.example/x/")),
    "way to another site without a slash": (404, "not-found", lambda: get("/api//evil.example")),
}

# Answered by granian and hyper before our code: a status and nothing else.
THEIRS: dict[str, tuple[int, Callable[[], bytes]]] = {
    "address of 8 MB": (431, lambda: get(f"{SHEETS}?q={'a' * 8_000_000}")),
    "address of 100 kB": (414, lambda: get(f"{SHEETS}?q={'a' * 100_000}")),
    "headers of 600 kB": (431, lambda: get(SHEETS, f"Accept-Language: {'fr,' * 200_000}fr")),
    "thousands of headers": (431, lambda: get(SHEETS, *[f"X-{number}: a" for number in range(5_000)])),
    "two lengths": (400, lambda: get(SHEETS, "Content-Length: 3", "Content-Length: 5", body=b"abcde")),
    "negative length": (400, lambda: get(SHEETS, "Content-Length: -3", method="POST")),
    "endless length": (400, lambda: declared(b"abc", method="POST", length=10**30)),
    "other transfer coding": (400, lambda: get(SHEETS, "Transfer-Encoding: gzip", method="POST")),
    "bad UTF-8 bytes in the path": (400, lambda: get(f"{SHEETS}\xff\xfe/")),
    "bare NUL in the path": (400, lambda: get("/api/v1/\x00")),
    "space in the path": (400, lambda: get("/api/v1/ x")),
    "NUL in a header": (400, lambda: get(SHEETS, "X: a\x00b")),
    "folded header": (400, lambda: get(SHEETS, "X: a\r\n b")),
    "space before the colon": (400, lambda: get(SHEETS, "X : a")),
    "HTTP/9.9": (400, lambda: get(SHEETS, version="9.9")),
    "HTTP/0.9": (400, lambda: f"GET {SHEETS}\r\n\r\n".encode()),
    "TLS to a port without": (400, lambda: b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 600),
    "method in Latin-1": (400, lambda: get(SHEETS, method="G\xe9T")),
}


@pytest.fixture
def inhalers(transactional_db: None) -> None:
    builders.inhalers()


@pytest.mark.parametrize("name", OURS)
def test_request_is_answered_at_once_and_in_words(server: Server, name: str) -> None:
    status, code, request = OURS[name]
    answers = [server.send(request()) for _again in range(5)]
    for answer in answers:
        assert_answered(answer, status, code)
    assert min(answer.milliseconds for answer in answers if answer) < SLOWEST


@pytest.mark.parametrize("name", THEIRS)
def test_request_is_refused_by_the_web_server(server: Server, name: str) -> None:
    status, request = THEIRS[name]
    answers = [server.send(request()) for _again in range(5)]
    assert {answer.status for answer in answers if answer} <= {status}  # it may hang up before it has read all
    assert all(not answer.body for answer in answers if answer)
    assert min([answer.milliseconds for answer in answers if answer] or [0]) < SLOWEST


def test_answers_with_contents_stand_it_as_well(server: Server, inhalers: None) -> None:
    """As above with something in the lists, which is where time could be lost."""
    for name, (status, code, request) in OURS.items():
        answers = [server.send(request()) for _again in range(3)]
        for answer in answers:
            assert_answered(answer, status, code)
        assert min(answer.milliseconds for answer in answers if answer) < SLOWEST, name


def test_memory_does_not_grow(server: Server, inhalers: None) -> None:
    everything = [
        *(request for _status, _code, request in OURS.values()),
        *(request for _status, request in THEIRS.values()),
    ]
    ask_all(server, everything)
    languages_in_turn(server, first=0, last=500)
    before = server.resident_kilobytes()
    for _round in range(1_000 // len(everything)):
        ask_all(server, everything)
    languages_in_turn(server, first=500, last=10_000)
    grown = server.resident_kilobytes() - before
    print(f"\nThe worker has grown by {grown} kB from {before} kB")
    assert grown < MOST_GROWTH


def ask_all(server: Server, requests: list[Callable[[], bytes]]) -> None:
    for request in requests:
        server.send(request())


def languages_in_turn(server: Server, *, first: int, last: int) -> None:
    """Each another code, half by parameter and half by header, over one connection."""
    wire = HTTPConnection("127.0.0.1", server.port, timeout=10)
    for number in range(first, last):
        code = f"fr-x-{number:06}"
        target, headers = (f"{SHEETS}inhalers/?lang={code}", {}) if number % 2 else (SHEETS, {"Accept-Language": code})
        wire.request("GET", target, headers={"Host": HOST, **headers})
        answer = wire.getresponse()
        answer.read()
        assert answer.status in (200, 404)
    wire.close()


def assert_answered(answer: Answer | None, status: int, code: str) -> None:
    assert answer, "the server hung up"
    assert answer.status == status
    assert "evil.example" not in str(answer.headers)
    if code:
        assert answer.headers["content-type"] == "application/problem+json"
        document = json.loads(answer.body)
        assert document["code"] == code
        assert "evil.example" not in answer.body.decode().replace(document["instance"], "")
