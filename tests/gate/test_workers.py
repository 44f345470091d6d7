"""Several workers of the real server: what is withheld or withdrawn is gone from all of them within a second."""

from __future__ import annotations

import socket
import time

import pytest

from editions import withdrawals, withholding
from editions.models import WithdrawalReason
from tests.api.builders import ASTHMA, a_content, released, released_in
from tests.contract.server import HOST, Server, get, running

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 2
A_SECOND = 1.0


@pytest.fixture
def server():
    source = released()
    released_in("fr", source)
    with running(processes=WORKERS) as server:
        yield server


def statuses(server: Server, language: str, number: int = 24) -> set[int]:
    """Of so many requests, each on a connection of its own, so that every worker is asked."""
    return {asked(server, language).status for _time in range(number)}


def asked(server: Server, language: str):
    answer = server.send(get(f"/api/v1/factsheets/asthma/?lang={language}"))
    assert answer
    return answer


def test_withheld_language_is_gone_from_every_worker_within_a_second(server):
    assert statuses(server, "fr") == {200}
    withholding.withhold(ASTHMA, "fr", reason="A dose is wrong.", by="A. Editor")
    time.sleep(A_SECOND)
    assert statuses(server, "fr") == {404}
    assert statuses(server, "en") == {200}


def test_withdrawn_sheet_is_gone_from_every_worker_within_a_second(server):
    assert statuses(server, "en") == {200}
    withdrawals.withdraw(ASTHMA, reason=WithdrawalReason.UNPUBLISHED, by="A. Editor")
    time.sleep(A_SECOND)
    assert statuses(server, "en") == {410}


def test_release_reaches_every_worker_within_a_second(server):
    assert b"How asthma changes" not in asked(server, "en").body
    statuses(server, "en")
    released(a_content(summary="How asthma changes with age."))
    time.sleep(A_SECOND)
    for _time in range(24):
        assert b"How asthma changes" in asked(server, "en").body


def test_stream_that_is_hung_up_on_makes_room_for_the_next(server):
    """Each of these would otherwise keep the only place in its worker for ever."""
    request = f"GET /api/v1/changes/?format=ndjson HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()
    for _time in range(6):
        with socket.create_connection(("127.0.0.1", server.port)) as wire:
            wire.sendall(request)
            wire.recv(100)
    time.sleep(0.5)
    whole = server.send(get("/api/v1/changes/?format=ndjson"))
    assert whole
    assert whole.status == 200
