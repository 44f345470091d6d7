"""Secrets of endpoints, and signatures made with them, by the Standard Webhooks specification 1.0.0.

No secret is stored: each is worked out from SECRET_KEY, the endpoint's id and a number that goes up when it is
changed. So a copy of the database gives nothing away. Signed is with every secret that a receiver may still have: the
previous one for a while after a change, and those of SECRET_KEY_FALLBACKS while an installation changes its own key.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime

from django.conf import settings
from django.utils.crypto import salted_hmac

from .models import Endpoint

PREFIX = "whsec_"
_SALT = "api.webhooks.secret"  # never to be changed: it is part of every secret that is out there


def current_secret(endpoint: Endpoint) -> str:
    """What the organisation is given, as text: `whsec_` and 32 bytes in base64."""
    return PREFIX + base64.b64encode(_secret(endpoint, endpoint.generation, settings.SECRET_KEY)).decode()


def headers(endpoint: Endpoint, webhook_id: str, body: str, *, at: datetime) -> dict[str, str]:
    """The three headers of the specification, for an attempt at this moment."""
    timestamp = str(int(at.timestamp()))
    signed = f"{webhook_id}.{timestamp}.{body}".encode()
    signatures = [_signature(secret, signed) for secret in _secrets(endpoint, at)]
    return {"webhook-id": webhook_id, "webhook-timestamp": timestamp, "webhook-signature": " ".join(signatures)}


def _signature(secret: bytes, signed: bytes) -> str:
    return "v1," + base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()


def _secrets(endpoint: Endpoint, at: datetime) -> list[bytes]:
    """Those that are valid, the newest first."""
    generations = [endpoint.generation]
    if endpoint.previous_until and endpoint.previous_until > at:
        generations.append(endpoint.generation - 1)
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_secret(endpoint, generation, key) for generation in generations for key in keys]


def _secret(endpoint: Endpoint, generation: int, key: str) -> bytes:
    return salted_hmac(_SALT, f"{endpoint.id}.{generation}", secret=key, algorithm="sha256").digest()
