"""What the tests of the API share: a reader who sends only the headers that a test names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

Reader = Callable[..., HttpResponse]


@pytest.fixture
def read(client: Client) -> Reader:
    """`read("factsheets/asthma/", lang="fr", headers={…})`: a GET below /api/v1/."""

    def get(path: str = "", *, headers: dict[str, str] | None = None, **parameters: Any) -> Any:
        address = path if path.startswith("/") else f"/api/v1/{path}"
        return client.get(address, parameters, headers=headers or {})

    return get


@pytest.fixture
def clock():
    """A clock that stands still on a Monday morning and can be moved on."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller
