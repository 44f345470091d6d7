"""`make test`: all tests on SQLite, then all of them on PostgreSQL where there is one.

Words after `python -m tests.run` go to pytest. With CI set, a missing PostgreSQL is a failure and
not a shorter run (a missing Chromium too: see conftest.py).
"""

import os
import subprocess
import sys
from pathlib import Path

import psycopg

from cms.messages.catalogues import compile_all

LOCAL_POSTGRESQL = "postgres://postgres@127.0.0.1:5432/postgres"


def main() -> None:
    databases = {"SQLite": ""}
    if address := postgresql():
        databases["PostgreSQL"] = address
    elif os.environ.get("CI"):
        sys.exit("CI is set, and no PostgreSQL answers: set DATABASE_URL or start one.")
    else:
        print("No PostgreSQL answers: testing on SQLite only.", flush=True)
    compile_all(Path(__file__).resolve().parents[1])  # once, and not by each worker
    for name, address in databases.items():
        print(f"\n== Tests on {name}", flush=True)
        # Stop at the first that fails: the last lines then say “failed” and not “passed”.
        if code := run_pytest(address):
            sys.exit(code)


def postgresql() -> str:
    """The address of a PostgreSQL server that answers, or nothing."""
    address = os.environ.get("DATABASE_URL", "")
    if address.startswith("postgres"):
        return address
    try:
        psycopg.connect(LOCAL_POSTGRESQL, connect_timeout=2).close()
    except psycopg.OperationalError:
        return ""
    return LOCAL_POSTGRESQL


def run_pytest(database: str) -> int:
    in_parallel = ["-n", "2", "--dist", "worksteal"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *in_parallel, *sys.argv[1:]],
        env=os.environ | {"DATABASE_URL": database},
    ).returncode


if __name__ == "__main__":
    main()
