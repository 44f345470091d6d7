"""Real servers on this machine, for what webhooks are sent to: by HTTP, by TLS, and by sockets that misbehave."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Received:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """What it was sent, and what it answers: a status, or a function from a request to a status."""

    url: str = ""
    answers: int | Callable[[Received], int] = 200
    headers: dict[str, str] = field(default_factory=dict)
    says: bytes = b"thank you"
    received: list[Received] = field(default_factory=list)

    def answer_to(self, request: Received) -> int:
        self.received.append(request)
        return self.answers if isinstance(self.answers, int) else self.answers(request)

    @property
    def ids(self) -> list[str]:
        return [request.id for request in self.received]


@contextmanager
def a_receiver(certificate: Path | None = None) -> Iterator[Receiver]:
    """A server on a port of its own; with a certificate, by TLS."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = receiver.answer_to(Received(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(receiver.says)

        def log_message(self, *_args: object) -> None:
            """To nobody."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme, host = ("https", "localhost") if certificate else ("http", "127.0.0.1")
    receiver.url = f"{scheme}://{host}:{server.server_address[1]}/hooks"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def a_socket_that(misbehaves: Callable[[socket.socket], object]) -> Iterator[str]:
    """The address of something that takes a connection and then does what it likes with it."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                connected, _address = listening.accept()
                threading.Thread(target=misbehave, args=(connected,), daemon=True).start()

    def misbehave(connected: socket.socket) -> None:
        with suppress(OSError), connected:
            misbehaves(connected)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        listening.close()


def a_certificate(folder: Path, *names: str) -> Path:
    """A file with a key and a certificate of its own authority for these names."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a test")])
    today = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(today - timedelta(days=1)).not_valid_after(today + timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([_name(name) for name in names]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    certificate = builder.sign(key, hashes.SHA256())
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / f"{names[0]}.pem"
    file.write_bytes(pem + certificate.public_bytes(serialization.Encoding.PEM))
    return file


def _name(name: str) -> x509.GeneralName:
    with suppress(ValueError):
        return x509.IPAddress(ip_address(name))
    return x509.DNSName(name)
