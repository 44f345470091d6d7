"""`make run` starts several processes and leaves none behind."""

import os
import signal
import socket
import subprocess
import sys
import textwrap

from .management import ROOT

PROGRAM = """
    import sys
    from pathlib import Path
    from cms.processes import run_together

    SERVER = '''
    import socket, time
    server = socket.create_server(("127.0.0.1", {port}))
    time.sleep(60)
    '''
    WORKER = "import os, time; print(os.getpid(), flush=True); time.sleep({worker_lives})"
    sys.exit(run_together(
        [[sys.executable, "-c", SERVER], [sys.executable, "-c", WORKER]],
        cwd=Path.cwd(), port={port}, when_ready="ready",
    ))
"""


def start(*, worker_lives: float) -> subprocess.Popen[str]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    program = textwrap.dedent(PROGRAM).format(port=port, worker_lives=worker_lives)
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def worker_and_readiness(running: subprocess.Popen[str]) -> int:
    """The worker's process id, once both lines were printed."""
    lines = {running.stdout.readline().strip() for _ in range(2)}
    assert "ready" in lines
    return int((lines - {"ready"}).pop())


def test_sigterm_ends_all_of_them() -> None:
    running = start(worker_lives=60)
    worker = worker_and_readiness(running)
    running.send_signal(signal.SIGTERM)
    assert running.wait(timeout=15) == 0
    assert not is_alive(worker)


def test_end_of_one_ends_the_others_and_is_a_failure() -> None:
    running = start(worker_lives=1.5)
    assert running.wait(timeout=15) == 1
