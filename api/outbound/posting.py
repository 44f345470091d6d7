"""POST a short body to somebody else's server, and come back in time whatever it does. Called by `api.webhooks`.

No redirect is followed, no cookie sent or kept, no proxy of the environment used, no password known.
"""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from dataclasses import dataclass

from .connections import Deadline, Line, connection
from .failures import CannotSend, Failure
from .targets import BadAddress, Target, read_target

# How much of the body of an answer is kept, for people who look into a failure.
MOST_OF_BODY = 4096


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def post(url: str, body: bytes, headers: Mapping[str, str], *, seconds: float) -> Answer:
    """Send it and wait for the answer, no longer than these seconds in all. Raises CannotSend."""
    deadline = Deadline(seconds)
    try:
        target = read_target(url)
        with connection(target, deadline) as line:
            return _exchange(line, target, body, headers)
    except BadAddress as error:
        raise CannotSend(Failure.BAD_ADDRESS, str(error)) from error
    except TimeoutError as error:
        raise CannotSend(Failure.TOO_SLOW) from error
    except OSError as error:
        raise CannotSend(Failure.BROKEN_OFF, str(error)) from error
    except (http.client.HTTPException, ValueError) as error:
        raise CannotSend(Failure.NOT_HTTP, str(error)) from error


def _exchange(line: Line, target: Target, body: bytes, headers: Mapping[str, str]) -> Answer:
    talk = http.client.HTTPConnection(target.host, target.port)
    talk.auto_open = 0  # never by itself: it would resolve the name again
    talk.sock = line  # all that is asked of it is `sendall`, `makefile` and `close`
    every = {"Host": target.host_header, "Connection": "close", "Accept": "*/*", **headers}
    talk.request("POST", target.path, body, every)
    answer = talk.getresponse()
    received = {name.lower(): value for name, value in answer.getheaders()}
    return Answer(answer.status, received, _beginning(answer))


def _beginning(answer: http.client.HTTPResponse) -> bytes:
    """As much of the body as is kept. The answer is known by now: one that stops in the middle is still an answer."""
    try:
        return answer.read(MOST_OF_BODY)
    except (OSError, CannotSend, http.client.HTTPException, ValueError):
        return b""
