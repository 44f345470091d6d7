"""One attempt: sign the delivery, send it, and say what came back. Nothing of the database is touched meanwhile."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from api.outbound import Answer, CannotSend, Failure, post

from . import signing
from .models import Delivery

logger = logging.getLogger(__name__)

# From looking up the name to the last byte that is read. The specification advises 15 to 30.
SECONDS = 15.0
# Of what a receiver says, what helps to find a fault; everything else is left where it came from.
_KEPT_HEADERS = (
    *("content-type", "content-length", "date", "server", "via", "retry-after", "location", "allow"),
    *("x-request-id", "www-authenticate"),
)
_LONGEST_HEADER = 500


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an attempt: a status, or a failure without one."""

    at: datetime
    seconds: float
    request_headers: dict[str, str]
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    failure: str = ""
    detail: str = ""

    @property
    def is_success(self) -> bool:
        """Any 2xx. A redirect is none: it would lead to an address that nobody has entered."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """The receiver wants to hear no more."""
        return self.status == 410


def attempt(delivery: Delivery) -> Result:
    """Send it now. Whatever happens is a result."""
    at, begin = timezone.now(), time.monotonic()
    headers = _headers(delivery, at)
    try:
        answer = post(delivery.endpoint.url, delivery.body.encode(), headers, seconds=SECONDS)
    except CannotSend as error:
        return Result(at, _since(begin), headers, failure=error.failure, detail=_text(error.detail))
    except Exception:
        logger.exception("Could not send %s", delivery.webhook_id)
        return Result(at, _since(begin), headers, failure=Failure.OUR_FAULT)
    body = _text(answer.body.decode(errors="replace"))
    return Result(at, _since(begin), headers, answer.status, _kept(answer), body)


def _headers(delivery: Delivery, at: datetime) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "User-Agent": f"factsheets-webhooks/1 (+{settings.SITE_URL})",
        **signing.headers(delivery.endpoint, delivery.webhook_id, delivery.body, at=at),
    }


def _kept(answer: Answer) -> dict[str, str]:
    found = ((name, answer.headers.get(name)) for name in _KEPT_HEADERS)
    return {name: _text(value)[:_LONGEST_HEADER] for name, value in found if value}


def _text(text: str) -> str:
    """Fit for PostgreSQL, which keeps no NUL, and for JSON, which keeps no half of a pair."""
    return text.replace("\0", "\ufffd").encode(errors="replace").decode()


def _since(begin: float) -> float:
    return round(time.monotonic() - begin, 3)
