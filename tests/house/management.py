"""Runs manage.py as an installation would: a new process with nothing but its own environment."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings",
    "SECRET_KEY": "4v8Zq2mN7xK1wR9tB3yL6cH5jD0gF-pS_aQeUiOkJhGfDsAzXcVbNmLk",
    "ALLOWED_HOSTS": "content.example.org",
}


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
