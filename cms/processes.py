"""Runs a few processes as one: all start; when one ends or a signal comes, all end (`cms.run`)."""

import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

GRACE = 10  # seconds to finish what they are doing
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STARTING = 60  # seconds until the server must answer


class Stopped(Exception):
    """Somebody asked us to stop."""


def run_together(commands: Sequence[Sequence[str]], *, cwd: Path, port: int, when_ready: str) -> int:
    """Run the commands until the first one ends; its exit code, or 0 after Ctrl-C or SIGTERM."""
    for number in STOP_SIGNALS:
        signal.signal(number, ask_to_stop)
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            # A process group of its own: otherwise Ctrl-C reaches the server's children as well as
            # the server, and one time in three granian then waits for them for ever.
            processes.append(subprocess.Popen(command, cwd=cwd, process_group=0))
        wait_for_server(port, processes)
        print(when_ready, flush=True)
        return wait_for_first(processes)
    except Stopped:
        return 0
    finally:
        stop(processes)


def ask_to_stop(number: int, frame: FrameType | None) -> None:
    raise Stopped


def wait_for_server(port: int, processes: Sequence[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline and all(process.poll() is None for process in processes):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)


def wait_for_first(processes: Sequence[subprocess.Popen[bytes]]) -> int:
    while True:
        for process in processes:
            if (code := process.poll()) is not None:
                print(f"Ended by itself with code {code}: {process.args!r}", flush=True)
                return code or 1
        time.sleep(0.5)


def stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask each by its id, give them time, then insist."""
    for number in STOP_SIGNALS:  # we are on our way out; a second one must not leave anybody behind
        signal.signal(number, signal.SIG_IGN)
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
