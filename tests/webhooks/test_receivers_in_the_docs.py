"""The receivers that the how-to gives to organisations work: in Python and in Node, against what we really send."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from django.utils import timezone

from api.outbound import post
from api.webhooks import signing
from api.webhooks.models import Delivery
from api.webhooks.pinging import ping
from api.webhooks.replaying import replay
from tests.editions.builders import a_content, publisher_released, released

from .builders import an_endpoint, fanned_out, now_as_it_is, sent_all

pytestmark = pytest.mark.django_db
HERE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "receivers"
NODE = shutil.which("node")


class Running(NamedTuple):
    endpoint: object
    process: subprocess.Popen

    def said(self) -> list[str]:
        """All that it has printed; it has to be stopped for that."""
        self.process.terminate()
        return self.process.communicate(timeout=10)[0].splitlines()


@pytest.fixture(
    params=[
        [sys.executable, "receiver.py"],
        pytest.param([NODE, "receiver.mjs"], marks=pytest.mark.skipif(not NODE, reason="no Node on this machine")),
    ],
    ids=["python", "node"],
)
def running(request, this_machine_is_allowed) -> Iterator[Running]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    endpoint = an_endpoint(f"http://127.0.0.1:{port}/")
    environment = os.environ | {"WEBHOOK_SECRET": signing.current_secret(endpoint), "PORT": str(port)}
    process = subprocess.Popen(
        request.param, cwd=HERE, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        wait_for(port)
        yield Running(endpoint, process)
    finally:
        process.kill()
        process.communicate()


def wait_for(port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


def test_receiver_takes_what_we_send_and_does_it_once(running):
    publisher_released(a_content())
    fanned_out()
    Delivery.objects.all().delete()
    edition = released()
    sent_all(running.endpoint)
    replay(Delivery.objects.get(), by="Amal")
    sent_all(now_as_it_is(running.endpoint))
    assert Delivery.objects.get().attempts.filter(status=204).count() == 2
    (line,) = running.said()
    assert line == f"content.released http://testserver/api/v1/factsheets/{edition.work_id}/?lang=en"


def test_receiver_takes_a_test(running):
    assert ping(running.endpoint, by="Amal").last_status == 204


def test_receiver_refuses_what_we_did_not_sign(running):
    sound = signing.headers(running.endpoint, "msg_1", "{}", at=timezone.now())
    forged = [
        {},
        sound | {"webhook-signature": "v1,AAAA"},
        sound | {"webhook-id": "msg_2"},
        sound | {"webhook-timestamp": "1"},
        signing.headers(running.endpoint, "msg_1", "{}", at=timezone.now() - timedelta(seconds=400)),
    ]
    assert [post(running.endpoint.url, b"{}", headers, seconds=5).status for headers in forged] == [401] * 5
    assert running.said() == []


def test_receiver_takes_one_of_two_signatures(running):
    body = '{"type":"ping","data":{}}'
    sound = signing.headers(running.endpoint, "msg_1", body, at=timezone.now())
    both = sound | {"webhook-signature": f"v1,AAAA {sound['webhook-signature']}"}
    assert post(running.endpoint.url, body.encode(), both, seconds=5).status == 204
