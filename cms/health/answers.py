"""`/health/live` and `/health/ready`, answered before anything else looks at the request.

A middleware and no view: a probe asks a container by its number, without TLS, so neither ALLOWED_HOSTS nor the
redirect to HTTPS may stand in its way. It takes nothing from the request but the path, and tells nothing but words.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase

from cms.health.questions import NEED_DATABASE, QUESTIONS

logger = logging.getLogger(__name__)

LIVE = "/health/live"
READY = "/health/ready"
OK, FAILED = "ok", "failed"
# Anybody may ask, and an answer costs a few queries: it is kept for this many seconds.
KEPT = 2.0


class AnswerHealth:
    """Answers the two addresses and steps aside for all others."""

    sync_capable, async_capable = True, False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.kept: tuple[float, dict[str, str]] = (-KEPT, {})

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info not in (LIVE, READY):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return self.live() if request.path_info == LIVE else self.ready()

    def live(self) -> JsonResponse:
        """The process answers. Nothing else is looked at: a database that is away is not cured by a new process."""
        return answer({"status": OK}, status=200)

    def ready(self) -> JsonResponse:
        """Everything that answers need is there."""
        asked, found = self.kept
        if time.monotonic() - asked >= KEPT:
            found = findings()
            self.kept = (time.monotonic(), found)
        well = all(finding == OK for finding in found.values())
        return answer({"status": OK if well else FAILED, "checks": found}, status=200 if well else 503)


def findings() -> dict[str, str]:
    """By subject “ok” or “failed”. What went wrong stands in the log: it may name servers."""
    found: dict[str, str] = {}
    for name, question in QUESTIONS.items():
        # What needs the database is not asked without it: each would wait for it once more.
        hopeless = name in NEED_DATABASE and found.get("database") == FAILED
        found[name] = OK if not hopeless and is_well(name, question) else FAILED
    return found


def is_well(name: str, question: Callable[[], None]) -> bool:
    try:
        question()
    except Exception as problem:  # noqa: BLE001 - whatever it is, that is the answer
        logger.error("Not ready: %s: %s: %s", name, type(problem).__name__, problem)
        return False
    return True


def answer(data: dict[str, Any], *, status: int) -> JsonResponse:
    response = JsonResponse(data, status=status)
    # By is_well; Django would add a line that says less.
    response._has_been_logged = True  # type: ignore[attr-defined]
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
