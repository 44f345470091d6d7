"""Servers under measurement: granian with two workers, started as processes of their own, with what they have cost."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WORKERS = 2
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, and the processes that answer."""

    port: int
    process: subprocess.Popen[bytes]

    def workers(self) -> list[int]:
        """The ids of the processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in children.split() if "resource_tracker" not in _command(int(pid))]

    def cpu(self) -> float:
        """Seconds of CPU that all workers have used."""
        return sum(_cpu_of(pid) for pid in self.workers())

    def resident(self) -> float:
        """Megabytes that the largest worker holds in memory."""
        return max(_resident_of(pid) for pid in self.workers())


@contextmanager
def serving(target: str, environment: Mapping[str, str], *, workers: int = WORKERS) -> Iterator[Server]:
    """The WSGI application of that name, served as `cms.serve` does it."""
    port = _free_port()
    code = (
        "from granian import Granian; from granian.constants import Interfaces; from granian.log import LogLevels;"
        f"Granian({target!r}, interface=Interfaces.WSGI, address='127.0.0.1', port={port}, workers={workers},"
        " blocking_threads=2, websockets=False, log_access=False, log_level=LogLevels.error).serve()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], env=os.environ | dict(environment), stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(port, process)
        yield Server(port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


def postgresql_cpu() -> float:
    """Seconds of CPU of the database's processes that live now, where it is on this machine."""
    total = 0.0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and _name(folder).startswith("postgres"):
            total += _cpu_of(int(folder.name))
    return total


def _name(folder: Path) -> str:
    try:
        return (folder / "comm").read_text()
    except OSError:
        return ""


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return "resource_tracker"


def _cpu_of(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _resident_of(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 1e6


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")
