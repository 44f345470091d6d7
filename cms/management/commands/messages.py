"""`manage.py messages`: brings locale/ up to date with the code. `make messages`, `make lint`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.messages.catalogues import compile_all, language_of, paths, read, update
from cms.messages.extract import extracted
from cms.messages.problems import problems_with


class Command(BaseCommand):
    help = "Collect the interface's strings into locale/ and compile the catalogues."
    requires_system_checks: list[str] = []  # it reads files only, and repairs what others need

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; fail unless all is translated.")

    def handle(self, *, check: bool, **options: Any) -> None:
        root = settings.BASE_DIR
        problems = problems_in(root) if check else []
        if problems:
            raise CommandError("The catalogues are not complete.\n" + "\n".join(problems))
        if not check:
            strings = extracted(root)
            for path in paths(root):
                update(path, strings)
        compile_all(root)
        self.stdout.write("The catalogues are complete." if check else summary(root))


def problems_in(root: Path) -> list[str]:
    strings = extracted(root)
    return [
        f"locale/{language_of(path)}: {problem}"
        for path in paths(root)
        for problem in problems_with(read(path), strings)
    ]


def summary(root: Path) -> str:
    """How far each language is."""
    lines = []
    for path in paths(root):
        problems = list(problems_with(read(path), extracted(root)))
        lines.append(f"locale/{language_of(path)}: {len(problems)} to do of {len(read(path))}")
    return "\n".join(lines)
