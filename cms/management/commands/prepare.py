"""`manage.py prepare`: everything between installing the packages and starting the server.

Safe to run again at any time, and quick when there is nothing to do. `make run` calls it with
`--demo`; a real installation calls it without, at every update. An image of a container has its two
parts at two times: the files when it is built, where there is no database, and the database when it
is put to use, where no file can be written.
"""

import hashlib
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from cms.messages.catalogues import compile_all


class Command(BaseCommand):
    help = "Compile catalogues, collect static files, bring the database up to date."
    requires_system_checks: list[str] = []  # migrate runs them, when the catalogues are there

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("part", nargs="?", choices=("files", "database"), help="Only this one; without it, both.")
        parser.add_argument("--demo", action="store_true", help="Load demo content and users too.")

    def handle(self, *, part: str | None, demo: bool, **options: Any) -> None:
        if part != "database":
            settings.VAR_DIR.mkdir(exist_ok=True)
            self.step("Catalogues of the interface")
            compile_all(settings.BASE_DIR)
            self.collect_static_files()
        if part != "files":
            self.step("Database (takes half a minute if it is new)")
            call_command("migrate", interactive=False)
            call_command("rebuild_search", stale=True)  # what an earlier version released, or folded by other rules
            call_command("release_snippets")  # publishers of an earlier version have no edition yet
        if demo:
            self.step("Demo content")
            call_command("demo")

    def step(self, title: str) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(f"· {title}"))
        self.stdout.flush()

    def collect_static_files(self) -> None:
        """Copy, hash and compress them, unless they are the same as last time."""
        stamp = Path(settings.STATIC_ROOT) / ".collected"
        fingerprint = fingerprint_of_static_files()
        if stamp.exists() and stamp.read_text() == fingerprint:
            return
        self.step("Static files of the admin")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(fingerprint)


def fingerprint_of_static_files() -> str:
    return hashlib.sha256("\n".join(static_files()).encode()).hexdigest()


def static_files() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            yield f"{name} {state.st_size} {state.st_mtime_ns}"
