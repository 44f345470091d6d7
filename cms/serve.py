"""`python -m cms.serve`: the web server, the same for `make run`, a container and a service of the machine.

Granian by WSGI, see docs/decisions/0009. It listens on this machine only unless `--host` says otherwise; it is a word
of the command and no environment variable, because some shells set HOST by themselves.
"""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Sequence
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from cms.settings.logs import LOGGING


def main(arguments: Sequence[str] | None = None) -> None:
    Granian("cms.wsgi:application", **options(arguments)).serve()


def options(arguments: Sequence[str] | None) -> dict[str, Any]:
    parser = ArgumentParser(prog="python -m cms.serve", description="Serve the admin and the API.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; 0.0.0.0 for all of them")
    parser.add_argument("--port", type=port_number, default=8000)
    parser.add_argument("--processes", type=int, default=2, help="about one for each processor")
    chosen = parser.parse_args(arguments)
    return {
        "interface": Interfaces.WSGI,
        "address": chosen.host,
        "port": chosen.port,
        "workers": chosen.processes,
        "blocking_threads": 2,  # a process; more only wait for each other in Python
        "websockets": False,
        "workers_kill_timeout": 5,  # seconds, for a request that does not end when asked to
        # Its own access log has the addresses of readers in it; ours has not, see cms/logs/requests.py.
        "log_access": False,
        "log_level": LogLevels(str(LOGGING["root"]["level"]).lower()),
        "log_dictconfig": own_lines(),
    }


def port_number(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ArgumentTypeError(f"“{text}” is no port number")
    return int(text)


def own_lines() -> dict[str, Any]:
    """Lines of the server itself look like all others."""
    ours = {name: LOGGING[name] for name in ("filters", "formatters", "handlers")}
    return ours | {"loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}}}


if __name__ == "__main__":
    main()
