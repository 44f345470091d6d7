"""`python -m tests.bench.api`: what an answer of the API costs, beside a bare Django view in the same run.

Prints, for each database and size, a line for each kind of request: answers per second, milliseconds, CPU milliseconds
per 1,000 answers of both workers together, and the ratio to the bare view that returns the same bytes from memory.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.run import postgresql

from . import FIVE
from .load import Measured, measure
from .servers import Server, serving

PROJECT = Path(__file__).resolve().parents[3]
SETTINGS = {
    "SECRET_KEY": "only-to-measure",
    "ALLOWED_HOSTS": "localhost",
    "INSECURE_HTTP": "1",
    "SITE_URL": "http://localhost",
    "REDIS_URL": "",
    # Limits and counts of use are on; nobody is refused.
    "RATE_LIMIT_ANONYMOUS": "100000000",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of request. `body` is the path whose bytes the bare view returns; `budget` the ratio to reach."""

    name: str
    paths: Callable[[int, int], str]
    body: str
    budget: float
    number: int = 4000
    warm: bool = True
    status: int = 200


DETAIL = "/api/v1/factsheets/asthma-7/?lang=fr"
LIST = "/api/v1/factsheets/?lang=fr"
CHANGES = "/api/v1/changes/?lang=fr&type=factsheet&page_size=20"
SEARCH = "/api/v1/search/?q={}&lang=en"
WORDS = (
    "inhaler",
    "medicine",
    "breath",
    "dose",
    "lungs",
    "asthma",
    "shake",
    "press",
    "slowly",
    "body",
    "small",
    "rest",
)

CASES = (
    Case("detail", lambda i, n: DETAIL, DETAIL, 1.5),
    Case("list of 20", lambda i, n: LIST, LIST, 2.0),
    Case("search", lambda i, n: _search(i % len(WORDS)), SEARCH.format("inhaler"), 5.0),
    Case("search, first asked", lambda i, n: _search(i), SEARCH.format("inhaler"), 5.0, number=600, warm=False),
    Case("304", lambda i, n: DETAIL, DETAIL, 1.3, status=304),
    Case("changes, 20 whole", lambda i, n: CHANGES, CHANGES, 3.5),
    Case("detail, first read", lambda i, n: _other(i, n), DETAIL, 3.0, number=600, warm=False),
)


def _search(number: int) -> str:
    """One word, or one and another in some place of the alphabet, as somebody types."""
    first, rest = number % len(WORDS), number // len(WORDS)
    second = f"+{WORDS[rest % len(WORDS)][: 1 + rest // len(WORDS) % 5]}" if rest else ""
    return SEARCH.format(WORDS[first] + second)


def _other(number: int, size: int) -> str:
    """Another sheet or language each time, so that no worker has it in its memory."""
    return f"/api/v1/factsheets/asthma-{2 + (number // 5) % (size - 2)}/?lang={FIVE[number % 5]}"


def main() -> None:
    """Measure what the arguments ask for."""
    chosen = argparse.ArgumentParser()
    chosen.add_argument("--sizes", default=os.environ.get("BENCH_SIZES", "100,1000,10000"))
    chosen.add_argument("--databases", default="sqlite,postgresql")
    arguments = chosen.parse_args()
    for database in arguments.databases.split(","):
        for size in map(int, arguments.sizes.split(",")):
            with seeded(database, size) as address:
                report(database, size, address)
    print(f"\nAn empty Wagtail project holds {empty_project():.0f} MB in a worker.")


def report(database: str, size: int, address: str) -> None:
    """Measure each case, the bare view with the same bytes right after it."""
    print(f"\n{database}, {size:,} sheets × 6 languages, two workers")
    print(f"{'':20}{'per s':>8}{'p50 ms':>8}{'p99 ms':>8}{'CPU ms/1000':>13}{'bare':>7}{'ratio':>7}{'to reach':>10}")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving("cms.wsgi:application", SETTINGS | {"DATABASE_URL": address}) as ours,
    ):
        etag = ""
        for number, case in enumerate(CASES):
            body, headers = fetched(ours, case.body)
            etag = headers.get("ETag", etag)
            (Path(folder) / str(number)).write_bytes(body)
        with serving("tests.bench.api.bare:application", {"BARE_BODIES": folder}) as bare:
            for number, case in enumerate(CASES):
                _, headers = fetched(ours, case.body)
                line(case, measured(ours, case, size, headers["ETag"]), measured_bare(bare, case, number))
        print(f"the larger worker holds {ours.resident():.0f} MB afterwards")


def measured(server: Server, case: Case, size: int, etag: str) -> Measured:
    headers = {"If-None-Match": etag} if case.status == 304 else {}
    if case.warm:
        measure(server, lambda i: case.paths(i, size), 400, headers=headers, status=case.status)
    return measure(server, lambda i: case.paths(i, size), case.number, headers=headers, status=case.status)


def measured_bare(server: Server, case: Case, number: int) -> Measured:
    path = "/304" if case.status == 304 else f"/{number}"
    measure(server, lambda i: path, 400, status=case.status)
    return measure(server, lambda i: path, case.number, status=case.status)


def line(case: Case, ours: Measured, bare: Measured) -> None:
    ratio = ours.cpu / bare.cpu
    print(
        f"{case.name:20}{ours.per_second:8.0f}{ours.p50:8.2f}{ours.p99:8.2f}{ours.cpu:13.0f}{bare.cpu:7.0f}"
        f"{ratio:7.2f}{case.budget:10.1f}{'' if ratio <= case.budget else '  MISSED'}",
        flush=True,
    )


def fetched(server: Server, path: str) -> tuple[bytes, Mapping[str, str]]:
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}{path}", headers={"Host": "localhost"})
    with urllib.request.urlopen(request) as answer:
        return answer.read(), answer.headers


@contextmanager
def seeded(database: str, size: int) -> Iterator[str]:
    """The address of a database of its own with so many sheets, which is thrown away afterwards."""
    if database == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            address = f"sqlite:///{folder}/bench.sqlite3"
            seed(address, size)
            yield address
        return
    server = postgresql()
    name = f"bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        address = f"{server.rpartition('/')[0]}/{name}"
        seed(address, size)
        yield address
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def seed(address: str, size: int) -> None:
    environment = os.environ | SETTINGS | {"DATABASE_URL": address}
    for arguments in (["manage.py", "migrate", "-v0"], ["-m", "tests.bench.api.seed", str(size)]):
        subprocess.run([sys.executable, *arguments], cwd=PROJECT, env=environment, check=True)


def empty_project() -> float:
    """Megabytes of a worker that has shown its log-in page to two hundred people."""
    migrate = (
        "import tests.bench.api.empty; from django.core.management import call_command; call_command('migrate', '-v0')"
    )
    with tempfile.TemporaryDirectory() as folder:
        environment = {"EMPTY_DATABASE": f"{folder}/empty.sqlite3"}
        subprocess.run([sys.executable, "-c", migrate], cwd=PROJECT, env=os.environ | environment, check=True)
        with serving("tests.bench.api.empty:application", environment) as server:
            measure(server, lambda i: "/admin/login/", 200)
            return server.resident()


if __name__ == "__main__":
    main()
