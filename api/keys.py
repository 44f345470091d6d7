"""Keys of readers. None can be had yet, so every key is a wrong one; other credentials are ignored."""

from __future__ import annotations

import re

from .problems import UNKNOWN_KEY, Problem

_OUR_KEY = re.compile(r"bearer +fs_", re.IGNORECASE)


def refuse_unknown(authorization: str) -> None:
    """Raise the 401 that a wrong or revoked key gets, even where reading needs none."""
    if _OUR_KEY.match(authorization):
        raise Problem(UNKNOWN_KEY, headers={"WWW-Authenticate": 'Bearer realm="api"'})
