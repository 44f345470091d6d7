"""A warning for an installation whose readers would all be counted as one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


def register_checks() -> None:
    """Called by `apps.py`."""
    register(proxies_are_declared, Tags.security, deploy=True)


def proxies_are_declared(**_kwargs: Any) -> list[CheckMessage]:
    """Behind a proxy, every request comes from the proxy's address."""
    if not settings.SECURE_PROXY_SSL_HEADER or settings.TRUSTED_PROXIES:
        return []
    return [
        Warning(
            "BEHIND_TLS_PROXY is set and TRUSTED_PROXIES is not.",
            hint="All readers without a key share one rate limit, that of the proxy. Put its networks into"
            " TRUSTED_PROXIES, if it sets X-Forwarded-For itself.",
            id="api_limits.W001",
        )
    ]
