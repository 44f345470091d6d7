"""Python in a process of its own, on the database of the test."""

import os
import subprocess
import sys
from urllib.parse import quote

from django.db import connection


def elsewhere(program: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Runs the program after `django.setup()`; lines can be written to it and read from it."""
    return subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{program}", *arguments],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "DATABASE_URL": address()} | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def address() -> str:
    """Of the database of this test."""
    settings = connection.settings_dict
    if connection.vendor != "postgresql":
        return f"sqlite:///{settings['NAME']}"
    user = quote(settings["USER"]) + (f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else "")
    return f"postgres://{user}@{settings['HOST']}:{settings['PORT'] or 5432}/{settings['NAME']}"
