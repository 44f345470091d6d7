"""What can go wrong on the way to somebody else's server, before there is an answer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Failure(models.TextChoices):
    """Why there is no answer."""

    BAD_ADDRESS = "bad-address", _("The address is not one that may be used")
    UNKNOWN_HOST = "unknown-host", _("No such host")
    NOT_PUBLIC = "not-public", _("The host is not on the public internet")
    NO_CONNECTION = "no-connection", _("No connection")
    NOT_TRUSTED = "not-trusted", _("The certificate or TLS was not accepted")
    TOO_SLOW = "too-slow", _("No answer in time")
    TOO_LARGE = "too-large", _("The answer was too large")
    NOT_HTTP = "not-http", _("The answer was not HTTP")
    BROKEN_OFF = "broken-off", _("The connection was broken off")
    OUR_FAULT = "our-fault", _("A mistake of ours; see the log of the worker")


class CannotSend(Exception):
    """There is no answer. `detail` is for people who look after the endpoint, and names no secret."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure.value}: {detail}")
        self.failure = failure
        self.detail = detail
