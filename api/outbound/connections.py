"""Sockets to the outside, each with one deadline for all that happens on it. The one module that opens them.

A host is resolved once, every address that it has is judged, and the connection goes to one that was judged: a name
that answers differently the second time (DNS rebinding) is never asked a second time.
"""

from __future__ import annotations

import io
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from .addresses import Address, may_be_reached, networks
from .failures import CannotSend, Failure
from .targets import Target

# Of a host with many addresses, how many are tried, and how long each may take.
MOST_TRIES = 3
SECONDS_TO_CONNECT = 5.0
# All that is ever read of an answer, head included. What we keep of its body is far less.
MOST_BYTES = 64 * 1024


class Deadline:
    """The moment at which all has to be over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, *, at_most: float = float("inf")) -> float:
        """Seconds until then. Raises CannotSend if there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise CannotSend(Failure.TOO_SLOW)
        return min(left, at_most)


class Line(io.RawIOBase):
    """A connected socket, as `http.client` wants one: what it sends and reads stays within deadline and limit."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._socket = connected
        self._deadline = deadline
        self._read = 0

    def makefile(self, mode: str) -> io.BufferedReader:
        """Called once by `http.client`, to read the answer."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """One read, however little comes: a server that sends a byte a minute meets the deadline all the same."""
        if self._read >= MOST_BYTES:
            raise CannotSend(Failure.TOO_LARGE)
        self._socket.settimeout(self._deadline.left())
        count = self._socket.recv_into(buffer)
        self._read += count
        return count

    def sendall(self, data: bytes) -> None:
        """Everything, before the deadline. (TLS sockets would begin a new timeout with each part.)"""
        rest = memoryview(data)
        while rest:
            self._socket.settimeout(self._deadline.left())
            rest = rest[self._socket.send(rest) :]

    def close(self) -> None:
        """The socket is closed by `connection`."""


@contextmanager
def connection(target: Target, deadline: Deadline) -> Iterator[Line]:
    """A line to the target, by TLS if it asks for it. Raises CannotSend."""
    connected = _connected(_addresses(target, deadline), target.port, deadline)
    try:
        if target.is_secure:
            connected = _secured(connected, target.host, deadline)
        yield Line(connected, deadline)
    finally:
        connected.close()


def _addresses(target: Target, deadline: Deadline) -> list[Address]:
    """Where the target is. One address that may not be reached is reason enough to refuse them all."""
    found = [target.ip] if target.ip else _resolved(target, deadline)
    allowed = networks(settings.WEBHOOKS_ALLOW_PRIVATE_NETWORKS)
    for address in found:
        if not may_be_reached(address, allowed=allowed):
            raise CannotSend(Failure.NOT_PUBLIC, f"{target.host}: {address}")
    return found


def _resolved(target: Target, deadline: Deadline) -> list[Address]:
    """Ask the machine's resolver, in a thread of its own: it cannot be told how long it may take."""
    answers: list[list[Address]] = []
    asking = threading.Thread(target=lambda: answers.append(_ask(target)), daemon=True)
    asking.start()
    asking.join(deadline.left())
    if not answers:
        raise CannotSend(Failure.TOO_SLOW, _("The name could not be looked up in time."))
    if not answers[0]:
        raise CannotSend(Failure.UNKNOWN_HOST, target.host)
    return answers[0]


def _ask(target: Target) -> list[Address]:
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(ip_address(each[4][0]) for each in found))


def _connected(addresses: list[Address], port: int, deadline: Deadline) -> socket.socket:
    reason = ""
    for address in addresses[:MOST_TRIES]:
        family = socket.AF_INET if address.version == 4 else socket.AF_INET6
        connecting = socket.socket(family, socket.SOCK_STREAM)
        try:
            connecting.settimeout(deadline.left(at_most=SECONDS_TO_CONNECT))
            connecting.connect((str(address), port))
        except (OSError, CannotSend) as error:
            connecting.close()
            reason = str(error)
        else:
            return connecting
    deadline.left()
    raise CannotSend(Failure.NO_CONNECTION, reason)


def _secured(connected: socket.socket, host: str, deadline: Deadline) -> socket.socket:
    """The same with TLS. The certificate has to be for this host and from an authority that is trusted here."""
    connected.settimeout(deadline.left())
    try:
        return _tls(settings.WEBHOOKS_CA_FILE).wrap_socket(connected, server_hostname=host)
    except TimeoutError as error:
        raise CannotSend(Failure.TOO_SLOW) from error
    except OSError as error:  # an SSLError is one
        raise CannotSend(Failure.NOT_TRUSTED, _reason(error)) from error


def _reason(error: OSError) -> str:
    return str(getattr(error, "verify_message", "") or getattr(error, "reason", "") or error)


@cache
def _tls(ca_file: str) -> ssl.SSLContext:
    """Built by hand: `create_default_context` would write the keys to the file that SSLKEYLOGFILE names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # checks the certificate and the host name
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file:
        context.load_verify_locations(ca_file)
    else:
        context.load_default_certs()
    return context
