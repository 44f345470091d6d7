"""The real server in a process of its own, and sockets to it that send exactly the bytes they are given."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
HOST = "sheets.example"
STARTING = 60  # seconds


@dataclass(frozen=True)
class Answer:
    """What came back, and how many milliseconds after the last byte was sent."""

    status: int
    headers: dict[str, str]
    body: bytes
    milliseconds: float


@dataclass(frozen=True)
class Server:
    """The server that production has, on the database of the tests."""

    port: int
    process: subprocess.Popen[bytes]

    def send(self, request: bytes) -> Answer | None:
        """The answer to these bytes; None if the server only hung up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as wire:
            with suppress(BrokenPipeError, ConnectionResetError):  # it has seen enough, and may have said so
                wire.sendall(request)
            return read_answer(wire, started=time.perf_counter())

    def resident_kilobytes(self) -> int:
        """Of the worker: the child that answers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return max(map(resident, children))


def resident(process: str) -> int:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) if found else 0


def read_answer(wire: socket.socket, started: float) -> Answer | None:
    """Up to the length that it names, or to the end."""
    data = b""
    with suppress(ConnectionResetError):
        while not is_whole(data) and (more := wire.recv(65536)):
            data += more
    spent = (time.perf_counter() - started) * 1000
    if not data.startswith(b"HTTP/"):
        return None
    head, _blank, body = data.partition(b"\r\n\r\n")
    if b"transfer-encoding: chunked" in head.lower():
        body = b"".join(body.split(b"\r\n")[1::2])  # none of our answers has a line break in it
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _colon, value in (line.partition(": ") for line in lines)}
    return Answer(int(first.split()[1]), headers, body, spent)


def is_whole(data: bytes) -> bool:
    head, blank, body = data.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    return bool(blank) and length is not None and len(body) >= int(length[1])


@contextmanager
def running(processes: int = 1) -> Iterator[Server]:
    """The server, started as in production, and stopped again."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "cms.serve", "--port", str(port), "--processes", str(processes)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), **quiet)
    try:
        server = Server(port, process)
        wait_for(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def environment() -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": f"https://{HOST}",
        "INSECURE_HTTP": "1",
        "DATABASE_URL": database_url(),
        "CONTENT_LANGUAGES": "en,cy,fr,es,pl,ro,ar,ur,bn,pa,so,zh-hans",
        "RATE_LIMIT_ANONYMOUS": "100000000",  # what is measured here is not the limit
    }


def database_url() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"


def wait_for(server: Server) -> None:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline:
        assert server.process.poll() is None, "the server ended by itself"
        try:
            if server.send(get("/api/v1/languages/")):
                return
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


def get(target: str, *headers: str, method: str = "GET", version: str = "1.1", body: bytes = b"") -> bytes:
    """A request; the target and the headers may have anything in them (as Latin-1), a body is not declared for you."""
    named = any(header.lower().startswith("host:") for header in headers)
    lines = [f"{method} {target} HTTP/{version}", *([] if named else [f"Host: {HOST}"]), *headers, "Connection: close"]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
