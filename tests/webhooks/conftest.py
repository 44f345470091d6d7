"""What the tests of webhooks share: receivers on this machine, which has to be allowed first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.utils import timezone

from .receivers import Receiver, a_receiver

EVERY_PORT = tuple(range(65536))


@pytest.fixture
def this_machine_is_allowed(settings) -> None:
    settings.WEBHOOKS_ALLOW_HTTP = True
    settings.WEBHOOKS_ALLOW_PRIVATE_NETWORKS = ["127.0.0.0/8", "::1/128"]
    settings.WEBHOOKS_PORTS = EVERY_PORT


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still now and can be moved on."""
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def receiver(this_machine_is_allowed) -> Iterator[Receiver]:
    with a_receiver() as receiver:
        yield receiver
