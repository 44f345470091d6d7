"""Load: readers who keep their connection open and ask again as soon as they are answered."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

from .servers import Server

READERS = 4
Paths = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a number of answers has cost. Times in milliseconds, CPU in milliseconds per 1,000 answers."""

    per_second: float
    p50: float
    p99: float
    cpu: float


def measure(
    server: Server,
    paths: Paths,
    number: int,
    *,
    headers: Mapping[str, str] | None = None,
    status: int = 200,
    cpu: Callable[[], float] | None = None,
) -> Measured:
    """Ask for `paths(0)` to `paths(number - 1)` by several readers at once; every answer must have this status."""
    cpu = cpu or server.cpu
    shares = [range(start, number, READERS) for start in range(READERS)]
    times: list[list[float]] = [[] for _share in shares]
    faults: list[str] = []
    readers = [
        threading.Thread(target=_read, args=(server.port, paths, share, headers or {}, status, own, faults))
        for share, own in zip(shares, times, strict=True)
    ]
    begin_cpu, begin = cpu(), time.perf_counter()
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    seconds, spent = time.perf_counter() - begin, cpu() - begin_cpu
    if faults:
        raise AssertionError(faults[0])
    cuts = quantiles([each for own in times for each in own], n=100)
    return Measured(number / seconds, cuts[49] * 1000, cuts[98] * 1000, spent * 1e6 / number)


def _read(
    port: int,
    paths: Paths,
    share: Sequence[int],
    headers: Mapping[str, str],
    status: int,
    times: list[float],
    faults: list[str],
) -> None:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for number in share:
            begin = time.perf_counter()
            path = paths(number)
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n".encode())
            if (got := _answered(connection)) != status:
                faults.append(f"{path}: {got} instead of {status}")
                return
            times.append(time.perf_counter() - begin)


def _answered(connection: socket.socket) -> int:
    """Read one answer whole; its status."""
    received = bytearray()
    while (end := received.find(b"\r\n\r\n")) < 0:
        received += _more(connection)
    head = bytes(received[:end]).lower()
    status = int(head[9:12])
    if status == 304:
        return status
    _before, _name, rest = head.partition(b"content-length:")
    missing = int(rest.split(b"\r\n", 1)[0]) - (len(received) - end - 4)
    while missing > 0:
        missing -= len(_more(connection))
    return status


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(262_144)
    if not data:
        raise ConnectionError("the server hung up")
    return data
