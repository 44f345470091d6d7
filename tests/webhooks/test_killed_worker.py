"""A worker that is killed with -9 at any moment loses and doubles nothing at a receiver that honours the id.

Real processes of `manage.py worker`, a real receiver by HTTP, the database of the test.
"""

import os
import random
import signal
import subprocess
import sys
import time
from urllib.parse import quote, urlsplit

import pytest
from django.db import connection

from api.webhooks.models import Attempt, Delivery, Endpoint, Position
from editions.models import Change
from tests.editions.builders import a_content, publisher_released, released

from .builders import an_endpoint

pytestmark = pytest.mark.django_db(transaction=True)

CHANGES = 8  # seven releases of a sheet, one of its publisher
PATIENCE = 120  # seconds: the machine may be busy
# Kills itself with -9 at the given call of one of our functions. Leases are short, so that the next one need not wait.
WORKER = """
import django, os, signal, sys; django.setup()
from datetime import timedelta
from django.core.management import call_command
from api.webhooks import claiming, delivering, fanning, recording, sending

def die_in(module, name, after):
    act, calls = getattr(module, name), []
    def act_or_die(*args, **kwargs):
        calls.append(name)
        if len(calls) > after:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*args, **kwargs)
    setattr(module, name, act_or_die)

claiming.LEASE = timedelta(seconds=0.5)
if len(sys.argv) > 1:
    die_in(eval(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
print("ready", flush=True)
call_command("worker", once=True)
"""
MOMENTS = [
    ("fanning", "deliver_all", "0"),  # the position is locked, nothing is written
    ("fanning.Delivery.objects", "bulk_create", "0"),
    ("fanning.Position.objects", "filter", "1"),  # deliveries are written, the position is not
    ("sending", "attempt", "1"),  # leased, not sent
    ("sending", "record", "1"),  # sent and answered, not written down
    ("recording", "_settle", "0"),  # the attempt is written, the delivery is not
]


def a_worker(*dying: str) -> subprocess.Popen[str]:
    """In a process of its own, on the database of this test."""
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        user = quote(settings["USER"]) + (f":{quote(settings['PASSWORD'])}" if settings["PASSWORD"] else "")
        address = f"postgres://{user}@{settings['HOST']}:{settings['PORT'] or 5432}/{settings['NAME']}"
    else:
        address = f"sqlite:///{settings['NAME']}"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "DATABASE_URL": address,
        "WEBHOOKS_ALLOW_HTTP": "1",
        "WEBHOOKS_ALLOW_PRIVATE_NETWORKS": "127.0.0.0/8",
        "WEBHOOKS_PORTS": str(urlsplit(Endpoint.objects.get().url).port),
    }
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, *dying], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout
    assert worker.stdout.readline() == "ready\n"
    return worker


@pytest.fixture
def endpoint(receiver):
    endpoint = an_endpoint(receiver.url)
    publisher_released(a_content())
    for number in range(CHANGES - 1):
        released(a_content(summary=f"Number {number}."))
    return endpoint


def everything_arrived_once(receiver) -> None:
    """Once at a receiver that honours the id: it forgets what it has seen already."""
    assert Delivery.objects.count() == len({*receiver.ids}) == CHANGES
    assert {delivery.webhook_id for delivery in Delivery.objects.all()} == {*receiver.ids}
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}
    assert Position.objects.get().change_id == Change.objects.order_by("id").last().id
    bodies = {request.id: request.body for request in receiver.received}
    assert {request.body for request in receiver.received} == {*bodies.values()}, "the same words each time"


def test_worker_that_is_killed_again_and_again(endpoint, receiver):
    left = []
    for moment in MOMENTS:
        assert a_worker(*moment).wait(PATIENCE) == -signal.SIGKILL
        left.append((Delivery.objects.count(), Delivery.objects.filter(state="delivered").count()))
        time.sleep(0.6)
    assert left == [(0, 0), (0, 0), (0, 0), (8, 1), (8, 2), (8, 2)], "what was committed stays, and nothing else"
    for _time in range(3):
        worker = a_worker()
        time.sleep(random.uniform(0, 0.3))
        worker.kill()
        worker.wait(PATIENCE)
    time.sleep(0.6)
    assert a_worker().wait(PATIENCE) == 0
    everything_arrived_once(receiver)
    assert len(receiver.ids) > CHANGES, "what was sent and not written down was sent again, under its id"


def test_two_workers_at_once_send_everything_once(endpoint, receiver):
    workers = [a_worker(), a_worker()]
    assert [worker.wait(PATIENCE) for worker in workers] == [0, 0]
    assert a_worker().wait(PATIENCE) == 0
    everything_arrived_once(receiver)
    assert len(receiver.ids) == CHANGES == Attempt.objects.count()
