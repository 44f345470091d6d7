"""`make run`: prepares this machine and serves the system on it, with demo content.

For trying it out. It runs the same server with the same settings as a real installation, but over
plain HTTP, on 127.0.0.1 only, and with secrets that it makes up and keeps in var/run.env.
"""

import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path

from cms.processes import run_together

ROOT = Path(__file__).resolve().parents[1]
PRIVATE_FILE = ROOT / "var" / "run.env"
HOST = "127.0.0.1"

SERVER = [sys.executable, "-m", "cms.serve", "--host", HOST]
# The worker publishes what is scheduled; without this line nothing happens by itself.
WORKER = [sys.executable, "manage.py", "worker"]


def main() -> None:
    port = chosen_port(os.environ.get("PORT") or "8000")
    refuse_a_port_in_use(port)
    os.environ.update(environment(port) | os.environ)
    if subprocess.run([sys.executable, "manage.py", "prepare", "--demo"], cwd=ROOT).returncode:
        sys.exit("make run stopped: see the message above.")
    sys.exit(run_together([[*SERVER, "--port", str(port)], WORKER], cwd=ROOT, port=port, when_ready=addresses(port)))


def chosen_port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        sys.exit(f"PORT is “{text}”, which is no port number. Choose one, for example: PORT=8001 make run")
    return int(text)


def refuse_a_port_in_use(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            sys.exit(f"Port {port} is in use. Choose another one: PORT={port + 1} make run")


def environment(port: int) -> dict[str, str]:
    """What the settings need to know here. Variables that are set already win over these."""
    return private_values() | {
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "ALLOWED_HOSTS": f"localhost,{HOST}",
        "SITE_URL": f"http://{HOST}:{port}",
        "PYTHONUNBUFFERED": "1",
        "LOG_LEVEL": "WARNING",  # so that what is printed for people can be found
    }


def private_values() -> dict[str, str]:
    """The lines NAME=value of var/run.env, which only its owner can read; made on the first run."""
    if not PRIVATE_FILE.exists():
        PRIVATE_FILE.parent.mkdir(exist_ok=True)
        PRIVATE_FILE.parent.chmod(0o700)  # the database is in there too
        descriptor = os.open(PRIVATE_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(f"SECRET_KEY={secrets.token_urlsafe(64)}\nINSECURE_HTTP=1\n")
    lines = PRIVATE_FILE.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def addresses(port: int) -> str:
    base = f"http://{HOST}:{port}"
    return f"""
  Admin      {base}/admin/
  API        {base}/api/v1/
  API pages  {base}/api/v1/docs/

  Demo users are admin, editor and translator; their password was shown when they were made,
  above or in an earlier run. Ctrl-C stops everything.
"""


if __name__ == "__main__":
    main()
